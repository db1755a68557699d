//! What was expected where a file does not hold, in fixed words.

use giro::Why;

pub(super) const fn expected(why: Why) -> &'static str {
    match why {
        Why::NotBgMax => "expected a BgMax file, which begins with 01BGMAX",
        Why::NoRecord => "expected a record, which begins with two digits",
        Why::OutOfPlace => "expected another record here",
        Why::NotDigits { .. } => "expected digits",
        Why::NoDate { .. } => "expected a date",
        Why::TooLarge => "expected a smaller amount",
        Why::OtherCurrency => "expected Swedish kronor",
        Why::Sum { .. } => "expected the deposit's sum to be that of its payments",
        Why::Count { .. } => "expected as many payments as the file says",
        Why::Cut => "expected the file's last record, 70: part of it is missing",
    }
}

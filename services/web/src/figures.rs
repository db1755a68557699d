//! Figures that come as decimal text, written for Swedish readers. No arithmetic but that of reading.

use domain::swedish;

/// More decimals than these say nothing to a reader; an ellipsis tells that there are some.
const DECIMALS_SHOWN: usize = 4;

/// A decimal, grouped, with a comma and without needless zeros: `30561.3622004` is `30 561,3622…`.
pub(crate) fn decimal(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = match whole.parse() {
        Ok(number) => swedish::grouped(number),
        Err(_) => whole.to_owned(),
    };
    let decimals = decimals.trim_end_matches('0');
    match decimals.get(..DECIMALS_SHOWN) {
        Some(shown) if decimals.len() > DECIMALS_SHOWN => format!("{sign}{whole},{shown}…"),
        _ if decimals.is_empty() => format!("{sign}{whole}"),
        _ => format!("{sign}{whole},{decimals}"),
    }
}

/// A count, grouped. Counts are never negative.
pub(crate) fn count(number: i64) -> String {
    swedish::grouped(number.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_as_swedes_do() {
        for (text, written) in [
            ("30561.362200", "30\u{a0}561,3622"),
            ("5333.333333", "5\u{a0}333,3333…"),
            ("2.50", "2,5"),
            ("8000", "8\u{a0}000"),
            ("-0.5", "\u{2212}0,5"),
            ("1.000000", "1"),
        ] {
            assert_eq!(decimal(text), written, "{text}");
        }
    }
}

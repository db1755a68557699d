//! The check digit that organisation numbers, bankgiro numbers and OCR references share (Luhn, modulus 10).

/// Whether the last of `digits` is the check digit of those before it. `digits` are ASCII digits.
pub(crate) fn passes(digits: &str) -> bool {
    weighted_sum(digits, 1).wrapping_rem(10) == 0
}

/// The digit that makes `digits` pass when it is put after them.
pub(crate) fn check_digit(digits: &str) -> u32 {
    let sum = weighted_sum(digits, 2).wrapping_rem(10);
    10_u32.saturating_sub(sum).wrapping_rem(10)
}

/// The sum of the digits' weighted digits: from the right, weights alternate between `first` and the
/// other of 1 and 2; a product of two digits counts as their sum.
fn weighted_sum(digits: &str, first: u32) -> u32 {
    let doubled_at = usize::from(first == 1);
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(position, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            let doubles = position.wrapping_rem(2) == doubled_at;
            let product = if doubles { digit.saturating_mul(2) } else { digit };
            if product > 9 { product.saturating_sub(9) } else { product }
        })
        .fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_digit_makes_digits_pass() {
        for (digits, check) in [("123", 0), ("1235", 1), ("12345", 5), ("212000265", 0), ("0", 0)] {
            assert_eq!(check_digit(digits), check, "{digits}");
            assert!(passes(&format!("{digits}{check}")));
            for wrong in (0..10).filter(|digit| *digit != check) {
                assert!(!passes(&format!("{digits}{wrong}")), "{digits}{wrong}");
            }
        }
    }
}

//! Global location numbers, by which many municipalities are addressed: thirteen digits, the last a check digit (GS1).

use std::fmt;
use std::str::FromStr;

use crate::text_form::text_form;

/// A checked location number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gln(u64);

/// Why a text is not a location number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GlnFault {
    /// Not thirteen digits.
    #[error("a GLN is thirteen digits")]
    NotThirteenDigits,
    /// The thirteenth digit does not agree with the twelve before it.
    #[error("the check digit is wrong")]
    WrongCheckDigit,
}

impl Gln {
    /// The location number in `text`.
    pub fn parse(text: &str) -> Result<Self, GlnFault> {
        if text.len() != 13 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(GlnFault::NotThirteenDigits);
        }
        if weighted_sum(text).wrapping_rem(10) != 0 {
            return Err(GlnFault::WrongCheckDigit);
        }
        text.parse().map(Self).map_err(|_| GlnFault::NotThirteenDigits)
    }
}

/// The digits with weights 1, 3, 1, 3, … from the left: thirteen of them are right when this ends in zero.
fn weighted_sum(digits: &str) -> u32 {
    digits
        .bytes()
        .enumerate()
        .map(|(position, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            if position.is_multiple_of(2) { digit } else { digit.saturating_mul(3) }
        })
        .fold(0, u32::saturating_add)
}

impl fmt::Display for Gln {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:013}", self.0)
    }
}

impl FromStr for Gln {
    type Err = GlnFault;

    fn from_str(text: &str) -> Result<Self, GlnFault> {
        Self::parse(text)
    }
}

text_form!(Gln);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_the_last_digit() {
        for number in ["7300010000001", "0000000000000", "4006381333931"] {
            assert_eq!(Gln::parse(number).unwrap().to_string(), number);
        }
        assert_eq!(Gln::parse("7300010000002"), Err(GlnFault::WrongCheckDigit));
        for text in ["", "730001000000", "73000100000010", "730001000000a", "7300010 00001"] {
            assert_eq!(Gln::parse(text), Err(GlnFault::NotThirteenDigits), "{text}");
        }
    }
}

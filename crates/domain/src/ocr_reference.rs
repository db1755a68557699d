//! References of Swedish bankgiro payments: digits that end in a check digit, so that the bank finds the payer's slips.

use std::fmt;
use std::str::FromStr;

use crate::luhn;
use crate::text_form::text_form;

/// A checked OCR reference of 2 to 25 digits, the last a check digit.
///
/// Whether the digit before it tells the length is agreed with the bank; [`OcrReference::parse`] does not
/// ask for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OcrReference(String);

/// Why a text is not an OCR reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OcrReferenceFault {
    /// Something other than digits.
    #[error("an OCR reference is digits only")]
    NotDigits,
    /// Fewer than 2 digits or more than 25, check digits included.
    #[error("an OCR reference has 2 to 25 digits")]
    WrongLength,
    /// The last digit does not agree with those before it.
    #[error("the check digit is wrong")]
    WrongCheckDigit,
}

impl OcrReference {
    /// The reference in `text`, which ends in its check digit.
    pub fn parse(text: &str) -> Result<Self, OcrReferenceFault> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(OcrReferenceFault::NotDigits);
        }
        if !(2..=25).contains(&text.len()) {
            return Err(OcrReferenceFault::WrongLength);
        }
        if !luhn::passes(text) {
            return Err(OcrReferenceFault::WrongCheckDigit);
        }
        Ok(Self(text.to_owned()))
    }

    /// The reference that `digits` make with a check digit after them.
    pub fn of(digits: &str) -> Result<Self, OcrReferenceFault> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(OcrReferenceFault::NotDigits);
        }
        Self::parse(&format!("{digits}{}", luhn::check_digit(digits)))
    }

    /// The reference that `digits` make with a length digit and a check digit after them. The length digit is
    /// the last one of the whole reference's length.
    pub fn with_length_digit(digits: &str) -> Result<Self, OcrReferenceFault> {
        let length = digits.len().saturating_add(2).wrapping_rem(10);
        Self::of(&format!("{digits}{length}"))
    }

    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OcrReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OcrReference {
    type Err = OcrReferenceFault;

    fn from_str(text: &str) -> Result<Self, OcrReferenceFault> {
        Self::parse(text)
    }
}

text_form!(OcrReference);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_get_their_check_digits() {
        assert_eq!(OcrReference::of("123").unwrap().digits(), "1230");
        assert_eq!(OcrReference::of("12345").unwrap().digits(), "123455");
        assert_eq!(OcrReference::with_length_digit("123").unwrap().digits(), "12351");
        assert_eq!(OcrReference::with_length_digit("").unwrap().digits(), "26");
        let longest = "1".repeat(24);
        assert_eq!(OcrReference::of(&longest).unwrap().digits().len(), 25);
        assert_eq!(OcrReference::with_length_digit(&longest), Err(OcrReferenceFault::WrongLength));
    }

    #[test]
    fn what_is_no_reference_is_refused() {
        assert!(OcrReference::parse("1230").is_ok());
        assert_eq!(OcrReference::parse("1231"), Err(OcrReferenceFault::WrongCheckDigit));
        assert_eq!(OcrReference::parse("0"), Err(OcrReferenceFault::WrongLength));
        assert_eq!(OcrReference::of(""), Err(OcrReferenceFault::WrongLength));
        assert_eq!(OcrReference::parse("12 30"), Err(OcrReferenceFault::NotDigits));
        assert_eq!(OcrReference::of("12a"), Err(OcrReferenceFault::NotDigits));
    }
}

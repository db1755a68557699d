//! Swedish organisation numbers: ten digits, the last a check digit (Luhn, as the tax agency prescribes).

use std::fmt;
use std::str::FromStr;

use crate::luhn;
use crate::text_form::text_form;

/// A checked organisation number, written `212000-2650`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgNumber(u64);

/// Why a text is not an organisation number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrgNumberFault {
    /// Not ten digits with an optional hyphen before the last four.
    #[error("an organisation number is ten digits, 212000-2650")]
    NotTenDigits,
    /// The tenth digit does not agree with the nine before it.
    #[error("the check digit is wrong")]
    WrongCheckDigit,
}

impl OrgNumber {
    /// The organisation number in `text`, with or without its hyphen.
    pub fn parse(text: &str) -> Result<Self, OrgNumberFault> {
        let digits: String = match text.split_once('-') {
            Some((head, tail)) if head.len() == 6 && tail.len() == 4 => [head, tail].concat(),
            Some(_) => return Err(OrgNumberFault::NotTenDigits),
            None => text.to_owned(),
        };
        if digits.len() != 10 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(OrgNumberFault::NotTenDigits);
        }
        if !luhn::passes(&digits) {
            return Err(OrgNumberFault::WrongCheckDigit);
        }
        digits.parse().map(Self).map_err(|_| OrgNumberFault::NotTenDigits)
    }

    /// The ten digits alone, as e-invoices and bank files write them.
    pub fn digits(self) -> String {
        format!("{:010}", self.0)
    }
}

impl fmt::Display for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = (self.0.wrapping_div(10_000), self.0.wrapping_rem(10_000));
        write!(f, "{head:06}-{tail:04}")
    }
}

impl FromStr for OrgNumber {
    type Err = OrgNumberFault;

    fn from_str(text: &str) -> Result<Self, OrgNumberFault> {
        Self::parse(text)
    }
}

text_form!(OrgNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_the_last_digit() {
        assert_eq!(OrgNumber::parse("212000-2650").unwrap().to_string(), "212000-2650");
        assert_eq!(OrgNumber::parse("2120002650").unwrap().to_string(), "212000-2650");
        assert_eq!(OrgNumber::parse("212000-2650").unwrap().digits(), "2120002650");
        assert_eq!(OrgNumber::parse("212000-2651"), Err(OrgNumberFault::WrongCheckDigit));
        for text in ["", "212000-265", "21200-02650", "212000–2650", "212000 2650"] {
            assert_eq!(OrgNumber::parse(text), Err(OrgNumberFault::NotTenDigits), "{text}");
        }
    }
}

//! Swedish bankgiro numbers: seven or eight digits, the last a check digit (Bankgirot's manual, Luhn).

use std::fmt;
use std::str::FromStr;

use crate::luhn;
use crate::text_form::text_form;

/// A checked bankgiro number, written `366-5114` or `5402-9681`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bankgiro {
    /// Of eight digits; a number of seven may begin with a zero.
    long: bool,
    number: u32,
}

/// Why a text is not a bankgiro number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankgiroFault {
    /// Not seven or eight digits with an optional hyphen before the last four.
    #[error("a bankgiro number is seven or eight digits, 366-5114 or 5402-9681")]
    NotSevenOrEightDigits,
    /// The last digit does not agree with those before it.
    #[error("the check digit is wrong")]
    WrongCheckDigit,
}

impl Bankgiro {
    /// The bankgiro number in `text`, with or without its hyphen.
    pub fn parse(text: &str) -> Result<Self, BankgiroFault> {
        let digits = match text.split_once('-') {
            Some((head, tail)) if tail.len() == 4 => [head, tail].concat(),
            Some(_) => return Err(BankgiroFault::NotSevenOrEightDigits),
            None => text.to_owned(),
        };
        let long = match digits.len() {
            7 => false,
            8 => true,
            _ => return Err(BankgiroFault::NotSevenOrEightDigits),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BankgiroFault::NotSevenOrEightDigits);
        }
        if !luhn::passes(&digits) {
            return Err(BankgiroFault::WrongCheckDigit);
        }
        let number = digits.parse().map_err(|_| BankgiroFault::NotSevenOrEightDigits)?;
        Ok(Self { long, number })
    }

    /// The digits alone, as e-invoices and bank files write them.
    pub fn digits(self) -> String {
        let width = if self.long { 8 } else { 7 };
        format!("{:0width$}", self.number)
    }
}

impl fmt::Display for Bankgiro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = if self.long { 4 } else { 3 };
        let (head, tail) = (self.number.wrapping_div(10_000), self.number.wrapping_rem(10_000));
        write!(f, "{head:0width$}-{tail:04}")
    }
}

impl FromStr for Bankgiro {
    type Err = BankgiroFault;

    fn from_str(text: &str) -> Result<Self, BankgiroFault> {
        Self::parse(text)
    }
}

text_form!(Bankgiro);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_numbers_are_read_and_written_both_ways() {
        for number in ["366-5114", "339-8328", "160-9908", "621-6907", "5402-9681"] {
            let bankgiro = Bankgiro::parse(number).unwrap();
            assert_eq!(bankgiro.to_string(), number);
            assert_eq!(bankgiro.digits(), number.replace('-', ""));
            assert_eq!(Bankgiro::parse(&bankgiro.digits()), Ok(bankgiro));
        }
    }

    #[test]
    fn what_is_no_bankgiro_number_is_refused() {
        for text in ["", "366-511", "3665-114", "366–5114", "366 5114", "36651140000", "abc-defg"]
        {
            assert_eq!(Bankgiro::parse(text), Err(BankgiroFault::NotSevenOrEightDigits), "{text}");
        }
        assert_eq!(Bankgiro::parse("366-5115"), Err(BankgiroFault::WrongCheckDigit));
    }
}

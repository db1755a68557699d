//! Money in Swedish kronor, held as whole öre. Never a float; every operation that could overflow says so.

use std::fmt;
use std::str::FromStr;

use crate::text_form::text_form;

/// An amount in whole öre (1 krona = 100 öre). May be negative: a credit, or a trainer-pot share.
///
/// Its text form, `Display`, `FromStr` and serde alike, is kronor with a point and exactly two
/// decimals when written (`"950000.00"`), at most two when read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// A sum left the range of 64-bit öre (about ±92 thousand billion kronor).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sum of money is larger than can be represented")]
pub struct MoneyOverflow;

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// Not digits with at most one decimal point.
    #[error("not an amount in kronor with a decimal point")]
    NotAnAmount,
    /// A third decimal, even a zero.
    #[error("more than two decimals")]
    TooManyDecimals,
    /// Outside the range of 64-bit öre.
    #[error("too large an amount")]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The largest amount that a case or a form may state: 10 000 000 000 kronor.
    pub const LARGEST_STATED: Self = Self(1_000_000_000_000);

    /// An amount of `ore` öre.
    pub const fn from_ore(ore: i64) -> Self {
        Self(ore)
    }

    /// The amount in öre.
    pub const fn ore(self) -> i64 {
        self.0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether the amount is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum of both.
    pub fn plus(self, other: Self) -> Result<Self, MoneyOverflow> {
        self.0.checked_add(other.0).map(Self).ok_or(MoneyOverflow)
    }

    /// What is left when `other` is taken away.
    pub fn minus(self, other: Self) -> Result<Self, MoneyOverflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(MoneyOverflow)
    }

    /// The same amount owed in the other direction.
    pub fn negated(self) -> Result<Self, MoneyOverflow> {
        self.0.checked_neg().map(Self).ok_or(MoneyOverflow)
    }

    /// The sum of all amounts.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyOverflow> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let ore = self.0.unsigned_abs();
        let (kronor, rest) = (ore.wrapping_div(100), ore.wrapping_rem(100));
        write!(f, "{sign}{kronor}.{rest:02}")
    }
}

impl FromStr for Money {
    type Err = MoneyFault;

    fn from_str(text: &str) -> Result<Self, MoneyFault> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (kronor, decimals) = digits.split_once('.').unwrap_or((digits, "00"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(kronor) || !all_digits(decimals) {
            return Err(MoneyFault::NotAnAmount);
        }
        if decimals.len() > 2 {
            return Err(MoneyFault::TooManyDecimals);
        }
        let kronor: i64 = kronor.parse().map_err(|_| MoneyFault::TooLarge)?;
        let tail: i64 = decimals.parse().map_err(|_| MoneyFault::NotAnAmount)?;
        let tail = if decimals.len() == 1 { tail.saturating_mul(10) } else { tail };
        let ore = kronor
            .checked_mul(100)
            .and_then(|ore| ore.checked_add(tail))
            .ok_or(MoneyFault::TooLarge)?;
        Ok(Self(if negative { ore.saturating_neg() } else { ore }))
    }
}

text_form!(Money);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_kronor() {
        for (text, ore, written) in [
            ("950000.00", 95_000_000, "950000.00"),
            ("0", 0, "0.00"),
            ("173.5", 17_350, "173.50"),
            ("-0.05", -5, "-0.05"),
        ] {
            let money: Money = text.parse().unwrap();
            assert_eq!(money, Money::from_ore(ore));
            assert_eq!(money.to_string(), written);
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for (text, fault) in [
            ("", MoneyFault::NotAnAmount),
            ("1,50", MoneyFault::NotAnAmount),
            ("1.", MoneyFault::NotAnAmount),
            (".5", MoneyFault::NotAnAmount),
            ("+1", MoneyFault::NotAnAmount),
            ("1e3", MoneyFault::NotAnAmount),
            ("--1", MoneyFault::NotAnAmount),
            ("1.000", MoneyFault::TooManyDecimals),
            ("99999999999999999999", MoneyFault::TooLarge),
            ("92233720368547758.08", MoneyFault::TooLarge),
        ] {
            assert_eq!(text.parse::<Money>(), Err(fault), "{text}");
        }
    }
}

//! Trainer points: what a role earns for a full day, and what a municipality has earned, both exact.

use std::fmt;
use std::str::FromStr;

use crate::text_form::text_form;
use crate::{MoneyOverflow, ServiceLength};

/// A non-negative decimal with at most two decimals, held in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hundredths(pub(crate) u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HundredthsFault {
    NotANumber,
    TooManyDecimals,
    TooLarge,
}

impl FromStr for Hundredths {
    type Err = HundredthsFault;

    fn from_str(text: &str) -> Result<Self, HundredthsFault> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(decimals) {
            return Err(HundredthsFault::NotANumber);
        }
        if decimals.len() > 2 {
            return Err(HundredthsFault::TooManyDecimals);
        }
        let whole: u32 = whole.parse().map_err(|_| HundredthsFault::TooLarge)?;
        let tail: u32 = decimals.parse().map_err(|_| HundredthsFault::NotANumber)?;
        let tail = if decimals.len() == 1 { tail.saturating_mul(10) } else { tail };
        whole
            .checked_mul(100)
            .and_then(|hundredths| hundredths.checked_add(tail))
            .map(Self)
            .ok_or(HundredthsFault::TooLarge)
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, u64::from(self.0), 2)
    }
}

/// Writes `value` × 10^-`decimals` without trailing zeros.
fn write_decimal(f: &mut fmt::Formatter<'_>, value: u64, decimals: usize) -> fmt::Result {
    let text = format!("{value:0width$}", width = decimals.saturating_add(1));
    let (whole, tail) = text.split_at(text.len().saturating_sub(decimals));
    let tail = tail.trim_end_matches('0');
    if tail.is_empty() { f.write_str(whole) } else { write!(f, "{whole}.{tail}") }
}

/// What a role earns for one full course day, in hundredths of a point, at most 1 000 points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RolePoints(u32);

/// Why a text is not a number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointsFault {
    /// Not digits with at most one decimal point.
    #[error("not a number with a decimal point")]
    NotANumber,
    /// A third decimal.
    #[error("more than two decimals")]
    TooManyDecimals,
    /// Above 1 000 points a day.
    #[error("more than 1000 points a day")]
    TooMany,
}

impl RolePoints {
    const MOST: u32 = 100_000;

    /// Hundredths of a point for a full day.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl FromStr for RolePoints {
    type Err = PointsFault;

    fn from_str(text: &str) -> Result<Self, PointsFault> {
        let Hundredths(hundredths) = text.parse().map_err(|fault| match fault {
            HundredthsFault::NotANumber => PointsFault::NotANumber,
            HundredthsFault::TooManyDecimals => PointsFault::TooManyDecimals,
            HundredthsFault::TooLarge => PointsFault::TooMany,
        })?;
        if hundredths > Self::MOST { Err(PointsFault::TooMany) } else { Ok(Self(hundredths)) }
    }
}

impl fmt::Display for RolePoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hundredths(self.0).fmt(f)
    }
}

text_form!(RolePoints);

/// Points earned, in thousandths: the smallest step is a hundredth of a point for half a day, 0.005.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(u64);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// `thousandths` thousandths of a point.
    pub const fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// The points in thousandths.
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// What `served` trainers of a role earn on a day of this length: rule 5, role points × length.
    pub fn earned(
        role: RolePoints,
        length: ServiceLength,
        served: u32,
    ) -> Result<Self, MoneyOverflow> {
        // hundredths × half days × 5 = thousandths of a point
        u64::from(role.0)
            .checked_mul(u64::from(length.half_days()))
            .and_then(|product| product.checked_mul(5))
            .and_then(|product| product.checked_mul(u64::from(served)))
            .map(Self)
            .ok_or(MoneyOverflow)
    }

    /// The sum of both.
    pub fn plus(self, other: Self) -> Result<Self, MoneyOverflow> {
        self.0.checked_add(other.0).map(Self).ok_or(MoneyOverflow)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.0, 3)
    }
}

impl FromStr for Points {
    type Err = PointsFault;

    fn from_str(text: &str) -> Result<Self, PointsFault> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(decimals) {
            return Err(PointsFault::NotANumber);
        }
        if decimals.len() > 3 {
            return Err(PointsFault::TooManyDecimals);
        }
        format!("{whole}{decimals:0<3}").parse().map(Self).map_err(|_| PointsFault::TooMany)
    }
}

text_form!(Points);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_exact_to_half_a_hundredth() {
        let half = ServiceLength::Half;
        let leader: RolePoints = "1.5".parse().unwrap();
        assert_eq!(Points::earned(leader, ServiceLength::Full, 2).unwrap().to_string(), "3");
        assert_eq!(Points::earned(leader, half, 1).unwrap().to_string(), "0.75");
        let odd: RolePoints = "0.25".parse().unwrap();
        assert_eq!(Points::earned(odd, half, 1).unwrap().to_string(), "0.125");
        assert_eq!("1.505".parse::<RolePoints>(), Err(PointsFault::TooManyDecimals));
        assert_eq!("-1".parse::<RolePoints>(), Err(PointsFault::NotANumber));
        for text in ["0", "0.125", "54", "2.5"] {
            assert_eq!(text.parse::<Points>().unwrap().to_string(), text);
        }
        assert_eq!("0.0005".parse::<Points>(), Err(PointsFault::TooManyDecimals));
    }
}

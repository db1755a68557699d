//! A municipality's share in per cent, exact to the hundredth.

use std::fmt;
use std::str::FromStr;

use crate::points::{Hundredths, HundredthsFault};
use crate::text_form::text_form;

/// A share in hundredths of a per cent, 0 to 100 per cent. Written as a decimal without needless zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u32);

/// Why a text is not a share in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PercentFault {
    /// Not digits with at most one decimal point.
    #[error("not a number with a decimal point")]
    NotANumber,
    /// A third decimal.
    #[error("more than two decimals")]
    TooManyDecimals,
    /// Above one hundred.
    #[error("more than 100 per cent")]
    AboveOneHundred,
}

impl Percent {
    /// The whole: 100 per cent.
    pub const WHOLE: Self = Self(10_000);

    /// Hundredths of a per cent.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl FromStr for Percent {
    type Err = PercentFault;

    fn from_str(text: &str) -> Result<Self, PercentFault> {
        let Hundredths(hundredths) = text.parse().map_err(|fault| match fault {
            HundredthsFault::NotANumber => PercentFault::NotANumber,
            HundredthsFault::TooManyDecimals => PercentFault::TooManyDecimals,
            HundredthsFault::TooLarge => PercentFault::AboveOneHundred,
        })?;
        if hundredths > Self::WHOLE.0 {
            return Err(PercentFault::AboveOneHundred);
        }
        Ok(Self(hundredths))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hundredths(self.0).fmt(f)
    }
}

text_form!(Percent);

//! VAT categories of Swedish documents, each with just the data that it must have (EN 16931, UNCL5305).

use std::fmt;
use std::str::FromStr;

use crate::Text;

/// How a line stands to VAT. Which one is right is the region's choice; nothing here guesses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VatCategory {
    /// Taxed (S).
    Standard(Rate),
    /// A supply that the law exempts (E); the reason stands on the document.
    Exempt {
        /// The reason in words.
        reason: Text,
        /// The article of the VAT directive, where there is one.
        code: Option<ExemptionCode>,
    },
    /// No supply at all in the VAT act's sense (O), as a membership contribution. Its code is always VATEX-EU-O.
    OutsideScope {
        /// The reason in words.
        reason: Text,
    },
}

impl VatCategory {
    /// The code of the category: S, E or O.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Standard(_) => "S",
            Self::Exempt { .. } => "E",
            Self::OutsideScope { .. } => "O",
        }
    }

    /// The rate in per cent; outside the scope there is none, not even zero.
    pub const fn percent(&self) -> Option<u32> {
        match self {
            Self::Standard(rate) => Some(rate.percent()),
            Self::Exempt { .. } => Some(0),
            Self::OutsideScope { .. } => None,
        }
    }

    /// Whether the category is outside the scope of VAT, and so alone on its document.
    pub const fn is_outside_scope(&self) -> bool {
        matches!(self, Self::OutsideScope { .. })
    }
}

/// The Swedish rates (SE-R-006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rate {
    /// 25 per cent.
    TwentyFive,
    /// 12 per cent.
    Twelve,
    /// 6 per cent.
    Six,
}

impl Rate {
    /// The rate in per cent.
    pub const fn percent(self) -> u32 {
        match self {
            Self::TwentyFive => 25,
            Self::Twelve => 12,
            Self::Six => 6,
        }
    }
}

/// An article of the VAT directive that exempts, from the VATEX list; only those of exemptions in the public interest
/// (article 132 and 135.1), the others go with categories that no document here has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExemptionCode(&'static str);

/// A code that is not among [`ExemptionCode`]'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an exemption code of article 132 or 135.1, as VATEX-EU-132-1I")]
pub struct UnknownExemptionCode;

/// BR-CL-22, the part that may go with category E here.
const EXEMPTIONS: [&str; 19] = [
    "VATEX-EU-132",
    "VATEX-EU-132-1A",
    "VATEX-EU-132-1B",
    "VATEX-EU-132-1C",
    "VATEX-EU-132-1D",
    "VATEX-EU-132-1E",
    "VATEX-EU-132-1F",
    "VATEX-EU-132-1G",
    "VATEX-EU-132-1H",
    "VATEX-EU-132-1I",
    "VATEX-EU-132-1J",
    "VATEX-EU-132-1K",
    "VATEX-EU-132-1L",
    "VATEX-EU-132-1M",
    "VATEX-EU-132-1N",
    "VATEX-EU-132-1O",
    "VATEX-EU-132-1P",
    "VATEX-EU-132-1Q",
    "VATEX-EU-135-1",
];

impl ExemptionCode {
    /// Every code that there is to choose.
    pub fn all() -> impl Iterator<Item = Self> {
        EXEMPTIONS.into_iter().map(Self)
    }

    /// The code, as documents write it.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl FromStr for ExemptionCode {
    type Err = UnknownExemptionCode;

    fn from_str(text: &str) -> Result<Self, UnknownExemptionCode> {
        Self::all().find(|code| code.0 == text).ok_or(UnknownExemptionCode)
    }
}

impl fmt::Display for ExemptionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

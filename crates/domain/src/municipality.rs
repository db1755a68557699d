//! Municipalities, by the four-digit code of Statistics Sweden (SCB).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text_form::text_form;
use crate::{OrgNumber, Percent};

/// A municipality's SCB code: four digits, the first two its county's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityCode(u16);

/// A text that is not four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a municipality code is four digits")]
pub struct MunicipalityCodeFault;

impl MunicipalityCode {
    /// The code of four ASCII digits in `text`.
    pub fn parse(text: &str) -> Result<Self, MunicipalityCodeFault> {
        if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MunicipalityCodeFault);
        }
        text.parse().map(Self).map_err(|_| MunicipalityCodeFault)
    }

    /// The code as a number, 0 to 9999: an index for dense tables.
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl FromStr for MunicipalityCode {
    type Err = MunicipalityCodeFault;

    fn from_str(text: &str) -> Result<Self, MunicipalityCodeFault> {
        Self::parse(text)
    }
}

text_form!(MunicipalityCode);

/// A municipality as an agreement names it, with the figures that its costs are shared by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// SCB code.
    pub code: MunicipalityCode,
    /// Name without "kommun".
    pub name: String,
    /// Organisation number.
    pub org_number: OrgNumber,
    /// Residents on the date that the agreement names.
    pub population: u32,
    /// Share in per cent, where a cost is allocated so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
}

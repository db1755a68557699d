//! The lines that may stand on one document together, with what they come to.

use domain::MoneyOverflow;

use crate::{Line, Rounding, Totals};

/// One line or more that may stand on one document, and their totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    lines: Vec<Line>,
    totals: Totals,
}

/// Why lines cannot stand on one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinesFault {
    /// There are none (BR-16).
    #[error("a document has at least one line")]
    NoLine,
    /// Some are outside the scope of VAT and others are not (BR-O-11 to BR-O-14): [`split`] parts them.
    #[error("what is outside the scope of VAT stands on a document of its own")]
    MixedScope,
    /// They come to more than can be represented.
    #[error(transparent)]
    TooLarge(#[from] MoneyOverflow),
}

impl Lines {
    /// The lines of one document, its payable amount rounded as told.
    pub fn try_new(lines: Vec<Line>, rounding: Rounding) -> Result<Self, LinesFault> {
        if lines.is_empty() {
            return Err(LinesFault::NoLine);
        }
        let outside = lines.iter().filter(|line| line.vat.is_outside_scope()).count();
        if outside != 0 && outside != lines.len() {
            return Err(LinesFault::MixedScope);
        }
        let totals = Totals::of(&lines, rounding)?;
        Ok(Self { lines, totals })
    }

    /// The lines, in their order.
    pub fn as_slice(&self) -> &[Line] {
        &self.lines
    }

    /// What they come to.
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Whether the document is outside the scope of VAT, so that it must name no VAT number.
    pub fn are_outside_scope(&self) -> bool {
        self.lines.iter().any(|line| line.vat.is_outside_scope())
    }
}

//! A document: what one municipality is charged, or gets, on one date.

use std::fmt;

use domain::{Date, Money, MoneyOverflow, MunicipalityCode, OccasionCode};

use crate::Line;

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A share of the trainer pot, where the agreement pays it out by a document of its own.
    Payout,
    /// Everything else: course fees, fixed costs, and pot shares that are netted.
    Invoice,
}

impl DocumentKind {
    /// The word that stands for it in columns and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payout => "payout",
            Self::Invoice => "invoice",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A text that names no kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected payout or invoice")]
pub struct UnknownDocumentKind;

impl std::str::FromStr for DocumentKind {
    type Err = UnknownDocumentKind;

    fn from_str(text: &str) -> Result<Self, UnknownDocumentKind> {
        match text {
            "payout" => Ok(Self::Payout),
            "invoice" => Ok(Self::Invoice),
            _ => Err(UnknownDocumentKind),
        }
    }
}

/// What makes two lines stand on one document. Documents are listed in its order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentKey {
    /// The invoice date.
    pub date: Date,
    /// The occasion, where each is invoiced by itself.
    pub occasion: Option<OccasionCode>,
    /// Whose document it is.
    pub municipality: MunicipalityCode,
    /// Its kind.
    pub kind: DocumentKind,
}

/// A document with its lines: at least one, and none of zero öre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Whose it is, and of when.
    pub key: DocumentKey,
    /// Course fees by day and component, then fixed costs, then the pot share.
    pub lines: Vec<Line>,
}

impl Document {
    /// The sum of its lines. May be negative: then the region owes the municipality.
    pub fn total(&self) -> Result<Money, MoneyOverflow> {
        Money::sum(self.lines.iter().map(|line| line.amount))
    }

    /// Whether it changes something that was issued before.
    pub fn adjusts(&self) -> bool {
        self.lines.iter().any(|line| line.adjusts)
    }
}

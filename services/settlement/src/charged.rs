//! What issued lines come to, added up. Pure.

use books::Account;
use domain::{Date, Money, MunicipalityCode};
use settle::{DocumentKind, LineKind};

/// What lines of a kind and a component come to, on a date, for a municipality.
#[derive(Clone, Debug)]
pub(crate) struct Charged {
    pub(crate) date: Date,
    pub(crate) municipality: MunicipalityCode,
    /// On what they stand.
    pub(crate) document: DocumentKind,
    pub(crate) kind: LineKind,
    pub(crate) code: String,
    /// As on documents.
    pub(crate) name: String,
    /// What they are posted on.
    pub(crate) account: Account,
    /// A pot share is negative: the region owes.
    pub(crate) amount: Money,
}

impl Charged {
    /// Whether it gives from a fund, and does not collect for one.
    pub(crate) const fn is_share(&self) -> bool {
        matches!(self.kind, LineKind::TrainerPot)
    }
}

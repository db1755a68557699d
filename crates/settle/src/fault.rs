//! Why a settlement cannot be computed: the terms and the facts do not fit each other.

use domain::{Date, DayCode, MoneyOverflow, MunicipalityCode, TrainerRole};

use crate::ShareFault;

/// Why a settlement cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleFault {
    /// A course day lies outside the agreement's term.
    #[error("course day {0} on {1} is outside the agreement's term")]
    DayOutsideTerm(DayCode, Date),
    /// No price list is in force on a course day.
    #[error("no price list is in force for course day {0} on {1}")]
    NoPriceList(DayCode, Date),
    /// A count names a day that is not among the days.
    #[error("a count names a course day that is not there")]
    UnknownDay,
    /// A count names a municipality that is no member.
    #[error("municipality {0} is no member of the agreement")]
    UnknownMunicipality(MunicipalityCode),
    /// Trainers served in a role that earns no points by the agreement, not even zero.
    #[error("the agreement gives no points for the role {0}")]
    NoPoints(TrainerRole),
    /// A cost has no month of invoicing, or one outside the calendar.
    #[error("“{0}” has no invoice month to fall in")]
    NoInvoiceMonth(String),
    /// A cost is allocated by per cent, and a member has none.
    #[error("municipality {0} has no share in per cent")]
    NoPercent(MunicipalityCode),
    /// A cost or pot cannot be divided.
    #[error("“{name}” cannot be divided")]
    Indivisible {
        /// The cost's name, or the pot's component.
        name: String,
        /// Why.
        source: ShareFault,
    },
    /// A sum is larger than can be represented.
    #[error(transparent)]
    Overflow(#[from] MoneyOverflow),
    /// The lines of a document do not add up to its total: a fault of this crate.
    #[error("the lines of a document do not add up to its total")]
    Unbalanced,
}

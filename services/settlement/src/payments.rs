//! What was paid of documents, and what is left: by hand, or from the bank's files. A mistake is reversed, never changed.

use chrono::{DateTime, Utc};
use domain::{BankFileId, Date, DocumentId, Money, PaymentId};

mod account;
mod ageing;
mod bank_file;
mod post;
mod record;
mod remind;
mod reverse;
mod standing;
mod state_of;

pub(crate) use account::{AccountYear, Charged, MunicipalityAccount, account};
pub(crate) use ageing::{AgedMunicipality, Ageing, ageing};
pub(crate) use bank_file::{
    BankFileImport, BankFileOutcome, BankFileRecord, BankFileRow, RowDocument, bank_file,
    bank_files, import,
};
pub(crate) use record::{NewPayment, record};
pub(crate) use remind::{Overdue, ReminderRecord, overdue, send};
pub(crate) use reverse::reverse;
pub(crate) use standing::{PaymentState, Standing, owed_on};
pub(crate) use state_of::{DocumentPayments, of_document};

/// Where it is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "PaymentSource")]
pub(crate) enum Source {
    /// Somebody has said so.
    Hand,
    /// A file from the bank.
    BankFile,
}

impl Source {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::BankFile => "bank_file",
        }
    }
}

/// A text that is no source.
#[derive(Debug)]
pub(crate) struct UnknownSource;

impl std::str::FromStr for Source {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        [Self::Hand, Self::BankFile].into_iter().find(|one| one.word() == text).ok_or(UnknownSource)
    }
}

/// What is written of a payment. Money that came is positive, money that went negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PaymentRow {
    pub(crate) id: PaymentId,
    pub(crate) document: DocumentId,
    pub(crate) date: Date,
    pub(crate) amount: Money,
    pub(crate) source: Source,
    /// The bank's own number of it.
    pub(crate) bank_reference: Option<String>,
    pub(crate) bank_file: Option<BankFileId>,
    pub(crate) note: String,
    /// The payment that it takes back.
    pub(crate) reverses: Option<PaymentId>,
}

/// A payment, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PaymentRecord {
    pub(crate) row: PaymentRow,
    pub(crate) recorded_at: DateTime<Utc>,
    /// By name; empty where they are erased.
    pub(crate) recorded_by: String,
}

//! Crediting by hand: somebody asks for it with a reason, and a credit note is issued, once, or it is withdrawn.
//!
//! A cancellation takes back what is charged so that it is charged anew; a reduction takes it off for good.

use chrono::{DateTime, Utc};
use domain::{AccountId, CreditId, DocumentId, DocumentLineId, Money};
use serde::{Deserialize, Serialize};

mod ask;
mod issue;
mod left;
mod read;
mod withdraw;

pub(crate) use ask::{NewCredit, ask};
pub(crate) use issue::issue;
pub(crate) use read::{Creditable, of_document, waiting};
pub(crate) use withdraw::withdraw;

/// Letters of a reason.
const LONGEST_REASON: usize = 500;

/// What somebody has asked to have credited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CreditRequest {
    pub(crate) id: CreditId,
    pub(crate) document: DocumentId,
    /// Whether all of it is taken back, and charged anew.
    pub(crate) cancels: bool,
    /// Why, in somebody's words.
    pub(crate) reason: String,
    pub(crate) lines: Vec<CreditedLine>,
    pub(crate) asked_at: DateTime<Utc>,
    /// A signature.
    pub(crate) signature: String,
    /// By name; empty where they are erased.
    pub(crate) asked_by: String,
    /// `None` for whoever runs commands on the server.
    pub(crate) account: Option<AccountId>,
    /// The credit note, once it is issued.
    pub(crate) issued: Option<DocumentId>,
    /// That it is not to be issued, where somebody has taken it back or refused it.
    pub(crate) withdrawal: Option<Withdrawal>,
}

/// That what was asked for is not to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Withdrawal {
    /// Why, in somebody's words.
    pub(crate) reason: String,
    pub(crate) at: DateTime<Utc>,
    /// By name; empty where they are erased.
    pub(crate) by: String,
    /// `None` for whoever runs commands on the server.
    pub(crate) account: Option<AccountId>,
}

impl CreditRequest {
    /// Whether whoever asked has taken it back, and nobody else has refused it.
    pub(crate) fn is_taken_back(&self) -> bool {
        self.withdrawal.as_ref().is_some_and(|withdrawal| withdrawal.account == self.account)
    }
}

/// How much of a line is credited: above zero where it is charged, below where it is a pot share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CreditedLine {
    pub(crate) line: DocumentLineId,
    pub(crate) amount: Money,
}

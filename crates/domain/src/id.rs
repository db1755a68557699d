//! Ids: UUIDv7 behind a type each, so that a document's id cannot be used as a person's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is not the id of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdFault;

/// Where new ids come from. The binary hands in the real source, tests a seeded one.
pub trait Ids: Send + Sync {
    /// The next UUIDv7: unique, and ordered by time of creation.
    fn next(&self) -> Uuid;
}

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id from `ids`.
            pub fn next(ids: &dyn Ids) -> Self {
                Self(ids.next())
            }

            /// The id that a row holds.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The id as a column value.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdFault;

            fn from_str(text: &str) -> Result<Self, IdFault> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdFault)
            }
        }
    )+};
}

typed_id! {
    /// A sign-in account on the platform.
    AccountId;
    /// A signed-in session of an account.
    SessionId;
    /// Where a region or a municipality lets people sign in.
    IdentityProviderId;
    /// An agreement of a region, whatever its version.
    AgreementId;
    /// One immutable version of an agreement's terms.
    AgreementVersionId;
    /// An occasion: a course given once.
    OccasionId;
    /// One day of an occasion.
    CourseDayId;
    /// A person known to a region.
    PersonId;
    /// An employment of a person.
    EmploymentId;
    /// A person's place on an occasion.
    EnrolmentId;
    /// A trainer's service on a course day.
    AssignmentId;
    /// A settlement run.
    RunId;
    /// What an occasion has cost.
    CostId;
    /// An issued document.
    DocumentId;
    /// A line of an issued document.
    DocumentLineId;
    /// A ledger entry.
    LedgerEntryId;
    /// What somebody asks to have credited of a document.
    CreditId;
    /// A payment of a document, or its reversal.
    PaymentId;
    /// A file of payments from the bank.
    BankFileId;
    /// A reminder of a document.
    ReminderId;
}

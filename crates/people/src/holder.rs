//! What services hold on a person beside us, and how they let go of it. Each answers for its own tables.

use domain::{Date, PersonId};
use tenancy::{RegionScope, RegionTx, StoreFault};

use crate::Traces;

/// What is held on somebody under one heading, in words that they understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub heading: &'static str,
    /// What each column is.
    pub columns: Vec<&'static str>,
    /// Values, one for each column; empty where there is none.
    pub rows: Vec<Vec<String>>,
}

/// Why somebody cannot be erased yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    /// What hinders.
    pub kind: HindranceKind,
    /// Which, in words; names no person.
    pub what: String,
}

/// What hinders that somebody is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HindranceKind {
    /// They are enrolled on a course day that is not closed.
    Enrolled,
    /// They teach on a course day that is not closed.
    Teaches,
    /// A list of staff is being brought in.
    ImportRuns,
}

/// When something of somebody was last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastDay {
    /// It is not over.
    Open,
    /// It is, since this day.
    Over(Date),
}

/// Somebody who is being erased: every row that was theirs, and what named them.
#[derive(Clone, Debug)]
pub struct Erased {
    /// They themselves, and those who turned out to be them.
    pub ids: Vec<PersonId>,
    /// What named them.
    pub traces: Traces,
    /// Their addresses as staff.
    pub emails: Vec<String>,
    /// Addresses at which they, and nobody else, were written to.
    pub addresses: Vec<String>,
}

impl Erased {
    /// The same, with an address that they sign in with.
    #[must_use]
    pub fn and(mut self, address: String) -> Self {
        self.traces = self.traces.and(&address);
        self.addresses.push(address);
        self
    }
}

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandOverFault {
    /// Both have what one of them alone can have; the text says what to do.
    #[error("{0}")]
    Clash(&'static str),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// A service that holds something on persons.
#[async_trait::async_trait]
pub trait Holder: Send + Sync {
    /// All that it holds on this person, who is the one that asks.
    async fn held(&self, scope: &RegionScope, person: PersonId)
    -> Result<Vec<Section>, StoreFault>;

    /// Makes everything of `from` that of `to`, in the transaction in which the two become one. What money was, or will
    /// be, computed from stays the same.
    async fn hand_over(
        &self,
        tx: &RegionTx,
        from: PersonId,
        to: PersonId,
    ) -> Result<(), HandOverFault>;

    /// What must have happened before they can be erased.
    async fn hindrances(
        &self,
        tx: &RegionTx,
        persons: &[PersonId],
    ) -> Result<Vec<Hindrance>, StoreFault>;

    /// When everybody of whom it holds something was last there; somebody may be named more than once.
    async fn last_days(&self, scope: &RegionScope) -> Result<Vec<(PersonId, LastDay)>, StoreFault>;

    /// Lets go of what tells of them, and of no count or sum.
    async fn erase(&self, tx: &RegionTx, erased: &Erased) -> Result<(), StoreFault>;
}

//! The audit of a region: who did, read or was refused what, as a chain. A change is written in the transaction
//! that it tells of, a reading before it is answered.

use std::fmt;
use std::str::FromStr;
use std::sync::PoisonError;

use chrono::{DateTime, SubsecRound, Utc};
use domain::AccountId;
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DbBackend, Order, QueryResult, Value};
use uuid::Uuid;

use self::link::{Entry, Link};
use crate::{Actor, InRegion, RegionTx, StoreFault, postgres};

mod actors;
pub(crate) mod journal;
pub(crate) mod link;
mod own;
mod read;
mod readings;
mod refusals;
mod verify;

pub(crate) use actors::Signed;
pub use actors::actor_name;
pub use own::OwnTrail;
pub use read::{AuditFilter, AuditRecord};
pub(crate) use readings::Visit;
pub(crate) use refusals::{Lately, Refused};
pub use verify::AuditChain;

/// An entry with its link, as it is written and read again.
const COLUMNS: [&str; 10] = [
    "sequence",
    "id",
    "at",
    "account_id",
    "actor",
    "kind",
    "action",
    "operation",
    "subject",
    "link",
];

/// What an entry tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something was changed.
    Change,
    /// A person's data was shown.
    Reading,
    /// Somebody was not let do something, or not let in.
    Refusal,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Change, Self::Reading, Self::Refusal];

    const fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Reading => "reading",
            Self::Refusal => "refusal",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected change, reading or refusal")]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or(UnknownKind)
    }
}

/// An entry that has no place in the chain yet.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    at: DateTime<Utc>,
    account: Option<AccountId>,
    actor: String,
    kind: Kind,
    action: String,
    operation: String,
    subject: String,
}

impl Draft {
    fn actor(&self) -> Actor {
        Actor { account: self.account, name: self.actor.clone() }
    }
}

impl RegionTx {
    /// Notes that the actor did `action` (a use case's name, `course-day-close`) to `subject` (its id and no person's data).
    ///
    /// Written as the last thing before the transaction is committed: from there to its end, the region's other
    /// writers wait for the chain.
    pub fn note(&self, action: &str, subject: &str) {
        self.add_notes(vec![self.draft(Kind::Change, action, subject.to_owned())]);
    }

    /// Notes that the actor was shown these things, by what this transaction has read: for those who take persons'
    /// data out of the region.
    pub fn note_reading(&self, action: &str, ids: impl IntoIterator<Item = Uuid>) {
        let lists = readings::lists(ids).into_iter();
        self.add_notes(lists.map(|list| self.draft(Kind::Reading, action, list)).collect());
    }

    pub(crate) fn add_notes(&self, drafts: Vec<Draft>) {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).extend(drafts);
    }

    fn draft(&self, kind: Kind, action: &str, subject: String) -> Draft {
        let scope = self.scope();
        Draft {
            at: scope.now(),
            account: scope.actor().account,
            actor: scope.actor().name.clone(),
            kind,
            action: action.to_owned(),
            operation: scope.operation.name().to_owned(),
            subject,
        }
    }

    /// Adds what has been noted to the chain.
    pub(crate) async fn write_notes(&self) -> Result<(), StoreFault> {
        let notes = std::mem::take(&mut *self.notes.lock().unwrap_or_else(PoisonError::into_inner));
        if notes.is_empty() {
            return Ok(());
        }
        // SQLite's writers wait for each other anyway.
        if self.get_database_backend() == DbBackend::Postgres {
            self.execute_unprepared(postgres::LOCK_AUDIT).await?;
        }
        let signed = actors::signatures(self, notes.iter().map(Draft::actor)).await?;
        let (mut sequence, mut link) = last(self).await?;
        let mut rows = Vec::with_capacity(notes.len());
        for note in notes {
            sequence = sequence.saturating_add(1);
            let actor = signed.get(&note.actor()).cloned().unwrap_or_default();
            let entry = self.entry(sequence, note, actor);
            link = link.next(&entry);
            rows.push(row(entry, link));
        }
        self.insert_rows("audit_entries", COLUMNS, rows).await
    }

    fn entry(&self, sequence: i64, note: Draft, actor: String) -> Entry {
        Entry {
            sequence,
            id: self.scope().ids().next(),
            at: note.at.trunc_subsecs(6),
            account: note.account.map(AccountId::uuid),
            actor,
            kind: note.kind.word().to_owned(),
            action: note.action,
            operation: note.operation,
            subject: note.subject,
        }
    }
}

fn row(entry: Entry, link: Link) -> [Value; COLUMNS.len()] {
    [
        entry.sequence.into(),
        entry.id.into(),
        entry.at.into(),
        entry.account.into(),
        entry.actor.into(),
        entry.kind.into(),
        entry.action.into(),
        entry.operation.into(),
        entry.subject.into(),
        link.0.to_vec().into(),
    ]
}

/// The last entry's number and link.
async fn last(store: &impl InRegion) -> Result<(i64, Link), StoreFault> {
    let select = Query::select()
        .columns(["sequence", "link"])
        .from("audit_entries")
        .order_by("sequence", Order::Desc)
        .limit(1)
        .to_owned();
    match store.query_one(&select).await? {
        Some(row) => {
            let sequence: i64 = row.try_get("", "sequence")?;
            Ok((sequence, link_of(&row, sequence)?))
        }
        None => Ok((0, Link::FIRST)),
    }
}

fn link_of(row: &QueryResult, sequence: i64) -> Result<Link, StoreFault> {
    let link: Vec<u8> = row.try_get("", "link")?;
    let fault = || StoreFault::row("audit_entries", "link", &sequence);
    link.try_into().map(Link).map_err(|_| fault())
}

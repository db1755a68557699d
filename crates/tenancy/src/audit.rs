//! The audit of a region: who did what to what, as a chain, written in the transaction that it tells of.

use std::sync::PoisonError;

use chrono::SubsecRound;
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DbBackend, Order, QueryResult, Value};

use self::link::{Entry, Link};
use crate::{InRegion, RegionTx, StoreFault, postgres};

pub(crate) mod link;
mod read;
mod verify;

pub use read::{AuditFilter, AuditRecord};
pub use verify::AuditChain;

/// An entry with its link, as it is written and read again.
const COLUMNS: [&str; 8] =
    ["sequence", "id", "at", "account_id", "actor", "action", "subject", "link"];

/// What a transaction has done, until it is committed.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    action: String,
    subject: String,
}

impl RegionTx {
    /// Notes that the actor did `action` (a use case's name, `course-day-close`) to `subject` (its id and no person's data).
    ///
    /// Written as the last thing before the transaction is committed: from there to its end, the region's other
    /// writers wait for the chain.
    pub fn note(&self, action: &str, subject: &str) {
        let note = Note { action: action.to_owned(), subject: subject.to_owned() };
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
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
        let (mut sequence, mut link) = last(self).await?;
        let mut rows = Vec::with_capacity(notes.len());
        for note in notes {
            sequence = sequence.saturating_add(1);
            let entry = self.entry(sequence, note);
            link = link.next(&entry);
            rows.push(row(entry, link));
        }
        self.insert_rows("audit_entries", COLUMNS, rows).await
    }

    fn entry(&self, sequence: i64, note: Note) -> Entry {
        let scope = self.scope();
        Entry {
            sequence,
            id: scope.ids().next(),
            at: scope.now().trunc_subsecs(6),
            account: scope.actor().account.map(domain::AccountId::uuid),
            actor: scope.actor().name.clone(),
            action: note.action,
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
        entry.action.into(),
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

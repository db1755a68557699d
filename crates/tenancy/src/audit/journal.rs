//! Writing readings and refusals: all that wait at the same time in one transaction, by whoever came first.
//!
//! So a reading costs its share of a transaction, and a region's chain is locked once for many.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use identity::Caller;
use sea_orm::DbErr;
use tokio::sync::oneshot;

use super::Draft;
use crate::scope::RegionDb;
use crate::{Operation, RegionScope, StoreFault, Surroundings};

/// Entries that wait to be written.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Queue>);

#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Waiting>,
    /// Whether somebody writes, who will see to what waits.
    is_led: bool,
}

#[derive(Debug)]
struct Waiting {
    drafts: Vec<Draft>,
    written: oneshot::Sender<Result<(), Unwritten>>,
}

/// The one transaction of many failed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the audit's entries were not written: {0}")]
struct Unwritten(String);

/// Adds entries to the region's audit; when it returns well, they are there.
pub(crate) async fn write(
    db: &Arc<RegionDb>,
    surroundings: &Surroundings,
    drafts: Vec<Draft>,
) -> Result<(), StoreFault> {
    let (written, told) = oneshot::channel();
    if db.journal.join(Waiting { drafts, written }) {
        // On its own: whoever is no longer waited for must not take the others' entries along.
        tokio::spawn(lead(Arc::clone(db), surroundings.clone()));
    }
    let result = told.await.unwrap_or_else(|_| Err(Unwritten("the writer ended".to_owned())));
    result.map_err(|unwritten| StoreFault::Database(DbErr::Custom(unwritten.to_string())))
}

impl Journal {
    /// Adds to what waits; true for the one who must now write.
    fn join(&self, waiting: Waiting) -> bool {
        let mut queue = self.queue();
        queue.waiting.push(waiting);
        !std::mem::replace(&mut queue.is_led, true)
    }

    /// All that waits; nothing, and nobody leads any more, where nothing does.
    fn take(&self) -> Vec<Waiting> {
        let mut queue = self.queue();
        let waiting = std::mem::take(&mut queue.waiting);
        queue.is_led = !waiting.is_empty();
        waiting
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn lead(db: Arc<RegionDb>, surroundings: Surroundings) {
    let lead = Lead(db);
    let Some(scope) = own_scope(&lead.0, surroundings) else { return };
    loop {
        let waiting = lead.0.journal.take();
        if waiting.is_empty() {
            return;
        }
        let (drafts, told): (Vec<_>, Vec<_>) =
            waiting.into_iter().map(|one| (one.drafts, one.written)).unzip();
        let result = write_all(&scope, drafts.concat()).await;
        let result = result.map_err(|fault| Unwritten(fault.chain()));
        for written in told {
            // Whoever has gone away need not know.
            let _ = written.send(result.clone());
        }
    }
}

/// The journal writes for others: the drafts say for whom.
fn own_scope(db: &Arc<RegionDb>, surroundings: Surroundings) -> Option<RegionScope> {
    let journal = Caller::operator(String::new());
    let standing = journal.standing_in(&db.slug)?;
    let operation = Operation::begin();
    Some(RegionScope::new(Arc::clone(db), &journal, standing, surroundings, &operation))
}

async fn write_all(scope: &RegionScope, drafts: Vec<Draft>) -> Result<(), StoreFault> {
    let tx = scope.begin().await?;
    tx.add_notes(drafts);
    tx.commit().await
}

/// However leading ends, the next to come can lead, and nobody waits for one who has gone.
struct Lead(Arc<RegionDb>);

impl Drop for Lead {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut queue = self.0.journal.queue();
            queue.waiting.clear();
            queue.is_led = false;
        }
    }
}

//! Reminding municipalities of what is overdue: at most once a document and seven days.

use std::collections::{BTreeMap, BTreeSet};

use books::{Account, Envelope};
use domain::{Date, DocumentId, Money};
use identity::Permission;
use serde::{Deserialize, Serialize};
use tenancy::{InRegion, RegionScope};

use super::standing::envelope;
use super::{Standing, owed_on};
use crate::idempotency::{Asked, answered, keep};
use crate::record::DocumentRecord;
use crate::{SettlementFault, store};

/// Days from one reminder to the next.
const BETWEEN: i64 = 7;

/// That somebody was reminded of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReminderRecord {
    pub(crate) date: Date,
    /// What was left then.
    pub(crate) left: Money,
    /// By name; empty where they are erased.
    pub(crate) by: String,
}

/// A document whose due date has passed and of which something is left.
pub(crate) struct Overdue {
    pub(crate) document: DocumentRecord,
    pub(crate) standing: Standing,
    pub(crate) days_late: i64,
    pub(crate) last_reminder: Option<Date>,
    /// Whether somebody may be reminded of it today.
    pub(crate) may_remind: bool,
    pub(crate) envelope: Envelope,
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reminded {
    pub(crate) documents: usize,
    pub(crate) left: Money,
}

/// What is overdue, by number, the oldest first.
pub(crate) async fn overdue(scope: &RegionScope) -> Result<Vec<Overdue>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let all = read(&tx).await?;
    tx.rollback().await?;
    Ok(all)
}

/// Records that municipalities are reminded of these documents, or of all that may be. Refused where somebody was
/// reminded of one within seven days, or it is not overdue.
pub(crate) async fn send(
    scope: &RegionScope,
    chosen: Option<&BTreeSet<DocumentId>>,
    asked: Option<Asked>,
) -> Result<Reminded, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(done) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(done);
    }
    let may: BTreeMap<DocumentId, Money> = read(&tx)
        .await?
        .into_iter()
        .filter(|one| one.may_remind)
        .map(|one| Ok((one.document.id, one.standing.left()?)))
        .collect::<Result<_, SettlementFault>>()?;
    if let Some(chosen) = chosen
        && !chosen.iter().all(|id| may.contains_key(id))
    {
        let expected = "expected documents that are overdue and of which nobody was reminded \
                        within seven days";
        return Err(SettlementFault::field("input.documents", expected));
    }
    let sent: Vec<(DocumentId, Money)> =
        may.into_iter().filter(|(id, _)| chosen.is_none_or(|all| all.contains(id))).collect();
    let left = Money::sum(sent.iter().map(|(_, left)| *left))?;
    let reminded = Reminded { documents: sent.len(), left };
    store::reminders::insert_many(&tx, &sent).await?;
    for (id, _) in &sent {
        tx.note("reminder-send", &id.to_string());
    }
    keep(asked, &tx, &reminded).await?;
    tx.commit().await?;
    Ok(reminded)
}

async fn read(store: &impl InRegion) -> Result<Vec<Overdue>, SettlementFault> {
    let today = store.scope().today();
    let documents = store::documents::all(store).await?;
    let paid = store::payments::sums_until(store, today).await?;
    let reminded = store::reminders::last(store).await?;
    let mut overdue = Vec::new();
    for document in documents {
        if owed_on(document.kind) != Account::Receivables {
            continue;
        }
        let Some(envelope) = envelope(&document)? else { continue };
        let standing =
            Standing::of(&document, paid.get(&document.id).copied().unwrap_or_default())?;
        let Some(days_late) = standing.days_late(today) else { continue };
        if standing.left()?.is_negative() {
            continue;
        }
        let last_reminder = reminded.get(&document.id).copied();
        let since = last_reminder.map(|last| today.signed_duration_since(last).num_days());
        let may_remind = since.is_none_or(|days| days >= BETWEEN);
        overdue.push(Overdue {
            document,
            standing,
            days_late,
            last_reminder,
            may_remind,
            envelope,
        });
    }
    Ok(overdue)
}

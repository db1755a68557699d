//! Issuing: what is due and not issued becomes numbered documents, with their ledger entries, all or nothing.

use std::collections::{BTreeMap, BTreeSet};

use books::Books;
use domain::{AgreementId, Date, Money, RunId};
use identity::Permission;
use serde::{Deserialize, Serialize};
use settle::{Document, Line};
use tenancy::{RegionScope, RegionTx};

use crate::idempotency::{Asked, answered, keep};
use crate::ledger::Saved;
use crate::plan::Plan;
use crate::record::DocumentNumber;
use crate::store::lines::Charged;
use crate::stored::StoredExplanation;
use crate::write::{BesideLine, NewDocument};
use crate::{SettlementFault, attest, facts, settled, store, write};

/// What was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The run; `None` where there was nothing to issue.
    pub run: Option<RunId>,
    /// How many documents.
    pub documents: usize,
    /// What they come to.
    pub total: Money,
}

/// Issues everything due up to and including `until`. With a fingerprint, only what that preview showed; asked for under
/// a key, once, however often.
///
/// Runs of a region come one after the other: a second one finds what the first has issued.
pub async fn issue(
    scope: &RegionScope,
    until: Date,
    fingerprint: Option<&str>,
    asked: Option<Asked>,
) -> Result<Issued, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(issued) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(issued);
    }
    let facts = facts::load_open(&tx).await?;
    let plan = Plan::until(&facts, until)?;
    if fingerprint.is_some_and(|approved| approved != plan.fingerprint()) {
        return Err(SettlementFault::Changed);
    }
    // Whoever has begun to set the books up issues nothing that could not be given out.
    if facts.books.seller.is_some() && !plan.missing().is_empty() {
        return Err(SettlementFault::Incomplete);
    }
    if facts.books.four_eyes
        && !plan.is_empty()
        && !attest::is_attested(&tx, &plan.fingerprint()).await?
    {
        return Err(SettlementFault::NotAttested);
    }
    if plan.is_empty() {
        settled::note(&tx, &facts, &plan, until).await?;
        let issued = Issued { run: None, documents: 0, total: Money::ZERO };
        keep(asked, &tx, &issued).await?;
        tx.commit().await?;
        return Ok(issued);
    }
    let run = RunId::next(scope.ids());
    store::runs::insert(&tx, run, until, scope.now()).await?;
    let new = new_documents(&tx, &plan, &facts.books).await?;
    let documents = write::documents(&tx, run, &facts.books, new).await?.len();
    settled::note(&tx, &facts, &plan, until).await?;
    tx.note("documents-issue", &run.to_string());
    let issued = Issued { run: Some(run), documents, total: plan.total()? };
    keep(asked, &tx, &issued).await?;
    tx.commit().await?;
    Ok(issued)
}

/// The plan's documents with what goes beside their lines.
async fn new_documents<'a>(
    tx: &RegionTx,
    plan: &'a Plan,
    books: &Books,
) -> Result<Vec<NewDocument<'a>>, SettlementFault> {
    let corrected = corrected(tx, plan).await?;
    let new = plan.documents().map(|(agreement, prepared)| {
        let document = &prepared.document;
        let saved = Saved::of(&agreement.facts.terms, books.buffer.as_ref());
        let beside = |line: &Line| BesideLine {
            account: saved.account(&line.key),
            explanation: StoredExplanation::of(line, document.key.municipality, agreement),
            credits: None,
        };
        NewDocument {
            agreement: &agreement.facts,
            prepared,
            lines: document.lines.iter().map(beside).collect(),
            preceding: preceding(document, corrected.get(&agreement.facts.id)),
            credit: None,
        }
    });
    Ok(new.collect())
}

/// The documents that a document's corrections correct.
fn preceding(document: &Document, charged: Option<&Charged>) -> BTreeSet<(DocumentNumber, Date)> {
    let corrections = document.lines.iter().filter(|line| line.adjusts);
    let before =
        corrections.filter_map(|line| charged?.get(&(document.key.municipality, line.key.clone())));
    before.flatten().copied().collect()
}

/// What each agreement's municipalities were charged for before, where something of it is corrected.
type Corrected = BTreeMap<AgreementId, Charged>;

async fn corrected(tx: &RegionTx, plan: &Plan) -> Result<Corrected, SettlementFault> {
    let mut corrected = Corrected::new();
    for agreement in &plan.agreements {
        let adjusting = agreement.documents.iter().filter(|one| one.document.adjusts());
        let whose: BTreeSet<_> = adjusting.map(|one| one.document.key.municipality).collect();
        if !whose.is_empty() {
            let id = agreement.facts.id;
            corrected.insert(id, store::lines::charged(tx, id, &whose).await?);
        }
    }
    Ok(corrected)
}

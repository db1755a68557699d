//! Issuing: what is due and not issued becomes numbered documents, with their ledger entries, all or nothing.

use chrono::Datelike;
use domain::{Date, DocumentId, Money, OrgNumber, RunId};
use identity::Permission;
use settle::Document;
use tenancy::{InRegion, Municipalities, RegionScope, RegionTx};

use crate::plan::{Plan, PlannedAgreement};
use crate::record::{DocumentNumber, DocumentRecord, OccasionName};
use crate::stored::StoredExplanation;
use crate::{SettlementFault, facts, ledger, store};

/// What was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The run; `None` where there was nothing to issue.
    pub run: Option<RunId>,
    /// How many documents.
    pub documents: usize,
    /// What they come to.
    pub total: Money,
}

/// Issues everything due up to and including `until`. With a fingerprint, only what that preview showed.
///
/// Runs of a region come one after the other: a second one finds what the first has issued.
pub async fn issue(
    scope: &RegionScope,
    until: Date,
    fingerprint: Option<&str>,
) -> Result<Issued, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    let facts = facts::load(&tx).await?;
    let plan = Plan::until(&facts, until)?;
    if fingerprint.is_some_and(|approved| approved != plan.fingerprint()) {
        return Err(SettlementFault::Changed);
    }
    if plan.is_empty() {
        tx.rollback().await?;
        return Ok(Issued { run: None, documents: 0, total: Money::ZERO });
    }
    let run = RunId::next(scope.ids());
    store::runs::insert(&tx, run, until, scope.now()).await?;
    let documents = save(&tx, run, &plan).await?;
    store::ledger::check_balance(&tx, run).await?;
    tx.note("documents-issue", &run.to_string());
    let total = plan.total()?;
    tx.commit().await?;
    Ok(Issued { run: Some(run), documents, total })
}

/// Writes the plan's documents, lines and ledger entries.
async fn save(tx: &RegionTx, run: RunId, plan: &Plan<'_>) -> Result<usize, SettlementFault> {
    let scope = tx.scope();
    let count = plan.documents().count();
    let names = scope.municipalities().await?;
    let mut numbers = Numbers::take(tx, scope.today().year(), count).await?;
    let mut documents = Vec::with_capacity(count);
    let mut lines = Vec::new();
    let mut entries = Vec::with_capacity(count);
    for (agreement, document) in plan.documents() {
        let record = record(scope, run, agreement, document, &names, numbers.next())?;
        for line in &document.lines {
            let explanation = StoredExplanation::of(line, document.key.municipality, agreement);
            let day = explanation.day.as_ref().map(|day| day.id);
            let json = serde_json::to_string(&explanation)?;
            lines.push((record.id, line.clone(), day, json));
        }
        let pot = agreement.facts.terms.agreement.trainer_pot.as_ref().map(|pot| &pot.component);
        entries.push((record.clone(), ledger::postings(document, pot)?));
        documents.push(record);
    }
    store::documents::insert_many(tx, &documents).await?;
    store::lines::insert_many(tx, lines).await?;
    store::ledger::insert_many(tx, &entries).await?;
    Ok(count)
}

/// Numbers taken from a year's series, one after the other.
struct Numbers {
    year: i32,
    next: i64,
}

impl Numbers {
    async fn take(tx: &RegionTx, year: i32, count: usize) -> Result<Self, SettlementFault> {
        let last = store::numbers::last(tx, year).await?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        store::numbers::set_last(tx, year, last.saturating_add(count)).await?;
        Ok(Self { year, next: last.saturating_add(1) })
    }

    fn next(&mut self) -> DocumentNumber {
        let number = DocumentNumber { year: self.year, number: self.next };
        self.next = self.next.saturating_add(1);
        number
    }
}

fn record(
    scope: &RegionScope,
    run: RunId,
    agreement: &PlannedAgreement<'_>,
    document: &Document,
    names: &Municipalities,
    number: DocumentNumber,
) -> Result<DocumentRecord, SettlementFault> {
    let key = &document.key;
    let facts = agreement.facts;
    let org_number = facts.terms.member(key.municipality).map(|member| member.org_number);
    let org_number: OrgNumber = org_number
        .ok_or(SettlementFault::Broken("whoever is charged is party to the agreement"))?;
    let occasion = key.occasion.as_ref().and_then(|code| {
        let (id, course) = facts.occasions().get(code).copied()?;
        Some(OccasionName { id, code: code.clone(), course: course.to_owned() })
    });
    Ok(DocumentRecord {
        id: DocumentId::next(scope.ids()),
        run,
        agreement: facts.id,
        agreement_version: facts.version,
        agreement_title: facts.terms.agreement.title.clone(),
        number,
        kind: key.kind,
        municipality: key.municipality,
        municipality_name: names.name(key.municipality),
        org_number,
        date: key.date,
        occasion,
        adjusts: document.adjusts(),
        total: document.total()?,
        issued_at: scope.now(),
    })
}

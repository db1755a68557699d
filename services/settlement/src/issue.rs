//! Issuing: what is due and not issued becomes numbered documents, with their ledger entries, all or nothing.

use std::collections::{BTreeMap, BTreeSet};

use books::{Books, Envelope, Preceding, Prepared, StatedVat};
use chrono::{Datelike, Days};
use domain::{AgreementId, Date, DocumentId, Money, OrgNumber, RunId};
use identity::Permission;
use serde::{Deserialize, Serialize};
use tenancy::{InRegion, Municipalities, RegionScope, RegionTx};

use crate::idempotency::Asked;
use crate::ledger::{Cause, Entry, Saved};
use crate::plan::{Plan, PlannedAgreement};
use crate::record::{DocumentNumber, DocumentRecord, OccasionName};
use crate::store::lines::{Charged, NewLine};
use crate::stored::StoredExplanation;
use crate::{SettlementFault, attest, facts, ledger, store};

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
    if let Some(asked) = &asked
        && let Some(issued) = asked.answered(&tx).await?
    {
        tx.rollback().await?;
        return Ok(issued);
    }
    let facts = facts::load(&tx).await?;
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
        let issued = Issued { run: None, documents: 0, total: Money::ZERO };
        if let Some(asked) = asked {
            asked.keep(&tx, &issued).await?;
        }
        tx.commit().await?;
        return Ok(issued);
    }
    let run = RunId::next(scope.ids());
    store::runs::insert(&tx, run, until, scope.now()).await?;
    let documents = save(&tx, run, &plan, &facts.books).await?;
    store::ledger::check_balance(&tx, run).await?;
    tx.note("documents-issue", &run.to_string());
    let issued = Issued { run: Some(run), documents, total: plan.total()? };
    if let Some(asked) = asked {
        asked.keep(&tx, &issued).await?;
    }
    tx.commit().await?;
    Ok(issued)
}

/// Writes the plan's documents, lines and ledger entries.
async fn save(
    tx: &RegionTx,
    run: RunId,
    plan: &Plan,
    books: &Books,
) -> Result<usize, SettlementFault> {
    let scope = tx.scope();
    let count = plan.documents().count();
    let names = scope.municipalities().await?;
    let mut numbers = Numbers::take(tx, scope.today().year(), count).await?;
    let mut documents = Vec::with_capacity(count);
    let mut lines = Vec::new();
    let mut entries = Vec::with_capacity(count);
    let corrected = corrected(tx, plan).await?;
    for (agreement, prepared) in plan.documents() {
        let number = numbers.next();
        let envelope = envelope(scope, prepared, agreement, number, (books, &corrected))?;
        let record = record(scope, run, agreement, prepared, &names, number, envelope)?;
        let charged = &prepared.document;
        let saved = Saved::of(&agreement.facts.terms, books.buffer.as_ref());
        let accounts: Vec<_> = charged.lines.iter().map(|line| saved.account(&line.key)).collect();
        for ((line, category), account) in
            charged.lines.iter().zip(&prepared.categories).zip(&accounts)
        {
            let explanation = StoredExplanation::of(line, charged.key.municipality, agreement);
            let vat = category.as_ref().map(|vat| serde_json::to_string(&StatedVat::of(vat)));
            lines.push(NewLine {
                document: record.id,
                line: line.clone(),
                account: *account,
                day: explanation.day.as_ref().map(|day| day.id),
                vat: vat.transpose()?,
                explanation: serde_json::to_string(&explanation)?,
            });
        }
        entries.push(Entry::try_new(
            Cause::Document(record.id),
            record.date,
            format!("Underlag {number}"),
            ledger::postings(prepared, &accounts)?,
        )?);
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

/// What the document goes out with, as JSON; nothing where nobody has said who sells.
fn envelope(
    scope: &RegionScope,
    prepared: &Prepared,
    agreement: &PlannedAgreement,
    number: DocumentNumber,
    (books, corrected): (&Books, &Corrected),
) -> Result<Option<String>, SettlementFault> {
    let Some(seller) = &books.seller else { return Ok(None) };
    let broken = || SettlementFault::Broken("a due date and a reference can be made");
    let days = Days::new(seller.payment_days.into());
    let mut preceding = BTreeSet::new();
    if let Some(charged) = corrected.get(&agreement.facts.id) {
        let municipality = prepared.document.key.municipality;
        for line in prepared.document.lines.iter().filter(|line| line.adjusts) {
            let before = charged.get(&(municipality, line.key.clone()));
            preceding.extend(before.into_iter().flatten().copied());
        }
    }
    let reference = Envelope::reference_of(number.year, number.number).ok_or_else(broken)?;
    let envelope = Envelope {
        seller: seller.stated.clone(),
        recipient: prepared.recipient.as_ref().map(|recipient| recipient.stated.clone()),
        due: scope.today().checked_add_days(days).ok_or_else(broken)?,
        payment_reference: reference.digits().to_owned(),
        preceding: preceding
            .into_iter()
            .map(|(number, issued)| Preceding { number: number.to_string(), issued })
            .collect(),
    };
    Ok(Some(serde_json::to_string(&envelope)?))
}

fn record(
    scope: &RegionScope,
    run: RunId,
    agreement: &PlannedAgreement,
    prepared: &Prepared,
    names: &Municipalities,
    number: DocumentNumber,
    envelope: Option<String>,
) -> Result<DocumentRecord, SettlementFault> {
    let key = &prepared.document.key;
    let facts = &agreement.facts;
    let org_number = facts.terms.member(key.municipality).map(|member| member.org_number);
    let org_number: OrgNumber = org_number
        .ok_or(SettlementFault::Broken("whoever is charged is party to the agreement"))?;
    let occasion = key.occasion.as_ref().and_then(|code| {
        let (id, course) = facts.occasion(code)?;
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
        adjusts: prepared.document.adjusts(),
        total: prepared.total,
        vat: prepared.tax()?,
        rounding: prepared.rounding,
        envelope,
        issued_at: scope.now(),
    })
}

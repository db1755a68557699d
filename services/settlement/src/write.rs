//! Writing documents: numbered, with their lines and ledger entries, in the transaction of a run.

use std::collections::BTreeSet;

use books::{Account, Books, Envelope, Preceding, Prepared, StatedVat};
use chrono::{Datelike, Days};
use domain::{CreditId, Date, DocumentId, DocumentLineId, OrgNumber, RunId};
use settle::Line;
use tenancy::{InRegion, Municipalities, RegionScope, RegionTx};

use crate::facts::AgreementFacts;
use crate::ledger::{Cause, Entry};
use crate::record::{DocumentNumber, DocumentRecord, OccasionName};
use crate::store::lines::NewLine;
use crate::stored::StoredExplanation;
use crate::{SettlementFault, ledger, store};

/// A document that is to be issued.
pub(crate) struct NewDocument<'a> {
    pub(crate) agreement: &'a AgreementFacts,
    pub(crate) prepared: &'a Prepared,
    /// What goes with its lines, in their order.
    pub(crate) lines: Vec<BesideLine>,
    /// The documents that it corrects.
    pub(crate) preceding: BTreeSet<(DocumentNumber, Date)>,
    /// What was asked to be credited, where that is why it is issued.
    pub(crate) credit: Option<CreditId>,
}

/// What is kept beside a line.
pub(crate) struct BesideLine {
    pub(crate) account: Account,
    pub(crate) explanation: StoredExplanation,
    /// The line that it takes back by hand.
    pub(crate) credits: Option<DocumentLineId>,
}

/// Writes the documents with the next numbers of the year, and holds their entries against nothing.
pub(crate) async fn documents(
    tx: &RegionTx,
    run: RunId,
    books: &Books,
    new: Vec<NewDocument<'_>>,
) -> Result<Vec<DocumentId>, SettlementFault> {
    let scope = tx.scope();
    let names = scope.municipalities().await?;
    let mut numbers = Numbers::take(tx, scope.today().year(), new.len()).await?;
    let (mut documents, mut lines, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for new in new {
        let record = record(scope, run, &new, &names, (numbers.next(), books))?;
        let accounts: Vec<_> = new.lines.iter().map(|beside| beside.account).collect();
        entries.push(Entry::try_new(
            Cause::Document(record.id),
            record.date,
            format!("Underlag {}", record.number),
            ledger::postings(new.prepared, &accounts)?,
        )?);
        let prepared = new.prepared.document.lines.iter().zip(&new.prepared.categories);
        for ((line, category), beside) in prepared.zip(new.lines) {
            let vat = category.as_ref().map(|vat| serde_json::to_string(&StatedVat::of(vat)));
            lines.push(line_of(record.id, line, vat.transpose()?, beside)?);
        }
        documents.push(record);
    }
    store::documents::insert_many(tx, &documents).await?;
    store::lines::insert_many(tx, lines).await?;
    store::ledger::insert_many(tx, &entries).await?;
    store::ledger::check_balance(tx, run).await?;
    Ok(documents.into_iter().map(|document| document.id).collect())
}

fn line_of(
    document: DocumentId,
    line: &Line,
    vat: Option<String>,
    beside: BesideLine,
) -> Result<NewLine, SettlementFault> {
    let BesideLine { account, explanation, credits } = beside;
    Ok(NewLine {
        document,
        line: line.clone(),
        account,
        credits,
        day: explanation.day.as_ref().map(|day| day.id),
        vat,
        explanation: serde_json::to_string(&explanation)?,
    })
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

/// What the document goes out with, as JSON; nothing where nobody has said who sells.
fn envelope(
    scope: &RegionScope,
    new: &NewDocument<'_>,
    (number, books): (DocumentNumber, &Books),
) -> Result<Option<String>, SettlementFault> {
    let Some(seller) = &books.seller else { return Ok(None) };
    let broken = || SettlementFault::Broken("a due date and a reference can be made");
    let days = Days::new(seller.payment_days.into());
    let reference = Envelope::reference_of(number.year, number.number).ok_or_else(broken)?;
    let preceding = new.preceding.iter();
    let envelope = Envelope {
        seller: seller.stated.clone(),
        recipient: new.prepared.recipient.as_ref().map(|recipient| recipient.stated.clone()),
        due: scope.today().checked_add_days(days).ok_or_else(broken)?,
        payment_reference: reference.digits().to_owned(),
        preceding: preceding
            .map(|(number, issued)| Preceding { number: number.to_string(), issued: *issued })
            .collect(),
    };
    Ok(Some(serde_json::to_string(&envelope)?))
}

fn record(
    scope: &RegionScope,
    run: RunId,
    new: &NewDocument<'_>,
    names: &Municipalities,
    (number, books): (DocumentNumber, &Books),
) -> Result<DocumentRecord, SettlementFault> {
    let NewDocument { agreement: facts, prepared, .. } = new;
    let key = &prepared.document.key;
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
        envelope: envelope(scope, new, (number, books))?,
        credit: new.credit,
        issued_at: scope.now(),
    })
}

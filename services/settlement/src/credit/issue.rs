//! Issuing a credit note for what was asked for: once, and by somebody else where the region has two persons for it.

use std::collections::{BTreeMap, BTreeSet};

use books::{Account, Books, Missing, Prepared, prepare_credit};
use chrono::Datelike;
use domain::{CreditId, DocumentLineId, Money, RunId, course_date_at};
use identity::Permission;
use settle::{Basis, Document, DocumentKey, Line, Quantity};
use tenancy::{GateFault, RegionScope};

use super::read::{self, Creditable};
use super::{CreditRequest, CreditedLine};
use crate::facts::AgreementFacts;
use crate::idempotency::{Asked, answered, keep};
use crate::issue::Issued;
use crate::ledger::Saved;
use crate::record::LineRecord;
use crate::stored::{StoredCredit, StoredExplanation};
use crate::write::{self, BesideLine, NewDocument};
use crate::{SettlementFault, store};

/// Issues the credit note that was asked for. Where it is issued already, that is the answer.
pub(crate) async fn issue(
    scope: &RegionScope,
    id: CreditId,
    asked: Option<Asked>,
) -> Result<Issued, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(issued) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(issued);
    }
    let request = store::credits::find(&tx, id).await?.ok_or(GateFault::NotFound)?;
    if let Some(document) = request.issued {
        let known = store::documents::find(&tx, document).await?.ok_or(GateFault::NotFound)?;
        tx.rollback().await?;
        return Ok(Issued { run: Some(known.run), documents: 1, total: known.total });
    }
    if request.withdrawal.is_some() {
        return Err(SettlementFault::Conflict("what was asked for is withdrawn"));
    }
    let books = store::books::latest(&tx).await?.books;
    if books.four_eyes && request.account == scope.actor().account {
        return Err(SettlementFault::NotAttested);
    }
    let found = read::load(&tx, request.document).await?.ok_or(GateFault::NotFound)?;
    let fits = |one: &CreditedLine| {
        let left = found.left.get(&one.line).copied().unwrap_or_default();
        if one.amount.is_negative() { one.amount >= left } else { one.amount <= left }
    };
    if !request.lines.iter().all(fits) {
        return Err(SettlementFault::Changed);
    }
    let agreements = store::facts::agreements(&tx).await?;
    let agreement = agreements.iter().find(|one| one.id == found.document.agreement);
    let agreement =
        agreement.ok_or(SettlementFault::Broken("what was charged has an agreement in force"))?;

    let lines = lines(&request, &found)?;
    let before = store::credits::payable_of_document(&tx, request.document).await?;
    let (prepared, missing) = prepared(&request, &found, &books, &lines, before)?;
    // As with a run, whoever has begun to set the books up issues nothing that could not be given out.
    if missing == Some(Missing::VatNumber) {
        let expected =
            "expected a seller with a VAT number: the credit note must name it; set it up first";
        return Err(SettlementFault::Input("input.credit", expected));
    }
    let run = RunId::next(scope.ids());
    store::runs::insert(&tx, run, found.document.date, scope.now()).await?;
    let new = NewDocument {
        agreement,
        prepared: &prepared,
        lines: lines
            .iter()
            .map(|(_, record, amount)| {
                beside(&request, &found, agreement, &books, (record, *amount))
            })
            .collect::<Result<_, _>>()?,
        preceding: BTreeSet::from([(
            found.document.number,
            course_date_at(found.document.issued_at),
        )]),
        credit: Some(request.id),
    };
    write::documents(&tx, run, &books, vec![new]).await?;
    // What is cancelled is to be charged anew.
    store::settled_years::forget(&tx, found.document.agreement).await?;
    tx.note("document-credit-issue", &found.document.number.to_string());
    let issued = Issued { run: Some(run), documents: 1, total: prepared.total };
    keep(asked, &tx, &issued).await?;
    tx.commit().await?;
    Ok(issued)
}

/// The credit note's lines, each with the line that it takes back and how much of it.
type Lines<'a> = Vec<(Line, &'a LineRecord, Money)>;

fn lines<'a>(request: &CreditRequest, found: &'a Creditable) -> Result<Lines<'a>, SettlementFault> {
    let amounts: BTreeMap<DocumentLineId, Money> =
        request.lines.iter().map(|one| (one.line, one.amount)).collect();
    let credited = found.lines.iter().filter_map(|line| Some((line, *amounts.get(&line.id)?)));
    let line = |(line, amount): (&'a LineRecord, Money)| {
        // What is taken back whole has not been delivered; what is made cheaper has.
        let is_whole = request.cancels && amount == line.amount;
        let quantity = line.quantity.thousandths().saturating_neg();
        let new = Line {
            key: line.key.clone(),
            year: line.year.unwrap_or_else(|| found.document.date.year()),
            name: line.name.clone(),
            quantity: Quantity::from_thousandths(if is_whole { quantity } else { 0 }),
            unit_price: line.unit_price.filter(|_| is_whole),
            amount: amount.negated()?,
            adjusts: true,
            basis: Basis::Credited,
        };
        Ok((new, line, amount))
    };
    credited.map(line).collect()
}

/// With the VAT that was charged. What takes back the last of a document leaves no öre of it, whatever was rounded.
fn prepared(
    request: &CreditRequest,
    found: &Creditable,
    books: &Books,
    lines: &Lines<'_>,
    before: Money,
) -> Result<(Prepared, Option<Missing>), SettlementFault> {
    let Creditable { document, left, .. } = found;
    let amounts: BTreeMap<DocumentLineId, Money> =
        request.lines.iter().map(|one| (one.line, one.amount)).collect();
    let is_last = *left == amounts && found.takes_back_all(&amounts)?;
    let categories = lines.iter().map(|(_, line, _)| line.category());
    let categories = categories.collect::<Result<Vec<_>, _>>()?;
    let envelope = document.envelope()?;
    let recipient = envelope.as_ref().and_then(|envelope| envelope.recipient.as_ref());
    let key = DocumentKey {
        date: document.date,
        occasion: document.occasion.as_ref().map(|occasion| occasion.code.clone()),
        municipality: document.municipality,
        kind: document.kind,
    };
    let note = Document { key, lines: lines.iter().map(|(line, _, _)| line.clone()).collect() };
    let payable = if is_last { Some(before.negated()?) } else { None };
    Ok(prepare_credit(books, note, categories, recipient, payable)?)
}

impl Creditable {
    /// Whether these, with what was credited before, take back every line whole.
    fn takes_back_all(
        &self,
        amounts: &BTreeMap<DocumentLineId, Money>,
    ) -> Result<bool, SettlementFault> {
        let mut issued = BTreeMap::new();
        for request in self.requests.iter().filter(|request| request.issued.is_some()) {
            for one in &request.lines {
                let sum: &mut Money = issued.entry(one.line).or_default();
                *sum = sum.plus(one.amount)?;
            }
        }
        for line in &self.lines {
            let before: Money = issued.get(&line.id).copied().unwrap_or_default();
            let now = amounts.get(&line.id).copied().unwrap_or_default();
            if before.plus(now)? != line.amount {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What is cancelled goes back to where it was posted; a reduction is the region's own cost, and no fund's.
fn beside(
    request: &CreditRequest,
    found: &Creditable,
    agreement: &AgreementFacts,
    books: &Books,
    (line, amount): (&LineRecord, Money),
) -> Result<BesideLine, SettlementFault> {
    let stored: StoredExplanation = serde_json::from_str(&line.explanation)?;
    let saved = Saved::of(&agreement.terms, books.buffer.as_ref());
    let account = if request.cancels {
        line.account.unwrap_or_else(|| saved.account(&line.key))
    } else {
        Account::Reductions
    };
    let credit = StoredCredit {
        line: line.id,
        document: found.document.id,
        number: found.document.number.to_string(),
        charged: line.amount,
        cancels: request.cancels,
        reason: request.reason.clone(),
        asked_by: request.signature.clone(),
        asked_at: request.asked_at,
    };
    let explanation = StoredExplanation {
        basis: Basis::Credited,
        charged: line.amount.minus(amount)?,
        day: stored.day,
        all_rounded_up: None,
        pot_days: Vec::new(),
        credit: Some(credit),
    };
    Ok(BesideLine { account, explanation, credits: Some(line.id) })
}

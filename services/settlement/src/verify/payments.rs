//! What is to be posted of each payment, that no more was paid than is owed, and that each municipality's balance is what
//! it has not paid.

use std::collections::BTreeMap;

use books::Account;
use domain::{DocumentId, Money, MunicipalityCode, PaymentId};

use super::{Expected, Sums};
use crate::SettlementFault;
use crate::ledger::{Cause, Entry};
use crate::payments::{PaymentRecord, Standing, owed_on};
use crate::record::DocumentRecord;

/// Adds what is expected, and gives what is wrong with payments by themselves.
pub(super) fn expect(
    documents: &[DocumentRecord],
    payments: &[PaymentRecord],
    entries: &[Entry],
    expected: &mut Expected,
) -> Result<Vec<String>, SettlementFault> {
    let of: BTreeMap<DocumentId, &DocumentRecord> =
        documents.iter().map(|document| (document.id, document)).collect();
    let known: BTreeMap<PaymentId, &PaymentRecord> =
        payments.iter().map(|payment| (payment.row.id, payment)).collect();
    let mut paid: BTreeMap<DocumentId, Money> = BTreeMap::new();
    let mut breaches = Vec::new();
    for payment in payments.iter().map(|payment| &payment.row) {
        let Some(document) = of.get(&payment.document) else {
            breaches.push(format!("payment {} is of no document", payment.id));
            continue;
        };
        let mut sums = Sums::default();
        sums.add(Account::Bank, payment.amount)?;
        sums.add(owed_on(document.kind), payment.amount.negated()?)?;
        let name = format!("payment of {}", document.number);
        expected.insert(Cause::Payment(payment.id), (name, sums));
        let sum = paid.entry(payment.document).or_default();
        *sum = sum.plus(payment.amount)?;
        if let Some(reversed) = payment.reverses {
            let opposite = payment.amount.negated()?;
            let is_whole = known.get(&reversed).is_some_and(|known| {
                known.row.document == payment.document && known.row.amount == opposite
            });
            if !is_whole {
                let number = document.number;
                breaches.push(format!("{number}: a reversal is not of a whole payment of it"));
            }
        }
    }
    let mut left: BTreeMap<(Account, MunicipalityCode), Money> = BTreeMap::new();
    for document in documents {
        let paid = paid.get(&document.id).copied().unwrap_or_default();
        let standing = Standing { payable: document.payable()?, paid, due: None };
        if !standing.holds() {
            let (number, payable) = (document.number, standing.payable);
            breaches.push(format!("{number}: {paid} is paid, and it comes to {payable}"));
        }
        let sum = left.entry((owed_on(document.kind), document.municipality)).or_default();
        *sum = sum.plus(standing.left()?)?;
    }
    breaches.extend(balances(left, entries)?);
    Ok(breaches)
}

/// Where a municipality's balance in the ledger is not what is left of its documents.
fn balances(
    mut left: BTreeMap<(Account, MunicipalityCode), Money>,
    entries: &[Entry],
) -> Result<Vec<String>, SettlementFault> {
    let of_these = |posting: &&crate::ledger::Posting| {
        matches!(posting.account, Account::Receivables | Account::Payables)
    };
    for posting in entries.iter().flat_map(|entry| &entry.postings).filter(of_these) {
        let Some(municipality) = posting.municipality else { continue };
        let rest = left.entry((posting.account, municipality)).or_default();
        *rest = rest.minus(posting.amount)?;
    }
    let uneven = left.into_iter().filter(|(_, rest)| !rest.is_zero());
    let told = uneven.map(|((account, municipality), rest)| {
        format!("account {}, {municipality}: {rest} more is left of documents", account.code())
    });
    Ok(told.collect())
}

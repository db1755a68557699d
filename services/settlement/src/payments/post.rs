//! Writing payments with their ledger entries, and seeing afterwards that what was paid still lies within what is owed.

use std::collections::BTreeMap;

use books::Account;
use domain::{DocumentId, Money};
use tenancy::RegionTx;

use super::{PaymentRow, Standing, owed_on};
use crate::ledger::{Cause, Entry, Posting};
use crate::record::DocumentRecord;
use crate::{SettlementFault, store};

/// Writes payments of these documents, each with its entry.
pub(super) async fn post(
    tx: &RegionTx,
    payments: &[PaymentRow],
    documents: &BTreeMap<DocumentId, DocumentRecord>,
) -> Result<(), SettlementFault> {
    let mut entries = Vec::with_capacity(payments.len());
    for payment in payments {
        let document = documents.get(&payment.document);
        let document = document.ok_or(SettlementFault::Broken("a payment is of a document"))?;
        entries.push(entry(payment, document)?);
    }
    store::payments::insert_many(tx, payments).await?;
    store::ledger::insert_many(tx, &entries).await?;
    let touched: Vec<_> = documents.keys().map(|id| id.uuid()).collect();
    let paid = store::payments::sums_of(tx, &touched).await?;
    for (id, document) in documents {
        let paid = paid.get(id).copied().unwrap_or_default();
        if !Standing::of(document, paid)?.holds() {
            return Err(SettlementFault::Broken("no more is paid of a document than is owed"));
        }
    }
    Ok(())
}

/// The bank's account against what is left of the document.
fn entry(payment: &PaymentRow, document: &DocumentRecord) -> Result<Entry, SettlementFault> {
    let number = document.number;
    let description = match payment.reverses {
        None => format!("Betalning av underlag {number}"),
        Some(_) => format!("Återförd betalning av underlag {number}"),
    };
    let posting = |account: Account, amount: Money| Posting {
        account,
        municipality: Some(document.municipality),
        code: None,
        amount,
    };
    let postings = vec![
        posting(Account::Bank, payment.amount),
        posting(owed_on(document.kind), payment.amount.negated()?),
    ];
    Entry::try_new(Cause::Payment(payment.id), payment.date, description, postings)
}

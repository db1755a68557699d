//! What is to be posted of each document, from its own lines and figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use books::Account;
use domain::{AgreementId, DocumentId, Money};
use settle::DocumentKind;

use super::{Expected, Sums};
use crate::SettlementFault;
use crate::facts::AgreementFacts;
use crate::ledger::{Cause, Saved};
use crate::record::{DocumentRecord, LineRecord};

/// Adds what is expected, and gives what is wrong with documents by themselves.
pub(super) fn expect(
    documents: &[DocumentRecord],
    mut lines: BTreeMap<DocumentId, Vec<LineRecord>>,
    agreements: &[Arc<AgreementFacts>],
    expected: &mut Expected,
) -> Result<Vec<String>, SettlementFault> {
    let saved: BTreeMap<AgreementId, Saved<'_>> =
        agreements.iter().map(|one| (one.id, Saved::of(&one.terms, None))).collect();
    let mut breaches = Vec::new();
    for document in documents {
        let own = lines.remove(&document.id).unwrap_or_default();
        let total = Money::sum(own.iter().map(|line| line.amount))?;
        if total != document.total {
            let number = document.number;
            breaches.push(format!(
                "{number}: its lines come to {total}, and not to {}",
                document.total
            ));
        }
        let sums = sums(document, &own, saved.get(&document.agreement).copied())?;
        expected.insert(Cause::Document(document.id), (document.number.to_string(), sums));
    }
    Ok(breaches)
}

fn sums(
    document: &DocumentRecord,
    lines: &[LineRecord],
    saved: Option<Saved<'_>>,
) -> Result<Sums, SettlementFault> {
    let whole = match document.kind {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    };
    let mut sums = Sums::default();
    sums.add(whole, document.payable()?)?;
    let unknown = Saved { pot: None, buffer: None };
    for line in lines {
        // Before accounts were kept with lines, the agreement alone decided.
        let by_terms = || saved.unwrap_or(unknown).account(&line.key);
        sums.add(line.account.unwrap_or_else(by_terms), line.amount.negated()?)?;
    }
    sums.add(Account::Vat25, document.vat.negated()?)?;
    sums.add(Account::Rounding, document.rounding.negated()?)?;
    sums.0.retain(|_, amount| !amount.is_zero());
    Ok(sums)
}

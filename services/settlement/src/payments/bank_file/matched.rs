//! Which document each payment of a file is of, and which of them can be booked.

use std::collections::{BTreeMap, BTreeSet};

use domain::{BankFileId, DocumentId, Money, OcrReference, PaymentId};
use giro::{Deposit, Payment, PaymentFile, PaymentKind};
use tenancy::{InRegion, RegionTx};

use super::{BankFileOutcome, BankFileRow, RowDocument, now};
use crate::payments::record::is_timely;
use crate::payments::standing::envelope;
use crate::payments::{PaymentRow, Source, Standing, owed_on};
use crate::record::{DocumentNumber, DocumentRecord};
use crate::{SettlementFault, store};

/// What a file comes to.
pub(super) struct Matching {
    pub(super) rows: Vec<BankFileRow>,
    /// What can be booked.
    pub(super) payments: Vec<PaymentRow>,
    /// The documents that these are of.
    pub(super) documents: BTreeMap<DocumentId, DocumentRecord>,
}

/// What the file's references lead to.
struct Known {
    documents: BTreeMap<DocumentNumber, DocumentRecord>,
    paid: BTreeMap<DocumentId, Money>,
    /// What the bank has told of before: number, document, amount.
    told: BTreeSet<(String, DocumentId, Money)>,
}

impl Matching {
    pub(super) async fn of(
        tx: &RegionTx,
        file: BankFileId,
        read: &PaymentFile,
    ) -> Result<Self, SettlementFault> {
        let mut known = Known::of(tx, read).await?;
        let mut matching =
            Self { rows: Vec::new(), payments: Vec::new(), documents: BTreeMap::new() };
        for (deposit, payment) in read.payments() {
            let document =
                number(&payment.reference).and_then(|number| known.documents.get(&number)).cloned();
            let (outcome, amount) = known.judge(tx, deposit, payment, document.as_ref())?;
            if let (Some(amount), Some(document)) = (amount, &document) {
                let paid = known.paid.entry(document.id).or_default();
                *paid = paid.plus(amount)?;
                matching.payments.push(PaymentRow {
                    id: PaymentId::next(tx.scope().ids()),
                    document: document.id,
                    date: deposit.date,
                    amount,
                    source: Source::BankFile,
                    bank_reference: payment.serial.clone(),
                    bank_file: Some(file),
                    note: String::new(),
                    reverses: None,
                });
                known.told.extend(told(payment.serial.as_ref(), document.id, amount));
                matching.documents.insert(document.id, document.clone());
            }
            matching.rows.push(BankFileRow {
                line: payment.line,
                date: deposit.date,
                amount: payment.amount,
                reference: payment.reference.clone(),
                outcome,
                document: document.map(|document| RowDocument {
                    id: document.id,
                    number: document.number.to_string(),
                    municipality: document.municipality,
                    name: document.municipality_name,
                }),
            });
        }
        Ok(matching)
    }
}

impl Known {
    async fn of(tx: &RegionTx, read: &PaymentFile) -> Result<Self, SettlementFault> {
        let stated = read.payments().filter_map(|(_, payment)| number(&payment.reference));
        let numbers: BTreeSet<DocumentNumber> = stated.collect();
        let found = store::documents::numbered(tx, &numbers).await?;
        let ids: Vec<_> = found.iter().map(|document| document.id.uuid()).collect();
        let (mut paid, mut booked) = (BTreeMap::<_, Money>::new(), BTreeMap::new());
        for payment in store::payments::of_documents(tx, &ids).await? {
            let payment = payment.row;
            let sum = paid.entry(payment.document).or_default();
            *sum = sum.plus(payment.amount)?;
            match payment.reverses {
                // What was taken back may come again.
                Some(reversed) => booked.remove(&reversed),
                None => booked.insert(payment.id, payment),
            };
        }
        let told = booked
            .into_values()
            .filter_map(|one| told(one.bank_reference.as_ref(), one.document, one.amount));
        let documents = found.into_iter().map(|document| (document.number, document)).collect();
        Ok(Self { documents, paid, told: told.collect() })
    }

    /// What becomes of a payment, and, where it is booked, what it adds to what was paid.
    fn judge(
        &self,
        tx: &RegionTx,
        deposit: &Deposit,
        payment: &Payment,
        document: Option<&DocumentRecord>,
    ) -> Result<(BankFileOutcome, Option<Money>), SettlementFault> {
        if payment.kind == PaymentKind::Deducted {
            return Ok((BankFileOutcome::Deduction, None));
        }
        if payment.has_more_references {
            return Ok((BankFileOutcome::SeveralReferences, None));
        }
        let Some(document) = document else {
            return Ok((BankFileOutcome::UnknownReference, None));
        };
        let Some(envelope) = envelope(document)? else {
            return Ok((BankFileOutcome::UnknownReference, None));
        };
        if digits(&envelope.seller.bankgiro) != deposit.bankgiro {
            return Ok((BankFileOutcome::OtherReceiver, None));
        }
        if told(payment.serial.as_ref(), document.id, payment.amount)
            .is_some_and(|one| self.told.contains(&one))
        {
            return Ok((BankFileOutcome::AlreadyBooked, None));
        }
        if !is_timely(document, deposit.date, now(tx)) {
            return Ok((BankFileOutcome::Untimely, None));
        }
        let paid = self.paid.get(&document.id).copied().unwrap_or_default();
        let standing = Standing::of(document, paid)?;
        let is_owed = owed_on(document.kind) == books::Account::Receivables
            && !standing.payable.is_negative();
        let amount = if is_owed { standing.payment(payment.amount)? } else { None };
        Ok(match amount {
            Some(amount) => (BankFileOutcome::Booked, Some(amount)),
            None => (BankFileOutcome::TooLarge, None),
        })
    }
}

fn told(
    serial: Option<&String>,
    document: DocumentId,
    amount: Money,
) -> Option<(String, DocumentId, Money)> {
    serial.map(|serial| (serial.clone(), document, amount))
}

/// The document's number that a reference stands for: the year, at least six digits, a check digit.
fn number(reference: &str) -> Option<DocumentNumber> {
    let reference = OcrReference::parse(reference.trim_start_matches('0')).ok()?;
    let digits = reference.digits();
    let (year, rest) = digits.split_at_checked(4)?;
    let number = rest.get(..rest.len().checked_sub(1)?)?;
    let number = DocumentNumber { year: year.parse().ok()?, number: number.parse().ok()? };
    let own = books::Envelope::reference_of(number.year, number.number)?;
    (own == reference).then_some(number)
}

/// The digits of a bankgiro number, without zeros before them, as files have it.
fn digits(bankgiro: &str) -> String {
    let digits: String = bankgiro.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_the_numbers_that_they_were_made_of() {
        for (year, count) in [(2026, 1), (2026, 14), (2027, 1_234_567)] {
            let reference = books::Envelope::reference_of(year, count).unwrap();
            let expected = DocumentNumber { year, number: count };
            assert_eq!(number(reference.digits()), Some(expected));
            assert_eq!(number(&format!("000{reference}")), Some(expected), "banks fill up");
        }
        for none in ["", "0", "20260000146", "2026", "Faktura 14", "18"] {
            assert_eq!(number(none), None, "{none}");
        }
        assert_eq!(digits("0366-5114"), "3665114");
    }
}

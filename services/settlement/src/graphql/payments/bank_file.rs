//! Files from the bank, as clients see them.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Date, Money, Municipality, Refusal};

use crate::SettlementFault;
use crate::payments::{self, BankFileOutcome, BankFileRecord, BankFileRow, RowDocument};

graph::connection! {
    /// Booked files, the latest first.
    BankFileConnection of BankFile
}

/// A file that was booked.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct BankFile {
    id: ID,
    name: String,
    /// How many payments are in it, and how many of them were booked.
    payments: i64,
    booked: i64,
    /// What was booked.
    booked_amount: Money,
    recorded_at: DateTime<Utc>,
    /// Empty where they are erased.
    recorded_by: String,
    /// What became of each payment, in the file's order.
    rows: Vec<BankFilePayment>,
}

/// A payment in a file.
#[derive(SimpleObject, Clone, Debug)]
struct BankFilePayment {
    /// Of the file; the first is 1.
    line: i64,
    date: Date,
    amount: Money,
    reference: String,
    outcome: BankFileOutcome,
    /// The document that its reference is of.
    document: Option<PaidDocument>,
}

/// A document that is paid.
#[derive(SimpleObject, Clone, Debug)]
struct PaidDocument {
    id: ID,
    number: String,
    municipality: Municipality,
}

/// What a file would do, or did.
#[derive(SimpleObject)]
pub(super) struct BankFileImport {
    /// Null where it was only looked at.
    file: Option<BankFile>,
    /// Whether it had been booked before, under another key or none, so that nothing was now.
    was_booked: bool,
    /// How many payments are in it, and how many of them are booked, or would be.
    payments: i64,
    booked: i64,
    booked_amount: Money,
    rows: Vec<BankFilePayment>,
}

impl BankFile {
    pub(super) fn show(file: BankFileRecord) -> Result<Self, Refusal> {
        let (payments, booked, booked_amount) = sums(&file.rows)?;
        Ok(Self {
            id: file.id.to_string().into(),
            name: file.name,
            payments,
            booked,
            booked_amount,
            recorded_at: file.recorded_at,
            recorded_by: file.recorded_by,
            rows: file.rows.into_iter().map(BankFilePayment::show).collect(),
        })
    }
}

impl BankFileImport {
    pub(super) fn show(import: payments::BankFileImport) -> Result<Self, Refusal> {
        let (payments, booked, booked_amount) = sums(&import.rows)?;
        Ok(Self {
            file: import.file.map(BankFile::show).transpose()?,
            was_booked: import.was_booked,
            payments,
            booked,
            booked_amount,
            rows: import.rows.into_iter().map(BankFilePayment::show).collect(),
        })
    }
}

impl BankFilePayment {
    fn show(row: BankFileRow) -> Self {
        Self {
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            date: Date(row.date),
            amount: Money(row.amount),
            reference: row.reference,
            outcome: row.outcome,
            document: row.document.map(|RowDocument { id, number, municipality, name }| {
                let municipality = Municipality { code: municipality.to_string(), name };
                PaidDocument { id: id.to_string().into(), number, municipality }
            }),
        }
    }
}

/// How many rows, how many of them booked, and what these come to.
fn sums(rows: &[BankFileRow]) -> Result<(i64, i64, Money), Refusal> {
    let booked = || rows.iter().filter(|row| row.outcome == BankFileOutcome::Booked);
    let amount = domain::Money::sum(booked().map(|row| row.amount));
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let amount = amount.map_err(SettlementFault::from)?;
    Ok((count(rows.len()), count(booked().count()), Money(amount)))
}

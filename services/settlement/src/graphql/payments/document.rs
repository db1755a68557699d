//! How a document stands, as clients see it.

use async_graphql::{Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Date, Money, Refusal};

use crate::SettlementFault;
use crate::payments::{self, PaymentRecord, ReminderRecord, Source};

/// How far a document is paid.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "payments::PaymentState")]
pub(super) enum PaymentState {
    /// Nothing is paid, and it is not overdue.
    Unpaid,
    /// Some is paid, and it is not overdue.
    PartPaid,
    /// Nothing is left.
    Paid,
    /// Something is left, and the due date has passed.
    Overdue,
}

graph::flat_enum!(PaymentState);

/// What was paid of a document. Amounts below zero are the region's to pay.
#[derive(SimpleObject)]
pub(super) struct DocumentPayments {
    /// The document's id.
    id: ID,
    number: String,
    payable: Money,
    paid: Money,
    left: Money,
    state: PaymentState,
    /// Null where it was issued before anybody had said within how many days it is to be paid.
    due: Option<Date>,
    /// What the payer states: digits with their check digit.
    payment_reference: Option<String>,
    /// As they were recorded, the first first.
    payments: Vec<Payment>,
    reminders: Vec<Reminder>,
}

/// A payment. Money that came is positive, money that went negative.
#[derive(SimpleObject)]
struct Payment {
    id: ID,
    date: Date,
    amount: Money,
    source: Source,
    /// The bank's own number of it.
    bank_reference: Option<String>,
    note: String,
    /// The payment that it takes back.
    reverses: Option<ID>,
    /// Whether it has been taken back.
    is_reversed: bool,
    recorded_at: DateTime<Utc>,
    /// Empty where they are erased.
    recorded_by: String,
}

/// That somebody was reminded of a document.
#[derive(SimpleObject)]
struct Reminder {
    date: Date,
    /// What was left then.
    left: Money,
    /// Empty where they are erased.
    by: String,
}

impl DocumentPayments {
    pub(super) fn show(found: payments::DocumentPayments) -> Result<Self, Refusal> {
        let standing = found.standing;
        let all = &found.payments;
        let state = standing.state(found.today).map_err(SettlementFault::from)?;
        Ok(Self {
            id: found.document.id.to_string().into(),
            number: found.document.number.to_string(),
            payable: Money(standing.payable),
            paid: Money(standing.paid),
            left: Money(standing.left().map_err(SettlementFault::from)?),
            state: state.into(),
            due: standing.due.map(Date),
            payment_reference: found.payment_reference.clone(),
            payments: all.iter().map(|one| Payment::show(one, all)).collect(),
            reminders: found.reminders.into_iter().map(Reminder::show).collect(),
        })
    }
}

impl Payment {
    fn show(payment: &PaymentRecord, all: &[PaymentRecord]) -> Self {
        let row = &payment.row;
        Self {
            id: row.id.to_string().into(),
            date: Date(row.date),
            amount: Money(row.amount),
            source: row.source,
            bank_reference: row.bank_reference.clone(),
            note: row.note.clone(),
            reverses: row.reverses.map(|id| id.to_string().into()),
            is_reversed: all.iter().any(|other| other.row.reverses == Some(row.id)),
            recorded_at: payment.recorded_at,
            recorded_by: payment.recorded_by.clone(),
        }
    }
}

impl Reminder {
    fn show(reminder: ReminderRecord) -> Self {
        let ReminderRecord { date, left, by } = reminder;
        Self { date: Date(date), left: Money(left), by }
    }
}

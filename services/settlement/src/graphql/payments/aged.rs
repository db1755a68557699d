//! The ageing list and what is overdue, as clients see them.

use async_graphql::{ID, SimpleObject};
use graph::{Date, FlatList, Money, Municipality, PageInfo, Refusal};

use crate::SettlementFault;
use crate::payments::{self, AgedMunicipality, Overdue};

/// What municipalities have not paid at the end of a day.
#[derive(SimpleObject)]
pub(super) struct Ageing {
    at: Date,
    /// Those of which something is left, by code. What was credited and not paid out is below zero.
    municipalities: Vec<AgedReceivable>,
    /// Of all of them.
    sums: AgedSums,
    /// The balance of the receivables in the ledger on that day: what the sums come to.
    ledger_balance: Money,
}

/// What is left of a municipality's documents.
#[derive(SimpleObject)]
struct AgedReceivable {
    municipality: Municipality,
    sums: AgedSums,
}

/// What is left, by days since the due date.
#[derive(SimpleObject)]
struct AgedSums {
    /// And what was issued before anybody had said a due date.
    not_due: Money,
    #[graphql(name = "days1To30")]
    days_1_to_30: Money,
    #[graphql(name = "days31To60")]
    days_31_to_60: Money,
    #[graphql(name = "days61To90")]
    days_61_to_90: Money,
    over_90_days: Money,
    total: Money,
}

impl AgedSums {
    fn of([not_due, first, second, third, last]: [domain::Money; 5], total: domain::Money) -> Self {
        Self {
            not_due: Money(not_due),
            days_1_to_30: Money(first),
            days_31_to_60: Money(second),
            days_61_to_90: Money(third),
            over_90_days: Money(last),
            total: Money(total),
        }
    }
}

impl Ageing {
    pub(super) fn show(list: payments::Ageing) -> Self {
        let row = |row: AgedMunicipality| AgedReceivable {
            municipality: Municipality { code: row.code.to_string(), name: row.name },
            sums: AgedSums::of(row.by_age, row.total),
        };
        Self {
            at: Date(list.at),
            municipalities: list.municipalities.into_iter().map(row).collect(),
            sums: AgedSums::of(list.sums, list.total),
            ledger_balance: Money(list.ledger),
        }
    }
}

/// What is overdue, by number.
#[derive(SimpleObject)]
pub(super) struct OverdueConnection {
    /// The page's nodes, in order.
    pub(super) nodes: FlatList<OverdueDocument>,
    /// Whether there is more.
    pub(super) page_info: PageInfo,
    /// How many there are on all pages.
    pub(super) total_count: i64,
    /// Of how many of them somebody may be reminded today.
    pub(super) to_remind: i64,
}

/// A document whose due date has passed and of which something is left.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct OverdueDocument {
    id: ID,
    number: String,
    municipality: Municipality,
    date: Date,
    due: Date,
    days_late: i64,
    payable: Money,
    left: Money,
    /// The last day on which somebody was reminded of it.
    last_reminder: Option<Date>,
    /// Whether somebody may be reminded of it today.
    may_remind: bool,
    /// The seller's bankgiro number on it.
    bankgiro: String,
    payment_reference: String,
    /// Where the recipient is written to.
    email: Option<String>,
}

graph::flat!(OverdueDocument {
    "id" => id,
    "number" => number,
    "municipality" => municipality,
    "date" => date,
    "due" => due,
    "daysLate" => days_late,
    "payable" => payable,
    "left" => left,
    "lastReminder" => last_reminder,
    "mayRemind" => may_remind,
    "bankgiro" => bankgiro,
    "paymentReference" => payment_reference,
    "email" => email,
});

impl OverdueDocument {
    pub(super) fn show(overdue: Overdue) -> Result<Self, Refusal> {
        let Overdue { document, standing, days_late, last_reminder, may_remind, envelope } =
            overdue;
        Ok(Self {
            id: document.id.to_string().into(),
            number: document.number.to_string(),
            municipality: Municipality {
                code: document.municipality.to_string(),
                name: document.municipality_name,
            },
            date: Date(document.date),
            due: Date(envelope.due),
            days_late,
            payable: Money(standing.payable),
            left: Money(standing.left().map_err(SettlementFault::from)?),
            last_reminder: last_reminder.map(Date),
            may_remind,
            bankgiro: envelope.seller.bankgiro,
            payment_reference: envelope.payment_reference,
            email: envelope.recipient.and_then(|recipient| recipient.email),
        })
    }
}

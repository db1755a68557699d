//! What `operations/document.graphql` answers.

use chrono::{DateTime, Utc};
use domain::{Date, Money};
use serde::Deserialize;

use crate::settlement::{DocumentKind, OccasionName, PaymentState};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) document: Option<Document>,
    pub(super) document_payments: Option<Payments>,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the schema")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Payments {
    pub(super) paid: Money,
    pub(super) left: Money,
    pub(super) state: PaymentState,
    pub(super) due: Option<Date>,
    pub(super) payment_reference: Option<String>,
    pub(super) payments: Vec<Payment>,
    pub(super) reminders: Vec<Reminder>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Payment {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) amount: Money,
    pub(super) source: Source,
    pub(super) bank_reference: Option<String>,
    pub(super) note: String,
    pub(super) reverses: Option<String>,
    pub(super) is_reversed: bool,
    pub(super) recorded_by: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Source {
    Hand,
    BankFile,
}

#[derive(Deserialize)]
pub(super) struct Reminder {
    pub(super) date: Date,
    pub(super) left: Money,
    pub(super) by: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) vat: Money,
    pub(super) rounding: Money,
    pub(super) payable: Money,
    pub(super) number: String,
    pub(super) kind: DocumentKind,
    pub(super) org_number: String,
    pub(super) date: Date,
    pub(super) issued_at: DateTime<Utc>,
    pub(super) adjusts: bool,
    pub(super) total: Money,
    pub(super) agreement: Agreement,
    pub(super) municipality: Municipality,
    pub(super) occasion: Option<OccasionName>,
    pub(super) lines: Vec<Line>,
}

#[derive(Deserialize)]
pub(super) struct Agreement {
    pub(super) id: String,
    pub(super) title: String,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) quantity: String,
    pub(super) unit_price: Option<Money>,
    pub(super) amount: Money,
    pub(super) adjusts: bool,
    pub(super) course_day: Option<CourseDay>,
}

#[derive(Deserialize)]
pub(super) struct CourseDay {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) course: String,
}

impl Line {
    /// The course day that is charged, where it is one.
    pub(super) fn day_id(&self) -> Option<&str> {
        self.course_day.as_ref().map(|day| day.id.as_str())
    }
}

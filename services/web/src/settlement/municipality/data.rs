//! What `operations/municipality_account.graphql` answers.

use domain::{Date, Money};
use serde::Deserialize;

use crate::settlement::{DocumentKind, PaymentState};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) municipality_account: Option<Account>,
}

#[derive(Deserialize)]
pub(super) struct Account {
    pub(super) municipality: Name,
    pub(super) payable: Money,
    pub(super) paid: Money,
    pub(super) left: Money,
    pub(super) documents: Vec<Document>,
    pub(super) years: Vec<Year>,
}

#[derive(Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) kind: DocumentKind,
    pub(super) date: Date,
    pub(super) due: Option<Date>,
    pub(super) adjusts: bool,
    pub(super) state: PaymentState,
    pub(super) payable: Money,
    pub(super) paid: Money,
    pub(super) left: Money,
    pub(super) balance: Money,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the schema")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Year {
    pub(super) year: i32,
    pub(super) course_fees: Money,
    pub(super) fixed_costs: Money,
    pub(super) pot_collected: Money,
    pub(super) pot_received: Money,
    pub(super) cost: Money,
}

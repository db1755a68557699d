//! What `operations/trainer_pots.graphql` answers.

use domain::{Date, Money, Points};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) trainer_pots: Vec<Pot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pot {
    pub(super) year: i32,
    pub(super) carried_in: Money,
    pub(super) collected: Money,
    pub(super) points: Points,
    pub(super) share_value: Option<String>,
    pub(super) carried_out: Money,
    pub(super) distributed_on: Option<Date>,
    pub(super) issued: bool,
    pub(super) agreement: Agreement,
    pub(super) shares: Vec<Share>,
}

#[derive(Deserialize)]
pub(super) struct Agreement {
    pub(super) id: String,
    pub(super) title: String,
}

#[derive(Deserialize)]
pub(super) struct Share {
    pub(super) points: Points,
    pub(super) exact: String,
    pub(super) amount: Money,
    pub(super) line: Option<String>,
    pub(super) municipality: Municipality,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) name: String,
}

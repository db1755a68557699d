//! What `operations/start.graphql` answers.

use domain::{Date, Money};
use serde::Deserialize;

use crate::settlement::CreditsWaiting;
use crate::terms::{ChargedBy, Invoicing};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) agreement: Option<Agreement>,
    pub(super) course_days_to_close: Option<ToClose>,
    pub(super) settlement_preview: Option<Preview>,
    pub(super) credits_waiting: Option<CreditsWaiting>,
    pub(super) documents: Option<Documents>,
    pub(super) occasions: Occasions,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Agreement {
    #[serde(flatten)]
    pub(super) charges: ChargedBy,
    pub(super) to: Date,
    pub(super) fixed_costs: Vec<FixedCost>,
    pub(super) course_fee: CourseFee,
    pub(super) trainer_pot: Option<TrainerPot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixedCost {
    pub(super) invoice_months: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CourseFee {
    pub(super) invoicing: Invoicing,
    pub(super) invoice_months: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TrainerPot {
    pub(super) distribution_month: u8,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToClose {
    pub(super) total_count: usize,
    pub(super) nodes: Vec<DayToClose>,
}

#[derive(Deserialize)]
pub(super) struct DayToClose {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) occasion: OccasionRef,
}

#[derive(Deserialize)]
pub(super) struct OccasionRef {
    pub(super) code: String,
    pub(super) course: String,
}

#[derive(Deserialize)]
pub(super) struct Preview {
    pub(super) total: Money,
    pub(super) documents: Vec<PreviewDocument>,
}

#[derive(Deserialize)]
pub(super) struct PreviewDocument {}

#[derive(Deserialize)]
pub(super) struct Documents {
    pub(super) nodes: Vec<Document>,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) date: Date,
    pub(super) total: Money,
}

#[derive(Deserialize)]
pub(super) struct Occasions {
    pub(super) nodes: Vec<Occasion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Occasion {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) course: String,
    pub(super) venue: Option<String>,
    pub(super) first_day: Date,
    pub(super) enrolled: i64,
    pub(super) capacity: Option<i64>,
}

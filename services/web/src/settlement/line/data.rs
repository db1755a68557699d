//! What `operations/document_line.graphql` answers.

use chrono::{DateTime, Utc};
use domain::{Date, LateCancellationDays, Money, Points};
use serde::Deserialize;

use crate::terms::{Allocation, FeeBasis, TrainerRole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) document_line: Option<Line>,
    pub(super) document_line_vat: Option<LineVat>,
}

#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) amount: Money,
    pub(super) document: Document,
    pub(super) explanation: Explanation,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LineVat {
    pub(super) treatment: Option<VatTreatment>,
    pub(super) rate: Option<u32>,
    pub(super) reason: Option<String>,
    pub(super) exemption: Option<String>,
    pub(super) base: Option<Money>,
    pub(super) tax: Option<Money>,
    pub(super) rounding: Money,
    pub(super) whole_kronor: bool,
    pub(super) seller_was_set_up: bool,
    pub(super) chosen: Option<VatChoice>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum VatTreatment {
    Standard,
    Exempt,
    OutsideScope,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VatChoice {
    pub(super) version: i64,
    pub(super) decided_at: DateTime<Utc>,
    pub(super) decided_by: String,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) municipality: Municipality,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) name: String,
}

#[expect(clippy::enum_variant_names, reason = "the names are those of the schema's types")]
#[derive(Deserialize)]
#[serde(tag = "__typename")]
pub(super) enum Explanation {
    CourseFeeExplanation(CourseFee),
    FixedCostExplanation(FixedCost),
    TrainerPotExplanation(TrainerPot),
    WithdrawnExplanation(Withdrawn),
    CreditExplanation(Credited),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CourseFee {
    pub(super) basis: FeeBasis,
    pub(super) late_cancellation_days: Option<LateCancellationDays>,
    pub(super) attended: i64,
    pub(super) absent: i64,
    pub(super) length: String,
    pub(super) unit_price: Money,
    pub(super) schedule_from: Option<Date>,
    pub(super) exact: String,
    pub(super) charged: Money,
    pub(super) issued_before: Money,
    pub(super) closed_by: Option<String>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) course_day: Day,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixedCost {
    pub(super) annual: Money,
    pub(super) allocation: Allocation,
    pub(super) weight: i64,
    pub(super) total_weight: i64,
    pub(super) exact: String,
    pub(super) rounding: Money,
    pub(super) all_rounded_up: Option<Money>,
    pub(super) share: Money,
    pub(super) part: i64,
    pub(super) parts: i64,
    pub(super) year: i64,
    pub(super) charged: Money,
    pub(super) issued_before: Money,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TrainerPot {
    pub(super) year: i64,
    pub(super) collected: Money,
    pub(super) carried_in: Money,
    pub(super) carried_out: Money,
    pub(super) points: Points,
    pub(super) total_points: Points,
    pub(super) exact: String,
    pub(super) rounding: Money,
    pub(super) all_rounded_up: Option<Money>,
    pub(super) share: Money,
    pub(super) charged: Money,
    pub(super) issued_before: Money,
    pub(super) days: Vec<PotDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PotDay {
    pub(super) role: TrainerRole,
    pub(super) served: i64,
    pub(super) points: Points,
    pub(super) course_day: Day,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Withdrawn {
    pub(super) issued_before: Money,
    pub(super) day: Option<Day>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Credited {
    pub(super) charged: Money,
    pub(super) cancels: bool,
    pub(super) reason: String,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) asked_by: String,
    pub(super) line: String,
    pub(super) document: String,
    pub(super) number: String,
    pub(super) day: Option<Day>,
}

#[derive(Deserialize)]
pub(super) struct Day {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) course: String,
}

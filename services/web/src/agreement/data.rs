//! What `operations/agreement.graphql` answers.

use domain::{Date, LateCancellationDays, Money};
use serde::Deserialize;

use crate::terms::{
    AgreementState, Allocation, DeliveryForm, FeeBasis, Invoicing, PotSettlement, TrainerRole,
};

#[derive(Deserialize)]
pub(super) struct Content {
    pub(super) agreement: Option<Agreement>,
    pub(super) agreements: Agreements,
}

#[derive(Deserialize)]
pub(super) struct Agreements {
    pub(super) nodes: Vec<Listed>,
}

#[derive(Deserialize)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) state: AgreementState,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Agreement {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) state: AgreementState,
    pub(super) version: i64,
    pub(super) terms_hash: String,
    pub(super) parties: Vec<Party>,
    pub(super) fixed_costs: Vec<FixedCost>,
    pub(super) course_fee: CourseFee,
    pub(super) fee_schedules: Vec<FeeSchedule>,
    pub(super) trainer_pot: Option<TrainerPot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Party {
    pub(super) municipality: Municipality,
    pub(super) org_number: String,
    pub(super) population: i64,
    pub(super) percent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixedCost {
    pub(super) name: String,
    pub(super) annual: Money,
    pub(super) allocation: Allocation,
    pub(super) rounding: Money,
    pub(super) invoice_months: Vec<u32>,
    pub(super) shares: Vec<Share>,
}

#[derive(Deserialize)]
pub(super) struct Share {
    pub(super) municipality: Code,
    pub(super) amount: Money,
}

#[derive(Deserialize)]
pub(super) struct Code {
    pub(super) code: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CourseFee {
    pub(super) basis: FeeBasis,
    pub(super) late_cancellation_days: Option<LateCancellationDays>,
    pub(super) invoicing: Invoicing,
    pub(super) invoice_months: Vec<u32>,
}

#[derive(Deserialize)]
pub(super) struct FeeSchedule {
    pub(super) from: Date,
    pub(super) components: Vec<Component>,
}

#[derive(Deserialize)]
pub(super) struct Component {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) amount: Money,
    pub(super) delivery: Vec<DeliveryForm>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TrainerPot {
    pub(super) component: String,
    pub(super) distribution_month: u32,
    pub(super) settlement: PotSettlement,
    pub(super) rounding: Money,
    pub(super) points: Vec<RolePoints>,
}

#[derive(Deserialize)]
pub(super) struct RolePoints {
    pub(super) role: TrainerRole,
    pub(super) points: String,
}

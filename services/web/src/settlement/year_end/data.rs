//! What `operations/year_end.graphql` answers.

use domain::Money;
use serde::Deserialize;

use crate::line_kind::LineKind;
use crate::settlement::costs::data::CostKind;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) year_end: Option<YearEnd>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct YearEnd {
    pub(super) year: i32,
    pub(super) years: Vec<i32>,
    pub(super) vat: Money,
    pub(super) rounding: Money,
    pub(super) income: Money,
    pub(super) cost: Money,
    pub(super) surplus: Money,
    pub(super) agrees: bool,
    pub(super) charged: Vec<Charge>,
    pub(super) costs: Vec<Cost>,
    pub(super) trainer_pot: Fund,
    pub(super) buffer: Fund,
    pub(super) pots: Vec<Pot>,
    pub(super) municipalities: Vec<MunicipalityYear>,
    pub(super) check: Vec<Check>,
}

#[derive(Deserialize)]
pub(super) struct Charge {
    pub(super) kind: LineKind,
    pub(super) name: String,
    pub(super) amount: Money,
    pub(super) account: Account,
}

#[derive(Deserialize)]
pub(super) struct Account {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Cost {
    pub(super) kind: CostKind,
    pub(super) amount: Money,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fund {
    pub(super) carried_in: Money,
    pub(super) collected: Money,
    pub(super) used: Money,
    pub(super) carried_out: Money,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pot {
    pub(super) agreement: String,
    pub(super) points: String,
    pub(super) carried_in: Money,
    pub(super) collected: Money,
    pub(super) carried_out: Money,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MunicipalityYear {
    pub(super) course_fees: Money,
    pub(super) fixed_costs: Money,
    pub(super) reductions: Money,
    pub(super) pot_received: Money,
    pub(super) vat: Money,
    pub(super) rounding: Money,
    pub(super) net: Money,
    pub(super) municipality: Municipality,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Check {
    pub(super) opening: Money,
    pub(super) due: Money,
    pub(super) posted: Money,
    pub(super) other: Money,
    pub(super) closing: Money,
    pub(super) agrees: bool,
    pub(super) account: Account,
}

//! An agreement as clients see it, with what it costs each party.

use async_graphql::{ID, SimpleObject};
use domain::Municipality as Member;
use domain::{AgreementTerms, swedish};
use graph::{Allocation, Date, Decimal, Money, Municipality, Refusal};

use super::terms::{CourseFee, FeeSchedule, TrainerPotTerms};
use crate::{AgreementRecord, AgreementState};

graph::connection! {
    /// Agreements, latest term first.
    AgreementConnection of Agreement
}

/// Who agreed to what, for how long, at what price.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct Agreement {
    id: ID,
    title: String,
    /// First day of the term.
    from: Date,
    /// Last day of the term.
    to: Date,
    state: AgreementState,
    /// From 1.
    version: i32,
    /// SHA-256 of the terms, hexadecimal: what is signed is what is computed.
    terms_hash: String,
    /// By name.
    parties: Vec<Party>,
    fixed_costs: Vec<FixedCost>,
    course_fee: CourseFee,
    /// By first day.
    fee_schedules: Vec<FeeSchedule>,
    trainer_pot: Option<TrainerPotTerms>,
}

/// A municipality that is party to an agreement.
#[derive(SimpleObject, Clone, Debug)]
struct Party {
    municipality: Municipality,
    org_number: String,
    /// Residents on the date that the agreement names.
    population: i64,
    /// Share in per cent, where a cost is allocated so.
    percent: Option<Decimal>,
}

/// A yearly cost shared by all parties.
#[derive(SimpleObject, Clone, Debug)]
struct FixedCost {
    name: String,
    annual: Money,
    allocation: Allocation,
    /// Every share is a multiple of this.
    rounding: Money,
    invoice_months: Vec<u8>,
    /// What each party pays a year; adds up to `annual`. By name.
    shares: Vec<FixedCostShare>,
}

/// A party's share of a yearly cost.
#[derive(SimpleObject, Clone, Debug)]
struct FixedCostShare {
    municipality: Municipality,
    /// Residents, hundredths of a per cent or 1, as `allocation` says.
    weight: i64,
    total_weight: i64,
    /// The share before rounding, in kronor.
    exact: Decimal,
    amount: Money,
}

impl Agreement {
    pub(super) fn show(record: AgreementRecord, today: domain::Date) -> Result<Self, Refusal> {
        let AgreementRecord { id, version, status, terms, terms_sha256, .. } = record;
        let fixed_costs = fixed_costs(&terms)?;
        let state = AgreementState::on(today, status, terms.term());
        let AgreementTerms { mut municipalities, agreement } = terms;
        municipalities.sort_by_cached_key(|member| swedish::sort_key(&member.name));
        Ok(Self {
            id: id.to_string().into(),
            title: agreement.title,
            from: Date(agreement.from),
            to: Date(agreement.to),
            state,
            version,
            terms_hash: terms_sha256,
            parties: municipalities.into_iter().map(Party::from).collect(),
            fixed_costs,
            course_fee: agreement.course_fee.into(),
            fee_schedules: FeeSchedule::in_order(agreement.fee_schedules),
            trainer_pot: agreement.trainer_pot.map(TrainerPotTerms::from),
        })
    }
}

impl From<Member> for Party {
    fn from(member: Member) -> Self {
        Self {
            municipality: municipality(&member),
            org_number: member.org_number.to_string(),
            population: member.population.into(),
            percent: member.percent.map(|percent| Decimal(percent.to_string())),
        }
    }
}

fn municipality(member: &Member) -> Municipality {
    Municipality { code: member.code.to_string(), name: member.name.clone() }
}

fn fixed_costs(terms: &AgreementTerms) -> Result<Vec<FixedCost>, Refusal> {
    let yearly = settle::fixed_cost_shares(terms).map_err(Refusal::internal)?;
    let show = |(cost, index): (&domain::FixedCost, u32)| -> Result<FixedCost, Refusal> {
        Ok(FixedCost {
            name: cost.name.clone(),
            annual: Money(cost.annual),
            allocation: cost.allocation.into(),
            rounding: Money(cost.rounding),
            invoice_months: cost.invoice_months.iter().map(|month| month.number()).collect(),
            shares: shares(terms, &yearly, index)?,
        })
    };
    terms.agreement.fixed_costs.iter().zip(0..).map(show).collect()
}

/// The shares of the cost at this position, by rule 3, by name.
fn shares(
    terms: &AgreementTerms,
    yearly: &[settle::FixedCostShare],
    cost: u32,
) -> Result<Vec<FixedCostShare>, Refusal> {
    let mut shown = Vec::with_capacity(terms.municipalities.len());
    for share in yearly.iter().filter(|share| share.cost == cost).map(|yearly| &yearly.share) {
        let name = terms.member(share.municipality).map(|member| member.name.clone());
        shown.push(FixedCostShare {
            municipality: Municipality {
                code: share.municipality.to_string(),
                name: name.unwrap_or_default(),
            },
            weight: i64::try_from(share.weight).map_err(Refusal::internal)?,
            total_weight: i64::try_from(share.weights.get()).map_err(Refusal::internal)?,
            exact: Decimal(share.exact.kronor(6)),
            amount: Money(share.amount),
        });
    }
    shown.sort_by_cached_key(|share| swedish::sort_key(&share.municipality.name));
    Ok(shown)
}

//! Why a line is what it is: rule, inputs, rounding, clause and facts.

use async_graphql::{ComplexObject, SimpleObject, Union};
use chrono::{DateTime, Utc};
use graph::{Allocation, Date, Decimal, FeeBasis, Money, Refusal, TrainerRole};
use settle::{Basis, CourseDayBasis, FixedCostBasis, LineKey, PotBasis, PriceSource, Step};
use tenancy::RegionScope;

use super::shared::ChargedDay;
use crate::record::LineRecord;
use crate::stored::{StoredDay, StoredExplanation, StoredPotDay};

mod calculation;
mod credit;

use calculation::{explained, incomplete, share_before_rounding};
use credit::CreditExplanation;

/// Decimals of an amount before rounding.
const DECIMALS: u32 = 6;

/// Why a line is what it is.
#[derive(Union)]
pub(super) enum LineExplanation {
    CourseFee(CourseFeeExplanation),
    FixedCost(FixedCostExplanation),
    TrainerPot(TrainerPotExplanation),
    Withdrawn(WithdrawnExplanation),
    Credit(CreditExplanation),
}

/// Rule 1: quantity × price, rounded half up to the öre.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(super) struct CourseFeeExplanation {
    /// Where it stands in the terms.
    clause: String,
    /// The component's code.
    component: String,
    basis: FeeBasis,
    /// Who cancelled on the day, or fewer days than these before it, counted as absent; nobody where null.
    late_cancellation_days: Option<u16>,
    attended: u32,
    absent: u32,
    length: Decimal,
    /// Participant days that are charged.
    quantity: Decimal,
    unit_price: Money,
    /// First day of the price list used; null where the day had a price of its own.
    schedule_from: Option<Date>,
    /// Before rounding.
    exact: Decimal,
    /// What should be charged in all.
    charged: Money,
    /// What earlier documents have charged of it.
    issued_before: Money,
    amount: Money,
    course_day: ChargedDay,
    closed_at: DateTime<Utc>,
    /// In which that name is found.
    #[graphql(skip)]
    scope: Box<RegionScope>,
    /// The signature of who closed the day.
    #[graphql(skip)]
    closed_by: String,
}

#[ComplexObject]
impl CourseFeeExplanation {
    /// Who closed the day, by the name that they had.
    async fn closed_by(&self) -> async_graphql::Result<String> {
        let name = self.scope.name_of_actor(&self.closed_by).await;
        Ok(name.map_err(Refusal::from)?)
    }
}

/// Rules 3 and 4: a share by weight, and one of its parts.
#[derive(SimpleObject)]
pub(super) struct FixedCostExplanation {
    /// Where it stands in the terms.
    clause: String,
    name: String,
    /// The whole cost of a year.
    annual: Money,
    allocation: Allocation,
    /// Residents, hundredths of a per cent or 1, as `allocation` says.
    weight: i64,
    total_weight: i64,
    /// The share before rounding.
    exact: Decimal,
    /// Every share is a multiple of this.
    rounding: Money,
    /// Whether a left-over rounding unit went here (largest remainder).
    rounded_up: bool,
    /// What all shares would come to if each were rounded up by itself.
    all_rounded_up: Option<Money>,
    /// The share of a year.
    share: Money,
    /// Which part of the year's share, from 1.
    part: u32,
    parts: u32,
    year: i32,
    /// What should be charged in all.
    charged: Money,
    /// What earlier documents have charged of it.
    issued_before: Money,
    amount: Money,
}

/// Rule 5: the pot divided by points. The line's amount is negative: the region owes.
#[derive(SimpleObject)]
pub(super) struct TrainerPotExplanation {
    /// Where it stands in the terms.
    clause: String,
    year: i32,
    collected: Money,
    carried_in: Money,
    carried_out: Money,
    points: Decimal,
    total_points: Decimal,
    /// The share before rounding.
    exact: Decimal,
    /// Every share is a multiple of this.
    rounding: Money,
    /// Whether a left-over rounding unit went here (largest remainder).
    rounded_up: bool,
    /// What all shares would come to if each were rounded up by itself.
    all_rounded_up: Option<Money>,
    share: Money,
    /// What should be charged in all.
    charged: Money,
    /// What earlier documents have charged of it.
    issued_before: Money,
    amount: Money,
    /// The days that earned the points.
    days: Vec<PotDay>,
}

/// A day on which the municipality earned points.
#[derive(SimpleObject)]
struct PotDay {
    course_day: ChargedDay,
    role: TrainerRole,
    served: u32,
    points: Decimal,
}

/// Nothing is charged for it any more: what earlier documents charged is taken back.
#[derive(SimpleObject)]
pub(super) struct WithdrawnExplanation {
    /// What earlier documents have charged.
    issued_before: Money,
    amount: Money,
    /// The course day that was charged, where it was one.
    course_day: Option<ChargedDay>,
}

/// What the line should come to in all, what was issued of it before, and what it comes to itself.
struct Amounts {
    charged: Money,
    issued_before: Money,
    amount: Money,
}

impl LineExplanation {
    pub(super) fn show(
        scope: &RegionScope,
        line: &LineRecord,
        stored: &StoredExplanation,
    ) -> Result<Self, Refusal> {
        let before = stored.charged.minus(line.amount).map_err(Refusal::internal)?;
        let amounts = Amounts {
            charged: Money(stored.charged),
            issued_before: Money(before),
            amount: Money(line.amount),
        };
        match &stored.basis {
            Basis::CourseDay(basis) => course_fee(scope, line, basis, stored, &amounts),
            Basis::FixedCost(basis) => fixed_cost(line, basis, stored, &amounts),
            Basis::TrainerPot(basis) => trainer_pot(basis, stored, &amounts),
            Basis::Credited => credit::explained(scope, line, stored),
            Basis::Withdrawn => Ok(Self::Withdrawn(WithdrawnExplanation {
                issued_before: amounts.issued_before,
                amount: amounts.amount,
                course_day: stored.day.as_ref().map(ChargedDay::show),
            })),
        }
    }
}

fn course_fee(
    scope: &RegionScope,
    line: &LineRecord,
    basis: &CourseDayBasis,
    stored: &StoredExplanation,
    amounts: &Amounts,
) -> Result<LineExplanation, Refusal> {
    let (clause, steps) = explained(&stored.basis)?;
    let exact = steps.iter().find_map(|step| match step {
        Step::Charge { exact, .. } => Some(exact.kronor(DECIMALS)),
        Step::Pot { .. } | Step::Share { .. } | Step::Part { .. } => None,
    });
    let day: &StoredDay = stored.day.as_ref().ok_or_else(|| incomplete("its course day"))?;
    let length = domain::ServiceLength::from_half_days(basis.half_days.into());
    let thousandths = basis.charged_half_days().saturating_mul(500);
    Ok(LineExplanation::CourseFee(CourseFeeExplanation {
        clause: clause.to_string(),
        component: line.key.code().to_owned(),
        basis: basis.pays_for.into(),
        late_cancellation_days: basis.late_cancellation_days.map(Into::into),
        attended: basis.attended,
        absent: basis.absent,
        length: Decimal(length.map_err(Refusal::internal)?.to_string()),
        quantity: domain::Points::from_thousandths(thousandths).into(),
        unit_price: Money(basis.unit_price),
        schedule_from: match basis.price {
            PriceSource::FeeSchedule(from) => Some(Date(from)),
            PriceSource::Day => None,
        },
        exact: Decimal(exact.ok_or_else(|| incomplete("its calculation"))?),
        charged: amounts.charged,
        issued_before: amounts.issued_before,
        amount: amounts.amount,
        course_day: ChargedDay::show(day),
        scope: Box::new(scope.clone()),
        closed_by: day.closed_by.clone(),
        closed_at: day.closed_at,
    }))
}

fn fixed_cost(
    line: &LineRecord,
    basis: &FixedCostBasis,
    stored: &StoredExplanation,
    amounts: &Amounts,
) -> Result<LineExplanation, Refusal> {
    let (clause, steps) = explained(&stored.basis)?;
    let LineKey::FixedCost { name, year, .. } = &line.key else {
        return Err(incomplete("the cost that its basis is of"));
    };
    Ok(LineExplanation::FixedCost(FixedCostExplanation {
        clause: clause.to_string(),
        name: name.clone(),
        annual: Money(basis.annual),
        allocation: basis.allocation.into(),
        weight: i64::try_from(basis.weight).map_err(Refusal::internal)?,
        total_weight: i64::try_from(basis.weights).map_err(Refusal::internal)?,
        exact: share_before_rounding(&steps)?,
        rounding: Money(basis.unit),
        rounded_up: basis.left_over,
        all_rounded_up: stored.all_rounded_up.map(Money),
        share: Money(basis.yearly_share),
        part: basis.part,
        parts: basis.parts,
        year: *year,
        charged: amounts.charged,
        issued_before: amounts.issued_before,
        amount: amounts.amount,
    }))
}

fn trainer_pot(
    basis: &PotBasis,
    stored: &StoredExplanation,
    amounts: &Amounts,
) -> Result<LineExplanation, Refusal> {
    let (clause, steps) = explained(&stored.basis)?;
    Ok(LineExplanation::TrainerPot(TrainerPotExplanation {
        clause: clause.to_string(),
        year: basis.year,
        collected: Money(basis.collected),
        carried_in: Money(basis.carried_in),
        carried_out: Money(basis.carried_out),
        points: basis.points.into(),
        total_points: basis.all_points.into(),
        exact: share_before_rounding(&steps)?,
        rounding: Money(basis.unit),
        rounded_up: basis.left_over,
        all_rounded_up: stored.all_rounded_up.map(Money),
        share: Money(basis.share),
        charged: amounts.charged,
        issued_before: amounts.issued_before,
        amount: amounts.amount,
        days: stored.pot_days.iter().map(PotDay::show).collect(),
    }))
}

impl PotDay {
    fn show(day: &StoredPotDay) -> Self {
        Self {
            course_day: ChargedDay::show(&day.day),
            role: day.role.into(),
            served: day.served,
            points: day.points.into(),
        }
    }
}

//! The trainer pot of a year, as clients see it.

use async_graphql::{ID, SimpleObject};
use domain::{Points, swedish};
use graph::{AgreementRef, Date, Decimal, Money, Municipality};
use settle::{PotYear, Ratio};
use tenancy::Municipalities;

use crate::pots::Pot;

/// A calendar year's pot under an agreement, as the facts stand now.
#[derive(SimpleObject)]
pub(super) struct TrainerPotYear {
    agreement: AgreementRef,
    year: i32,
    carried_in: Money,
    collected: Money,
    points: Decimal,
    /// Kronor a point before rounding; null in a year without points.
    share_value: Option<Decimal>,
    carried_out: Money,
    /// The last day of the month in which it is shared.
    distributed_on: Option<Date>,
    /// Whether the distribution has been issued.
    issued: bool,
    /// By municipality name.
    shares: Vec<PotShare>,
}

/// What a municipality gets of a pot.
#[derive(SimpleObject)]
struct PotShare {
    municipality: Municipality,
    points: Decimal,
    /// Before rounding.
    exact: Decimal,
    amount: Money,
    /// The latest issued line of it, where there is one.
    line: Option<ID>,
}

impl TrainerPotYear {
    pub(super) fn show(pot: Pot, names: &Municipalities) -> Self {
        let value = share_value(&pot.year);
        let mut shares: Vec<PotShare> = pot
            .year
            .shares
            .iter()
            .map(|share| PotShare {
                municipality: Municipality::named(share.municipality, names),
                points: Points::from_thousandths(share.weight).into(),
                exact: Decimal(share.exact.kronor(6)),
                amount: Money(share.amount),
                line: pot.lines.get(&share.municipality).map(|id| id.to_string().into()),
            })
            .collect();
        shares.sort_by_cached_key(|share| swedish::sort_key(&share.municipality.name));
        Self {
            agreement: AgreementRef { id: pot.agreement.to_string().into(), title: pot.title },
            year: pot.year.year,
            carried_in: Money(pot.year.carried_in),
            collected: Money(pot.year.collected),
            points: pot.year.points.into(),
            share_value: value,
            carried_out: Money(pot.year.carried_out),
            distributed_on: pot.distributed_on.map(Date),
            issued: !pot.lines.is_empty(),
            shares,
        }
    }
}

/// What was divided, a point: the shares' total over all points.
fn share_value(year: &PotYear) -> Option<Decimal> {
    let share = year.shares.first()?;
    let points = u128::from(year.points.thousandths());
    // A share before rounding is total × weight / weights: a whole point's is total × 1000 / weights.
    let total: i64 = year.shares.iter().map(|share| share.amount.ore()).sum();
    let numerator = u128::try_from(total).ok()?.checked_mul(1_000)?;
    let denominator = std::num::NonZeroU128::new(points).unwrap_or(share.weights);
    Some(Decimal(Ratio { numerator, denominator }.kronor(2)))
}

//! How a line's amount came about: rules, figures and rounding, without a word of prose.

use std::num::NonZeroU128;

use domain::{Allocation, DayCode, Money, Points};

use crate::course_fee::amount;
use crate::fixed_cost::until_part;
use crate::{Basis, CourseDayBasis, FixedCostBasis, PotBasis, PriceSource, Ratio};

/// A rule of the settlement, by its number in the case format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Quantity × price, rounded half up to the öre.
    CourseFee,
    /// Whole units by weight, the largest remainders rounded up.
    Shares,
    /// A yearly share in parts.
    FixedCost,
    /// Collected, divided by points, the rest carried.
    TrainerPot,
}

impl Rule {
    /// The rule's number.
    pub const fn number(self) -> u8 {
        match self {
            Self::CourseFee => 1,
            Self::Shares => 3,
            Self::FixedCost => 4,
            Self::TrainerPot => 5,
        }
    }
}

/// What the parties signed that a line rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A yearly cost, by its position from 0.
    FixedCost(u32),
    /// The price list that starts on a date.
    FeeSchedule(domain::Date),
    /// The course day's own price, above the price list.
    DayPrice(DayCode),
    /// The rules of the trainer pot.
    TrainerPot,
}

/// The clause as a path into the terms: `agreement.fixed_costs[0]`.
impl std::fmt::Display for Clause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::FixedCost(position) => write!(f, "agreement.fixed_costs[{position}]"),
            Self::FeeSchedule(from) => write!(f, "agreement.fee_schedules[from={from}]"),
            Self::DayPrice(day) => write!(f, "course_days[{day}]"),
            Self::TrainerPot => f.write_str("agreement.trainer_pot"),
        }
    }
}

/// One calculation on the way to the amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Participants × length × price.
    Charge {
        /// Persons who count.
        people: u64,
        /// Half days that each counts for.
        half_days: u32,
        /// Price of a full day.
        unit_price: Money,
        /// Before rounding half up to the öre.
        exact: Ratio,
        /// The amount.
        amount: Money,
    },
    /// What a year's pot holds, and how much of it is divided.
    Pot {
        /// The calendar year.
        year: i32,
        /// From the year before.
        carried_in: Money,
        /// Collected in the year.
        collected: Money,
        /// To the next year.
        carried_out: Money,
        /// Divided now.
        divided: Money,
    },
    /// A share of a total.
    Share {
        /// What is divided.
        total: Money,
        /// What it is divided by.
        by: Weighing,
        /// Every share is a multiple of this.
        unit: Money,
        /// Before rounding to the unit.
        exact: Ratio,
        /// The share.
        amount: Money,
        /// Whether it is one of the largest remainders, which get a unit more so that all shares
        /// add up to the total.
        left_over: bool,
    },
    /// The `part`-th of `parts` parts of a yearly share.
    Part {
        /// The share of a year.
        yearly_share: Money,
        /// Which part, from 1.
        part: u32,
        /// Of how many.
        parts: u32,
        /// What all parts up to this one come to.
        until_this: Money,
        /// What the parts before this one come to.
        before_this: Money,
    },
}

/// What a total is divided by: one's own, and everybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighing {
    /// As a yearly cost is allocated: residents, hundredths of a per cent, or members.
    Allocation(Allocation, u64, u64),
    /// Points earned by lending trainers.
    Points(Points, Points),
}

/// How an amount came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The rule that charges it.
    pub rule: Rule,
    /// What was signed.
    pub clause: Clause,
    /// The calculations, in order.
    pub steps: Vec<Step>,
    /// What the line should come to as a whole. A pot share is negative.
    pub amount: Money,
}

/// Explains a line by its basis; `None` for what was withdrawn, or credited by hand: no rule charges it.
pub fn explain(basis: &Basis) -> Option<Explanation> {
    match basis {
        Basis::CourseDay(basis) => course_day(basis),
        Basis::FixedCost(basis) => Some(fixed_cost(basis)),
        Basis::TrainerPot(basis) => Some(trainer_pot(basis)),
        Basis::Withdrawn | Basis::Credited => None,
    }
}

fn course_day(basis: &CourseDayBasis) -> Option<Explanation> {
    let clause = match basis.price {
        PriceSource::FeeSchedule(from) => Clause::FeeSchedule(from),
        PriceSource::Day => Clause::DayPrice(basis.day.clone()),
    };
    let half_days = basis.charged_half_days();
    let amount = amount(half_days, basis.unit_price).ok()?;
    let step = Step::Charge {
        people: basis.charged(),
        half_days: basis.half_days,
        unit_price: basis.unit_price,
        exact: Ratio { numerator: product(basis.unit_price, half_days), denominator: whole(2) },
        amount,
    };
    Some(Explanation { rule: Rule::CourseFee, clause, steps: vec![step], amount })
}

fn fixed_cost(basis: &FixedCostBasis) -> Explanation {
    let share = Step::Share {
        total: basis.annual,
        by: Weighing::Allocation(basis.allocation, basis.weight, basis.weights),
        unit: basis.unit,
        exact: Ratio {
            numerator: product(basis.annual, basis.weight),
            denominator: whole(basis.weights),
        },
        amount: basis.yearly_share,
        left_over: basis.left_over,
    };
    let until_this = until_part(basis.yearly_share, basis.part, basis.parts);
    let before_this = until_part(basis.yearly_share, basis.part.saturating_sub(1), basis.parts);
    let part = Step::Part {
        yearly_share: basis.yearly_share,
        part: basis.part,
        parts: basis.parts,
        until_this,
        before_this,
    };
    let amount = Money::from_ore(until_this.ore().saturating_sub(before_this.ore()));
    let clause = Clause::FixedCost(basis.cost);
    Explanation { rule: Rule::FixedCost, clause, steps: vec![share, part], amount }
}

fn trainer_pot(basis: &PotBasis) -> Explanation {
    let divided = basis.divided();
    let pot = Step::Pot {
        year: basis.year,
        carried_in: basis.carried_in,
        collected: basis.collected,
        carried_out: basis.carried_out,
        divided,
    };
    let all = basis.all_points.thousandths();
    let numerator = product(divided, basis.points.thousandths());
    let share = Step::Share {
        total: divided,
        by: Weighing::Points(basis.points, basis.all_points),
        unit: basis.unit,
        exact: Ratio { numerator, denominator: whole(all) },
        amount: basis.share,
        left_over: basis.left_over,
    };
    let amount = Money::from_ore(basis.share.ore().saturating_neg());
    let clause = Clause::TrainerPot;
    Explanation { rule: Rule::TrainerPot, clause, steps: vec![pot, share], amount }
}

/// A share of nothing cannot come from [`crate::settle`]; read from elsewhere it counts as the whole.
fn whole(weights: u64) -> NonZeroU128 {
    NonZeroU128::new(weights.into()).unwrap_or(NonZeroU128::MIN)
}

fn product(amount: Money, times: u64) -> u128 {
    u128::from(amount.ore().unsigned_abs()).saturating_mul(times.into())
}

//! The figures that a line rests on: enough to compute it again by hand, years later.
//!
//! They have a text form because issued lines are stored with them.

use domain::{
    Allocation, Date, DayCode, FeeBasis, LateCancellationDays, Money, Month, OccasionCode, Points,
};
use serde::{Deserialize, Serialize};

/// What a line rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case")]
pub enum Basis {
    /// Participants of a course day.
    CourseDay(CourseDayBasis),
    /// A share of a yearly cost.
    FixedCost(FixedCostBasis),
    /// Points earned by lending trainers.
    TrainerPot(PotBasis),
    /// Nothing any more: what was charged before is taken back.
    Withdrawn,
    /// Somebody's decision: it is credited by hand, for a reason that is kept beside the line.
    Credited,
}

/// Who took part in a course day, and at what price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseDayBasis {
    /// The day.
    pub day: DayCode,
    /// When it was.
    pub date: Date,
    /// The occasion that it belongs to.
    pub occasion: OccasionCode,
    /// The course's name.
    pub course: String,
    /// Half days that the day counts for: 1 or 2.
    pub half_days: u32,
    /// Who attended.
    pub attended: u32,
    /// Who was registered and absent.
    pub absent: u32,
    /// Whom the municipality pays for.
    pub pays_for: FeeBasis,
    /// From when a cancellation counted as absence, where the agreement said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_cancellation_days: Option<LateCancellationDays>,
    /// Price per participant and full day.
    pub unit_price: Money,
    /// Where the price stands.
    pub price: PriceSource,
}

impl CourseDayBasis {
    /// The participants who are charged.
    pub fn charged(&self) -> u64 {
        charged(self.pays_for, self.attended, self.absent)
    }

    /// Rule 1's quantity, in half days.
    pub fn charged_half_days(&self) -> u64 {
        self.charged().saturating_mul(self.half_days.into())
    }
}

/// The participants who are charged, by the agreement's basis.
pub(crate) fn charged(pays_for: FeeBasis, attended: u32, absent: u32) -> u64 {
    match pays_for {
        FeeBasis::Attended => attended.into(),
        FeeBasis::Registered => u64::from(attended).saturating_add(absent.into()),
    }
}

/// Where a price stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", content = "date", rename_all = "snake_case")]
pub enum PriceSource {
    /// The day has its own, dearer or cheaper.
    Day,
    /// The price list that starts on this date.
    FeeSchedule(Date),
}

/// The part of a municipality's yearly share that is invoiced in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedCostBasis {
    /// Position among the agreement's fixed costs, from 0.
    pub cost: u32,
    /// The whole cost of a year.
    pub annual: Money,
    /// What it is shared by.
    pub allocation: Allocation,
    /// Every yearly share is a multiple of this.
    pub unit: Money,
    /// The municipality's residents, hundredths of a per cent, or 1.
    pub weight: u64,
    /// Those of all members.
    pub weights: u64,
    /// The municipality's share of a year.
    pub yearly_share: Money,
    /// Whether rounding gave it a unit more than its whole units.
    pub left_over: bool,
    /// Which part this is, from 1.
    pub part: u32,
    /// Into how many parts a year is divided.
    pub parts: u32,
    /// The month of invoicing.
    pub month: Month,
}

/// A municipality's share of a year's trainer pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PotBasis {
    /// The calendar year.
    pub year: i32,
    /// What was collected that year.
    pub collected: Money,
    /// What came from the year before.
    pub carried_in: Money,
    /// What goes on to the next year.
    pub carried_out: Money,
    /// Every share is a multiple of this.
    pub unit: Money,
    /// The municipality's points.
    pub points: Points,
    /// Everybody's points.
    pub all_points: Points,
    /// The share, before its sign is turned on the document.
    pub share: Money,
    /// Whether rounding gave it a unit more than its whole units.
    pub left_over: bool,
}

impl PotBasis {
    /// What was divided between those with points.
    pub fn divided(&self) -> Money {
        let ore = i128::from(self.carried_in.ore())
            .saturating_add(self.collected.ore().into())
            .saturating_sub(self.carried_out.ore().into());
        Money::from_ore(i64::try_from(ore).unwrap_or(i64::MAX))
    }
}

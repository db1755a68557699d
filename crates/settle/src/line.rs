//! A line of a document: what is charged, how much of it, and what it rests on.

use std::fmt;

use domain::{ComponentCode, DayCode, Money, Month};
use serde::{Deserialize, Serialize};

use crate::{Basis, explain};

/// What kind of thing a line charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A component of a course day.
    CourseFee,
    /// A part of a yearly cost.
    FixedCost,
    /// A share of the trainer pot, negative.
    TrainerPot,
}

impl LineKind {
    /// The word of `settlement.json`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CourseFee => "course_fee",
            Self::FixedCost => "fixed_cost",
            Self::TrainerPot => "trainer_pot",
        }
    }
}

impl fmt::Display for LineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Names for ever what a line charges a municipality for: two settlements are compared by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LineKey {
    /// A component of the course fee of one day.
    CourseFee {
        /// The component.
        component: ComponentCode,
        /// The day.
        day: DayCode,
    },
    /// The part of a yearly cost that is invoiced in a month.
    FixedCost {
        /// The cost.
        name: String,
        /// The calendar year of the invoice.
        year: i32,
        /// The month of the invoice.
        month: Month,
    },
    /// The share of a calendar year's trainer pot.
    TrainerPot {
        /// The component that was saved up.
        component: ComponentCode,
        /// The calendar year.
        year: i32,
    },
}

impl LineKey {
    /// What kind of thing is charged.
    pub const fn kind(&self) -> LineKind {
        match self {
            Self::CourseFee { .. } => LineKind::CourseFee,
            Self::FixedCost { .. } => LineKind::FixedCost,
            Self::TrainerPot { .. } => LineKind::TrainerPot,
        }
    }

    /// The code of `settlement.json`: the component's, or a fixed cost's name.
    pub fn code(&self) -> &str {
        match self {
            Self::CourseFee { component, .. } | Self::TrainerPot { component, .. } => &component.0,
            Self::FixedCost { name, .. } => name,
        }
    }
}

/// How much is charged, in thousandths: participant days, parts of a year, or points.
/// Negative where an adjustment takes some back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// One: a whole participant day, a part of a year, a point.
    pub const ONE: Self = Self(1_000);

    /// This many thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// The quantity in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let points = domain::Points::from_thousandths(self.0.unsigned_abs());
        write!(f, "{sign}{points}")
    }
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it charges.
    pub key: LineKey,
    /// The calendar year that it belongs to: the course day's, the invoice's, or the pot's.
    pub year: i32,
    /// Its name on the document: the component's or the cost's.
    pub name: String,
    /// How much of it.
    pub quantity: Quantity,
    /// The price of one, where there is one.
    pub unit_price: Option<Money>,
    /// What it comes to. A pot share is negative.
    pub amount: Money,
    /// Whether the same was charged before, and this is what has changed since.
    pub adjusts: bool,
    /// What it rests on, as it stands now.
    pub basis: Basis,
}

impl Line {
    /// What it should come to in all: its amount, and where it adjusts what was charged before.
    pub fn charged(&self) -> Money {
        explain(&self.basis).map_or(Money::ZERO, |explained| explained.amount)
    }
}

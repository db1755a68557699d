//! The terms of an agreement: one immutable document, signed and computed as it stands.
//!
//! Its serialised form has the keys of a settlement case's `region.toml`, less `[region]`.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{
    Date, DeliveryForm, LateCancellationDays, Money, Month, Municipality, MunicipalityCode, Period,
    RolePoints, TrainerRole,
};

/// What the parties have agreed: who they are, and how their costs are computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementTerms {
    /// The member municipalities.
    pub municipalities: Vec<Municipality>,
    /// The rules.
    pub agreement: Agreement,
}

impl AgreementTerms {
    /// The term, both ends included.
    pub fn term(&self) -> Period {
        Period { from: self.agreement.from, to: self.agreement.to }
    }

    /// The member with this code.
    pub fn member(&self, code: MunicipalityCode) -> Option<&Municipality> {
        self.municipalities.iter().find(|member| member.code == code)
    }
}

/// The rules that costs are computed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The agreement's title.
    pub title: String,
    /// First day of the term.
    pub from: Date,
    /// Last day of the term.
    pub to: Date,
    /// Yearly costs shared by all members.
    #[serde(default)]
    pub fixed_costs: Vec<FixedCost>,
    /// How course days are charged.
    pub course_fee: CourseFee,
    /// Price lists, each in force until the next one starts.
    pub fee_schedules: Vec<FeeSchedule>,
    /// The pot that pays for lent trainers, where the region has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer_pot: Option<TrainerPot>,
}

impl Agreement {
    /// The price list in force on `date`: the latest that starts on or before it.
    pub fn fee_schedule_on(&self, date: Date) -> Option<&FeeSchedule> {
        self.fee_schedules
            .iter()
            .filter(|schedule| schedule.from <= date)
            .max_by_key(|schedule| schedule.from)
    }
}

/// A yearly cost shared by all members (fast kostnad).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedCost {
    /// What it pays for; also its code on documents.
    pub name: String,
    /// The whole cost of a year.
    pub annual: Money,
    /// What it is shared by.
    pub allocation: Allocation,
    /// Every share is a multiple of this, as `annual` must be.
    pub rounding: Money,
    /// When its parts are invoiced.
    pub invoice_months: Vec<Month>,
}

words! {
    /// What a cost is shared by.
    Allocation, "population, percent or equal" {
        /// Residents of each member.
        Population = "population",
        /// The members' agreed shares, which add up to 100 per cent.
        Percent = "percent",
        /// The same for each.
        Equal = "equal",
    }
}

/// How course days are charged (rörlig avgift).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseFee {
    /// Whom a municipality pays for.
    pub basis: FeeBasis,
    /// From when a cancellation counts as absence, where it ever does; without it who cancels is never charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_cancellation_days: Option<LateCancellationDays>,
    /// When it is invoiced.
    #[serde(flatten)]
    pub invoicing: Invoicing,
}

impl CourseFee {
    /// From when a cancellation is charged; `None` where it never is.
    pub fn charges_cancelled_from(&self) -> Option<LateCancellationDays> {
        match self.basis {
            FeeBasis::Attended => None,
            FeeBasis::Registered => self.late_cancellation_days,
        }
    }

    /// Whether who cancels `course_day` counts on it as absent, `today`, and is charged.
    pub fn charges_cancelled(&self, course_day: Date, today: Date) -> bool {
        self.charges_cancelled_from().is_some_and(|days| days.is_late(course_day, today))
    }
}

words! {
    /// Whom a municipality pays for.
    FeeBasis, "attended or registered" {
        /// Those who attended.
        Attended = "attended",
        /// Those who attended and those who were registered and absent.
        Registered = "registered",
    }
}

/// When course fees are invoiced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "invoicing", rename_all = "snake_case")]
pub enum Invoicing {
    /// At the end of each of these months.
    Months {
        /// The months, at least one.
        invoice_months: Vec<Month>,
    },
    /// One invoice for each occasion, on its last course day.
    PerOccasion,
}

/// A price list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeSchedule {
    /// First day in force.
    pub from: Date,
    /// What is charged.
    pub components: Vec<Component>,
}

/// A component's short name, unique in its price list (`venue`, `trainer_pot`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ComponentCode(pub String);

impl Borrow<str> for ComponentCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ComponentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A part of the course fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Short name.
    pub code: ComponentCode,
    /// Name on documents.
    pub name: String,
    /// Price per participant and full course day.
    pub amount: Money,
    /// The delivery forms that it is charged for.
    pub delivery: Vec<DeliveryForm>,
}

/// The pot that is saved up during a calendar year and shared between those who lent trainers (utbildarpott).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainerPot {
    /// The component that is saved up.
    pub component: ComponentCode,
    /// The month on whose last day it is shared.
    pub distribution_month: Month,
    /// How a share is settled.
    pub settlement: PotSettlement,
    /// Every share is a multiple of this.
    pub rounding: Money,
    /// Points per role and full day.
    pub points: BTreeMap<TrainerRole, RolePoints>,
}

words! {
    /// How a pot share reaches its municipality.
    PotSettlement, "payout or net" {
        /// By a document of its own.
        Payout = "payout",
        /// Deducted on the municipality's invoice of the same date.
        Net = "net",
    }
}

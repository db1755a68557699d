//! Price lists, course-fee rule and pot rules of an agreement, as clients see them.

use async_graphql::{Enum, SimpleObject};
use graph::{Date, Decimal, DeliveryForm, FeeBasis, Money, PotSettlement, TrainerRole};

/// When course fees are invoiced.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Invoicing {
    /// At the end of each invoice month.
    Months,
    /// One invoice for each occasion.
    PerOccasion,
}

/// How course days are charged.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct CourseFee {
    basis: FeeBasis,
    /// Who cancels on a course day, or fewer days than these before it, counts as absent; nobody where null.
    late_cancellation_days: Option<u16>,
    invoicing: Invoicing,
    /// Empty where each occasion is invoiced.
    invoice_months: Vec<u8>,
}

impl From<domain::CourseFee> for CourseFee {
    fn from(fee: domain::CourseFee) -> Self {
        let (invoicing, invoice_months) = match fee.invoicing {
            domain::Invoicing::Months { invoice_months } => {
                (Invoicing::Months, invoice_months.into_iter().map(domain::Month::number).collect())
            }
            domain::Invoicing::PerOccasion => (Invoicing::PerOccasion, Vec::new()),
        };
        Self {
            basis: fee.basis.into(),
            late_cancellation_days: fee
                .late_cancellation_days
                .map(domain::LateCancellationDays::number),
            invoicing,
            invoice_months,
        }
    }
}

/// A price list, in force until the next one starts.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct FeeSchedule {
    from: Date,
    components: Vec<FeeComponent>,
}

/// A part of the course fee.
#[derive(SimpleObject, Clone, Debug)]
struct FeeComponent {
    code: String,
    name: String,
    /// Per participant and full course day.
    amount: Money,
    /// The delivery forms that it is charged for.
    delivery: Vec<DeliveryForm>,
}

impl FeeSchedule {
    pub(super) fn in_order(mut schedules: Vec<domain::FeeSchedule>) -> Vec<Self> {
        schedules.sort_by_key(|schedule| schedule.from);
        schedules.into_iter().map(Into::into).collect()
    }
}

impl From<domain::FeeSchedule> for FeeSchedule {
    fn from(schedule: domain::FeeSchedule) -> Self {
        let components = schedule.components.into_iter().map(Into::into).collect();
        Self { from: Date(schedule.from), components }
    }
}

impl From<domain::Component> for FeeComponent {
    fn from(component: domain::Component) -> Self {
        Self {
            code: component.code.0,
            name: component.name,
            amount: Money(component.amount),
            delivery: component.delivery.into_iter().map(DeliveryForm::from).collect(),
        }
    }
}

/// The pot that pays for lent trainers.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct TrainerPotTerms {
    /// The component that is saved up.
    component: String,
    /// The month on whose last day it is shared.
    distribution_month: u8,
    settlement: PotSettlement,
    /// Every share is a multiple of this.
    rounding: Money,
    points: Vec<RolePoints>,
}

/// What a role earns for a full day.
#[derive(SimpleObject, Clone, Debug)]
struct RolePoints {
    role: TrainerRole,
    points: Decimal,
}

impl From<domain::TrainerPot> for TrainerPotTerms {
    fn from(pot: domain::TrainerPot) -> Self {
        let points = pot.points.into_iter().map(|(role, points)| RolePoints {
            role: role.into(),
            points: Decimal(points.to_string()),
        });
        Self {
            component: pot.component.0,
            distribution_month: pot.distribution_month.number(),
            settlement: pot.settlement.into(),
            rounding: Money(pot.rounding),
            points: points.collect(),
        }
    }
}

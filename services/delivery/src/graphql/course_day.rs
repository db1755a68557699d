//! Course days as clients see them, with who teaches and what was counted.

use async_graphql::{Enum, ID, Lookahead, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{CourseDayId, swedish};
use graph::{
    Date, Decimal, DeliveryForm, Money, Municipality, OccasionRef, Person, Refusal, TrainerRole,
};
use tenancy::{Municipalities, RegionScope};

use super::occasion::occasion_ref;
use super::person;
use crate::read::{self, DayView, Parts};
use crate::record::{AssignmentRecord, CorrectionRecord, ParticipationCount};
use crate::store::open_days::OccasionName;

graph::connection! {
    /// Course days, oldest first.
    CourseDayConnection of flat CourseDay
}

/// Whether a course day is a fact yet.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
enum CourseDayState {
    /// Can still be marked.
    Planned,
    /// Counted; only a correction with a reason changes it.
    Closed,
}

/// A day of an occasion.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct CourseDay {
    id: ID,
    /// Short name, unique under its agreement.
    code: String,
    date: Date,
    delivery: DeliveryForm,
    /// 1 or 0.5.
    length: Decimal,
    state: CourseDayState,
    closed_at: Option<DateTime<Utc>>,
    closed_by: Option<String>,
    /// The day's own prices, where they differ from the price list's.
    prices: Vec<DayPrice>,
    /// Those within the viewer's reach.
    trainers: Vec<TrainerAssignment>,
    /// What was counted when the day was closed, within the viewer's reach, by municipality; empty before.
    counts: Vec<DayCount>,
    /// For those who may correct; oldest first.
    corrections: Vec<Correction>,
    occasion: OccasionRef,
}

/// A price that holds on one day.
#[derive(SimpleObject, Clone, Debug)]
struct DayPrice {
    component: String,
    amount: Money,
}

/// What a closed day counted for a municipality.
#[derive(SimpleObject, Clone, Debug)]
struct DayCount {
    municipality: Municipality,
    attended: u32,
    absent: u32,
}

/// A change to a closed day.
#[derive(SimpleObject, Clone, Debug)]
struct Correction {
    at: DateTime<Utc>,
    by: String,
    reason: String,
    /// In Swedish, one sentence each.
    changes: Vec<String>,
}

/// Somebody who teaches on a day.
#[derive(SimpleObject, Clone, Debug)]
struct TrainerAssignment {
    id: ID,
    person: Person,
    /// Null for a procured trainer.
    municipality: Option<Municipality>,
    role: TrainerRole,
    /// Null until marked.
    served: Option<bool>,
}

graph::flat_enum!(CourseDayState);
graph::flat!(DayPrice { "component" => component, "amount" => amount });
graph::flat!(DayCount {
    "municipality" => municipality,
    "attended" => attended,
    "absent" => absent,
});
graph::flat!(Correction { "at" => at, "by" => by, "reason" => reason, "changes" => changes });
graph::flat!(TrainerAssignment {
    "id" => id,
    "person" => person,
    "municipality" => municipality,
    "role" => role,
    "served" => served,
});
graph::flat!(CourseDay {
    "id" => id,
    "code" => code,
    "date" => date,
    "delivery" => delivery,
    "length" => length,
    "state" => state,
    "closedAt" => closed_at,
    "closedBy" => closed_by,
    "prices" => prices,
    "trainers" => trainers,
    "counts" => counts,
    "corrections" => corrections,
    "occasion" => occasion,
});

impl CourseDay {
    pub(super) fn show(
        scope: &RegionScope,
        view: DayView,
        occasion: OccasionName,
        names: &Municipalities,
    ) -> Self {
        let DayView { day, corrections, trainers, counts } = view;
        let state = match day.closing {
            Some(_) => CourseDayState::Closed,
            None => CourseDayState::Planned,
        };
        let (closed_at, closed_by) = day.closing.map(|closing| (closing.at, closing.by)).unzip();
        let prices = day.prices.into_iter();
        let mut counts: Vec<_> = counts.iter().map(|row| DayCount::show(row, names)).collect();
        counts.sort_by_cached_key(|count| swedish::sort_key(&count.municipality.name));
        Self {
            id: day.id.to_string().into(),
            code: day.code.0,
            date: Date(day.date),
            delivery: day.delivery.into(),
            length: Decimal(day.length.to_string()),
            state,
            closed_at,
            closed_by,
            prices: prices
                .map(|(component, amount)| DayPrice {
                    component: component.0,
                    amount: Money(amount),
                })
                .collect(),
            trainers: trainers
                .iter()
                .map(|row| TrainerAssignment::show(scope, row, names))
                .collect(),
            counts,
            corrections: corrections.into_iter().map(Correction::show).collect(),
            occasion: occasion_ref(occasion),
        }
    }

    /// As much as `looked` asks for of the day with this id, as it is now.
    pub(super) async fn load(
        scope: &RegionScope,
        id: CourseDayId,
        looked: &Lookahead<'_>,
    ) -> Result<Self, Refusal> {
        let found = read::course_days::find(scope, id, Self::asked_for(looked)).await?;
        let (view, occasion) = found.ok_or(Refusal::NotFound)?;
        Ok(Self::show(scope, view, occasion, &*scope.municipalities().await?))
    }

    /// Which parts of days a query asks for.
    pub(super) fn asked_for(looked: &Lookahead<'_>) -> Parts {
        Parts {
            days: true,
            trainers: looked.field("trainers").exists(),
            counts: looked.field("counts").exists(),
            corrections: looked.field("corrections").exists(),
            participants: false,
            marks: false,
        }
    }
}

impl TrainerAssignment {
    fn show(scope: &RegionScope, assignment: &AssignmentRecord, names: &Municipalities) -> Self {
        Self {
            id: assignment.id.to_string().into(),
            person: person::show(scope, &assignment.person, names),
            municipality: assignment.municipality.map(|code| Municipality::named(code, names)),
            role: assignment.role.into(),
            served: assignment.served,
        }
    }
}

impl DayCount {
    fn show(count: &ParticipationCount, names: &Municipalities) -> Self {
        Self {
            municipality: Municipality::named(count.municipality, names),
            attended: count.attended,
            absent: count.absent,
        }
    }
}

impl Correction {
    fn show(correction: CorrectionRecord) -> Self {
        let CorrectionRecord { at, by, reason, changes } = correction;
        Self { at, by, reason, changes }
    }
}

//! What clients send, and what use cases take: parsed once, here.

use std::collections::BTreeMap;

use async_graphql::{ID, InputObject};
use domain::ComponentCode;
use graph::{AttendanceMark, Date, Decimal, DeliveryForm, Money, Refusal, TrainerRole};

use crate::{Marks, NewDay, NewOccasion, Who};

/// An occasion to register.
#[derive(InputObject)]
pub(super) struct OccasionRegisterInput {
    pub(super) region: String,
    /// Made by the server where absent.
    code: Option<String>,
    course: String,
    venue: Option<String>,
    capacity: Option<i32>,
    days: Vec<CourseDayInput>,
}

/// A day of an occasion to register.
#[derive(InputObject)]
struct CourseDayInput {
    date: Date,
    delivery: DeliveryForm,
    /// "1" or "0.5".
    length: Decimal,
    #[graphql(default)]
    prices: Vec<DayPriceInput>,
}

/// A price that holds on one day.
#[derive(InputObject)]
struct DayPriceInput {
    component: String,
    amount: Money,
}

/// Somebody to enrol: either `person`, or `name` for somebody new.
#[derive(InputObject)]
pub(super) struct EnrolmentCreateInput {
    pub(super) region: String,
    pub(super) occasion: ID,
    pub(super) person: Option<ID>,
    pub(super) name: Option<String>,
    /// SCB code of who pays.
    pub(super) municipality: String,
}

/// An enrolment to cancel.
#[derive(InputObject)]
pub(super) struct EnrolmentCancelInput {
    pub(super) region: String,
    pub(super) enrolment: ID,
}

/// A trainer to assign: either `person`, or `name` for somebody new. No municipality: a procured trainer.
#[derive(InputObject)]
pub(super) struct TrainerAssignInput {
    pub(super) region: String,
    pub(super) course_day: ID,
    pub(super) person: Option<ID>,
    pub(super) name: Option<String>,
    /// SCB code of who lends them.
    pub(super) municipality: Option<String>,
    pub(super) role: TrainerRole,
}

/// A trainer to take off their day.
#[derive(InputObject)]
pub(super) struct TrainerRemoveInput {
    pub(super) region: String,
    pub(super) assignment: ID,
}

/// Whether a participant came.
#[derive(InputObject)]
pub(super) struct MarkInput {
    enrolment: ID,
    mark: AttendanceMark,
}

/// Whether a trainer served.
#[derive(InputObject)]
pub(super) struct ServedInput {
    assignment: ID,
    served: bool,
}

/// Marks for a day that is not closed.
#[derive(InputObject)]
pub(super) struct AttendanceMarkInput {
    pub(super) region: String,
    pub(super) course_day: ID,
    #[graphql(default)]
    pub(super) marks: Vec<MarkInput>,
    #[graphql(default)]
    pub(super) trainers: Vec<ServedInput>,
}

/// A day to close.
#[derive(InputObject)]
pub(super) struct CourseDayCloseInput {
    pub(super) region: String,
    pub(super) course_day: ID,
}

/// Marks to correct on a closed day.
#[derive(InputObject)]
pub(super) struct CourseDayCorrectInput {
    pub(super) region: String,
    pub(super) course_day: ID,
    pub(super) reason: String,
    #[graphql(default)]
    pub(super) marks: Vec<MarkInput>,
    #[graphql(default)]
    pub(super) trainers: Vec<ServedInput>,
}

impl OccasionRegisterInput {
    pub(super) fn parse(self) -> Result<NewOccasion, Refusal> {
        let days = self.days.into_iter().enumerate().map(|(index, day)| day.parse(index));
        Ok(NewOccasion {
            code: self.code,
            course: self.course,
            venue: self.venue,
            capacity: self.capacity,
            days: days.collect::<Result<_, _>>()?,
        })
    }
}

impl CourseDayInput {
    fn parse(self, index: usize) -> Result<NewDay, Refusal> {
        let length = self.length.0.parse().map_err(|_| {
            Refusal::field(format!("days.{index}.length"), "expected a length of 1 or 0.5")
        })?;
        let prices = self.prices.into_iter();
        let prices: BTreeMap<_, _> =
            prices.map(|price| (ComponentCode(price.component), price.amount.0)).collect();
        Ok(NewDay { date: self.date.0, delivery: self.delivery.into(), length, prices })
    }
}

/// The id of a thing; what is no id is the id of nothing.
pub(super) fn id<T: std::str::FromStr>(id: &ID) -> Result<T, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

/// Either somebody known, or somebody new.
pub(super) fn who(person: Option<&ID>, name: Option<String>) -> Result<Who, Refusal> {
    match (person, name) {
        (Some(person), None) => Ok(Who::Known(id(person)?)),
        (None, Some(name)) => Ok(Who::New(name)),
        (Some(_), Some(_)) | (None, None) => {
            Err(Refusal::field("person", "expected either a person or a name"))
        }
    }
}

pub(super) fn marks(marks: &[MarkInput], trainers: &[ServedInput]) -> Result<Marks, Refusal> {
    let marks = marks.iter().map(|input| Ok((id(&input.enrolment)?, input.mark.into())));
    let trainers = trainers.iter().map(|input| Ok((id(&input.assignment)?, input.served)));
    Ok(Marks {
        participants: marks.collect::<Result<_, Refusal>>()?,
        trainers: trainers.collect::<Result<_, Refusal>>()?,
    })
}

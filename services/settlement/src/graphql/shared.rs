//! What several of settlement's types show.

use async_graphql::{Enum, ID, SimpleObject};
use graph::{Date, OccasionRef};

use crate::record::OccasionName;
use crate::stored::StoredDay;

/// What kind of document it is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "settle::DocumentKind")]
pub(super) enum DocumentKind {
    /// Course fees, fixed costs, netted pot shares.
    Invoice,
    /// A pot share paid out.
    Payout,
}

/// What kind of thing a line charges.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "settle::LineKind")]
pub(super) enum LineKind {
    /// A component of a course day.
    CourseFee,
    /// A part of a yearly cost.
    FixedCost,
    /// A share of the trainer pot.
    TrainerPot,
}

/// A closed course day, as settlement knows it.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct ChargedDay {
    id: ID,
    code: String,
    date: Date,
    course: String,
    occasion: OccasionRef,
}

impl ChargedDay {
    pub(super) fn show(day: &StoredDay) -> Self {
        Self {
            id: day.id.to_string().into(),
            code: day.code.0.clone(),
            date: Date(day.date),
            course: day.course.clone(),
            occasion: OccasionRef {
                id: day.occasion_id.to_string().into(),
                code: day.occasion_code.0.clone(),
                course: day.course.clone(),
            },
        }
    }
}

pub(super) fn occasion_ref(occasion: &OccasionName) -> OccasionRef {
    OccasionRef {
        id: occasion.id.to_string().into(),
        code: occasion.code.0.clone(),
        course: occasion.course.clone(),
    }
}

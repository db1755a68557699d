//! What it costs to cancel too late, as clients see it.

use async_graphql::{ID, SimpleObject};
use graph::Date;

use crate::cancel;

/// From when who cancels is charged, and for which days they would be today.
#[derive(SimpleObject)]
pub(super) struct LateCancellation {
    /// Who cancels on a course day, or fewer days than these before it, counts on it as absent.
    days: u16,
    /// The days, not closed, that who cancels today is charged for, by date.
    course_days: Vec<LateCourseDay>,
}

/// A course day that it is too late to cancel.
#[derive(SimpleObject)]
struct LateCourseDay {
    /// The course day's id.
    course_day: ID,
    date: Date,
}

impl LateCancellation {
    pub(super) fn show(late: cancel::LateCancellation) -> Self {
        let day = |(id, date): (domain::CourseDayId, domain::Date)| LateCourseDay {
            course_day: id.to_string().into(),
            date: Date(date),
        };
        Self { days: late.days, course_days: late.charged.into_iter().map(day).collect() }
    }
}

//! One's own course days, as whoever takes part sees them.

use async_graphql::SimpleObject;
use graph::{AttendanceMark, Date};

use crate::store::of_person::Attended;

/// A course day that the one who asks is enrolled on, or was.
#[derive(SimpleObject)]
pub(super) struct MyCourseDay {
    date: Date,
    course: String,
    /// The occasion's short name.
    occasion: String,
    venue: Option<String>,
    /// Whether the day is closed, so that the mark stands.
    closed: bool,
    /// Null before it is marked.
    mark: Option<AttendanceMark>,
}

impl MyCourseDay {
    pub(super) fn show(day: Attended) -> Self {
        Self {
            date: Date(day.date),
            course: day.course,
            occasion: day.occasion,
            venue: day.venue,
            closed: day.closed,
            mark: day.mark.map(Into::into),
        }
    }
}

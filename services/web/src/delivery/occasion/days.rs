//! An occasion's days, as rows.

use domain::swedish;

use crate::delivery::occasion::data::CourseDay;
use crate::delivery::words;
use crate::pill::Pill;
use crate::urls;

/// A course day.
pub(super) struct DayRow {
    pub(super) date: String,
    pub(super) href: String,
    pub(super) form: String,
    pub(super) trainers: Vec<String>,
    pub(super) pill: Pill,
}

impl DayRow {
    pub(super) fn of(region: &str, day: &CourseDay) -> Self {
        let trainers = day.trainers.iter();
        Self {
            date: swedish::weekday_date(day.date),
            href: urls::course_day(region, &day.id),
            form: format!("{}, {}", day.delivery.name(), words::length(&day.length).to_lowercase()),
            trainers: trainers
                .map(|one| format!("{} ({})", one.person.name, one.role.name().to_lowercase()))
                .collect(),
            pill: day.state.pill(),
        }
    }
}

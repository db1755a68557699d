//! Delivery: occasions as list and calendar, registering one, enrolment, attendance, closing and correcting
//! days. Counts nothing that is charged: the API does.

use axum::Router;

use crate::router::App;

mod calendar;
mod course_day;
mod courses;
mod occasion;
mod register;
mod who;
mod words;

pub(crate) use words::AttendanceMark;

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(courses::routes())
        .merge(calendar::routes())
        .merge(register::routes())
        .merge(occasion::routes())
        .merge(course_day::routes())
}

//! The addresses of courses' pages.

use super::fill;

pub(crate) const COURSES: &str = "/{region}/kurser";
pub(crate) const COURSE: &str = "/{region}/kurser/{id}";
pub(crate) const CALENDAR: &str = "/{region}/kurser/kalender";
pub(crate) const NEW_COURSE: &str = "/{region}/kurser/ny";
pub(crate) const ENROL: &str = "/{region}/kurser/{id}/anmal";
pub(crate) const CANCEL: &str = "/{region}/kurser/{id}/anmalda/{enrolment}/avboka";
pub(crate) const COURSE_DAY: &str = "/{region}/kursdagar/{id}";
pub(crate) const ASSIGN: &str = "/{region}/kursdagar/{id}/utbildare";
pub(crate) const UNASSIGN: &str = "/{region}/kursdagar/{id}/utbildare/{assignment}/ta-bort";
pub(crate) const CLOSE_DAY: &str = "/{region}/kursdagar/{id}/stang";
pub(crate) const CORRECT: &str = "/{region}/kursdagar/{id}/ratta";

/// All occasions.
pub(crate) fn courses(region: &str) -> String {
    fill(COURSES, &[region])
}

/// One occasion.
pub(crate) fn course(region: &str, occasion: &str) -> String {
    fill(COURSE, &[region, occasion])
}

/// One course day.
pub(crate) fn course_day(region: &str, day: &str) -> String {
    fill(COURSE_DAY, &[region, day])
}

/// Occasions month by month.
pub(crate) fn calendar(region: &str) -> String {
    fill(CALENDAR, &[region])
}

/// Registering an occasion.
pub(crate) fn new_course(region: &str) -> String {
    fill(NEW_COURSE, &[region])
}

/// Enrolling somebody on an occasion.
pub(crate) fn enrol(region: &str, occasion: &str) -> String {
    fill(ENROL, &[region, occasion])
}

/// Cancelling an enrolment.
pub(crate) fn cancel(region: &str, occasion: &str, enrolment: &str) -> String {
    fill(CANCEL, &[region, occasion, enrolment])
}

/// Assigning a trainer to a course day.
pub(crate) fn assign(region: &str, day: &str) -> String {
    fill(ASSIGN, &[region, day])
}

/// Taking a trainer off a course day.
pub(crate) fn unassign(region: &str, day: &str, assignment: &str) -> String {
    fill(UNASSIGN, &[region, day, assignment])
}

/// Closing a course day.
pub(crate) fn close_day(region: &str, day: &str) -> String {
    fill(CLOSE_DAY, &[region, day])
}

/// Correcting a closed course day.
pub(crate) fn correct(region: &str, day: &str) -> String {
    fill(CORRECT, &[region, day])
}

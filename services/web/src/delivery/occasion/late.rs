//! What cancelling too late costs, told before it is done and after.

use domain::swedish::{self, course_fee};
use domain::{Date, LateCancellationDays};
use serde::Deserialize;
use serde_json::json;

use crate::delivery::words::{AttendanceMark, CourseDayState};
use crate::fault::Fault;
use crate::operation::operation;
use crate::terms::listed;
use crate::visit::Visit;

const LATE_CANCELLATION: &str = operation!("late_cancellation");

#[derive(Deserialize)]
struct Answer {
    region: Option<Region>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    late_cancellation: Option<LateCancellation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LateCancellation {
    days: LateCancellationDays,
    course_days: Vec<Day>,
}

#[derive(Deserialize)]
struct Day {
    date: Date,
}

/// What `operations/enrolment_cancel.graphql` answers.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cancelled {
    enrolment_cancel: Occasion,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Occasion {
    course_days: Vec<CourseDay>,
    participants: Vec<Participant>,
}

#[derive(Deserialize)]
struct CourseDay {
    id: String,
    date: Date,
    state: CourseDayState,
}

#[derive(Deserialize)]
struct Participant {
    id: String,
    days: Vec<Marked>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Marked {
    course_day: String,
    mark: Option<AttendanceMark>,
}

/// What it would cost `municipality` to cancel on this occasion today, of whose days so many are not closed.
pub(super) async fn cost(
    visit: &Visit,
    (region, occasion): (&str, &str),
    municipality: &str,
    open: usize,
) -> Result<String, Fault> {
    let variables = json!({ "region": region, "occasion": occasion });
    let answer: Answer = visit.ask(LATE_CANCELLATION, variables).await?;
    let late = answer.region.and_then(|region| region.late_cancellation);
    Ok(told(late.as_ref(), municipality, open))
}

fn told(late: Option<&LateCancellation>, municipality: &str, open: usize) -> String {
    let Some(late) = late.filter(|late| !late.course_days.is_empty()) else {
        return format!("{municipality} betalar ingen kursavgift för de dagarna.");
    };
    let dates: Vec<Date> = late.course_days.iter().map(|day| day.date).collect();
    let rest = if dates.len() < open { " Övriga dagar kostar inget." } else { "" };
    format!(
        "Det är för sent att avboka utan kostnad: {} debiteras {municipality} som om personen hade uteblivit. \
         Avtalet tar betalt när någon avbokar {}.{rest}",
        days(&dates),
        course_fee::too_late(late.days)
    )
}

impl Cancelled {
    /// What has been done to this enrolment, and what it costs.
    pub(super) fn told(&self, enrolment: &str) -> String {
        let Occasion { course_days, participants } = &self.enrolment_cancel;
        let own = participants.iter().find(|one| one.id == enrolment);
        let is_late = |day: &&CourseDay| {
            let mark = own.and_then(|own| own.days.iter().find(|one| one.course_day == day.id));
            day.state == CourseDayState::Planned
                && mark.and_then(|one| one.mark) == Some(AttendanceMark::Absent)
        };
        let late: Vec<Date> = course_days.iter().filter(is_late).map(|day| day.date).collect();
        if late.is_empty() {
            "Anmälan är avbokad.".to_owned()
        } else {
            format!("Avbokad för sent: {} debiteras.", days(&late))
        }
    }
}

fn days(dates: &[Date]) -> String {
    let dates: Vec<String> = dates.iter().map(|date| swedish::long_date(*date)).collect();
    listed(&dates.iter().map(String::as_str).collect::<Vec<_>>())
}

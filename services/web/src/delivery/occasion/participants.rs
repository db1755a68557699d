//! Who takes part, with their state on each day.

use domain::Date;

use crate::delivery::occasion::data::{Occasion, Participant};
use crate::delivery::words::{AttendanceMark, CourseDayState, EnrolmentState};
use crate::frame::{Here, Permission};
use crate::urls;

/// The table of participants.
pub(super) struct Participants {
    pub(super) days: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Whether the viewer sees one municipality's people only.
    pub(super) limited_to: String,
    pub(super) cancellable: bool,
}

/// A participant.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) municipality: String,
    pub(super) cancelled: bool,
    pub(super) cells: Vec<Cell>,
    /// Where the enrolment is cancelled; empty where it cannot be.
    pub(super) cancel_href: String,
}

/// What somebody did on a day.
pub(super) struct Cell {
    pub(super) day: String,
    pub(super) word: &'static str,
}

impl Participants {
    pub(super) fn of(here: &Here, occasion: &Occasion) -> Self {
        let open = occasion.course_days.iter().any(|day| day.state == CourseDayState::Planned);
        let cancellable = open && here.may(Permission::Enrol);
        let rows = occasion.participants.iter();
        Self {
            days: occasion.course_days.iter().map(|day| short(day.date)).collect(),
            rows: rows.map(|one| row(&here.slug, occasion, one, cancellable)).collect(),
            limited_to: here
                .viewer
                .municipality
                .as_ref()
                .map_or_else(String::new, |municipality| municipality.name.clone()),
            cancellable,
        }
    }
}

fn row(region: &str, occasion: &Occasion, one: &Participant, cancellable: bool) -> Row {
    let enrolled = one.state == EnrolmentState::Enrolled;
    let cells = occasion.course_days.iter().map(|day| Cell {
        day: short(day.date),
        word: match one.days.iter().find(|own| own.course_day == day.id).map(|own| own.mark) {
            Some(Some(AttendanceMark::Absent))
                if !enrolled && day.state == CourseDayState::Planned =>
            {
                "Avbokad för sent"
            }
            Some(Some(mark)) => mark.name(),
            Some(None) if enrolled => "Anmäld",
            Some(None) => AttendanceMark::Cancelled.name(),
            None => "–",
        },
    });
    Row {
        name: one.person.name.clone(),
        municipality: one.municipality.name.clone(),
        cancelled: !enrolled,
        cells: cells.collect(),
        cancel_href: if enrolled && cancellable {
            urls::cancel(region, &occasion.id, &one.id)
        } else {
            String::new()
        },
    }
}

fn short(date: Date) -> String {
    date.to_string()
}

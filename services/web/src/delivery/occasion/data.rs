//! What `operations/occasion.graphql` answers.

use domain::Date;
use serde::Deserialize;

use crate::delivery::who::Found;
use crate::delivery::words::{AttendanceMark, CourseDayState, EnrolmentState, OccasionState};
use crate::parties::Agreements;
use crate::terms::{DeliveryForm, TrainerRole};

#[derive(Deserialize)]
pub(super) struct Content {
    pub(super) agreements: Agreements,
    pub(super) persons: Option<Found>,
    pub(super) occasion: Option<Occasion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Occasion {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) course: String,
    pub(super) venue: Option<String>,
    pub(super) capacity: Option<i64>,
    pub(super) state: OccasionState,
    pub(super) first_day: Date,
    pub(super) last_day: Date,
    pub(super) enrolled: i64,
    pub(super) course_days: Vec<CourseDay>,
    pub(super) participants: Vec<Participant>,
}

#[derive(Deserialize)]
pub(super) struct CourseDay {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) delivery: DeliveryForm,
    pub(super) length: String,
    pub(super) state: CourseDayState,
    pub(super) trainers: Vec<Trainer>,
}

#[derive(Deserialize)]
pub(super) struct Trainer {
    pub(super) person: Name,
    pub(super) role: TrainerRole,
}

#[derive(Deserialize)]
pub(super) struct Participant {
    pub(super) id: String,
    pub(super) person: Name,
    pub(super) municipality: Name,
    pub(super) state: EnrolmentState,
    pub(super) days: Vec<ParticipantDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParticipantDay {
    pub(super) course_day: String,
    pub(super) mark: Option<AttendanceMark>,
}

#[derive(Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
}

//! Occasions and their participants, as clients see them.

use async_graphql::{Enum, ID, Lookahead, SimpleObject};
use domain::OccasionId;
use graph::{AttendanceMark, Date, Municipality, OccasionRef, Person, Refusal};
use tenancy::{Municipalities, RegionScope};

use super::course_day::CourseDay;
use super::person;
use crate::read::{self, OccasionView, ParticipantView, Parts};
use crate::record::AttendanceRecord;
use crate::state::OccasionState;
use crate::store::open_days::OccasionName;

graph::connection! {
    /// Occasions, latest first.
    OccasionConnection of flat Occasion
}

/// A course, given once.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct Occasion {
    id: ID,
    /// Short name, unique under its agreement.
    code: String,
    course: String,
    venue: Option<String>,
    /// How many may enrol; no limit where absent.
    capacity: Option<i32>,
    state: OccasionState,
    first_day: Date,
    last_day: Date,
    /// By date.
    course_days: Vec<CourseDay>,
    /// Those within the viewer's reach. Enrolled first, by name.
    participants: Vec<Participant>,
    /// How many are enrolled, whoever asks.
    enrolled: i64,
}

/// Whether somebody still means to come.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
enum EnrolmentState {
    /// Means to come, or came.
    Enrolled,
    /// Does not.
    Cancelled,
}

/// Somebody enrolled on an occasion.
#[derive(SimpleObject, Clone, Debug)]
struct Participant {
    /// The enrolment's id.
    id: ID,
    person: Person,
    /// Who pays.
    municipality: Municipality,
    state: EnrolmentState,
    /// The days that they are expected on.
    days: Vec<ParticipantDay>,
}

/// A participant on one day.
#[derive(SimpleObject, Clone, Debug)]
struct ParticipantDay {
    /// The course day's id.
    course_day: ID,
    /// Null until marked.
    mark: Option<AttendanceMark>,
}

graph::flat_enum!(OccasionState, EnrolmentState);
graph::flat!(ParticipantDay { "courseDay" => course_day, "mark" => mark });
graph::flat!(Participant {
    "id" => id,
    "person" => person,
    "municipality" => municipality,
    "state" => state,
    "days" => days,
});
graph::flat!(Occasion {
    "id" => id,
    "code" => code,
    "course" => course,
    "venue" => venue,
    "capacity" => capacity,
    "state" => state,
    "firstDay" => first_day,
    "lastDay" => last_day,
    "courseDays" => course_days,
    "participants" => participants,
    "enrolled" => enrolled,
});

impl Occasion {
    pub(super) fn show(scope: &RegionScope, view: OccasionView, names: &Municipalities) -> Self {
        let OccasionView { occasion, days, participants } = view;
        let state = OccasionState::on(scope.today(), &occasion);
        let name = OccasionName {
            id: occasion.id,
            code: occasion.code.clone(),
            course: occasion.course.clone(),
        };
        let days = days.into_iter().map(|day| CourseDay::show(scope, day, name.clone(), names));
        Self {
            id: occasion.id.to_string().into(),
            code: occasion.code.0,
            course: occasion.course,
            venue: occasion.venue,
            capacity: occasion.capacity,
            state,
            first_day: Date(occasion.first_day),
            last_day: Date(occasion.last_day),
            course_days: days.collect(),
            participants: participants
                .iter()
                .map(|participant| Participant::show(scope, participant, names))
                .collect(),
            enrolled: occasion.enrolled,
        }
    }

    /// As much as `looked` asks for of the occasion with this id, as it is now.
    pub(super) async fn load(
        scope: &RegionScope,
        id: OccasionId,
        looked: &Lookahead<'_>,
    ) -> Result<Self, Refusal> {
        let found = read::occasions::find(scope, id, Self::asked_for(looked)).await?;
        let view = found.ok_or(Refusal::NotFound)?;
        Ok(Self::show(scope, view, &*scope.municipalities().await?))
    }

    /// Which parts of occasions a query asks for.
    pub(super) fn asked_for(looked: &Lookahead<'_>) -> Parts {
        let (days, participants) = (looked.field("courseDays"), looked.field("participants"));
        Parts {
            days: days.exists(),
            participants: participants.exists(),
            marks: participants.field("days").exists(),
            ..CourseDay::asked_for(&days)
        }
    }
}

impl Participant {
    fn show(scope: &RegionScope, participant: &ParticipantView, names: &Municipalities) -> Self {
        let enrolment = &participant.enrolment;
        let cancelled = enrolment.cancelled;
        let state = if cancelled { EnrolmentState::Cancelled } else { EnrolmentState::Enrolled };
        Self {
            id: enrolment.id.to_string().into(),
            person: person::show(scope, &enrolment.person, names),
            municipality: Municipality::named(enrolment.municipality, names),
            state,
            days: participant.marks.iter().map(ParticipantDay::show).collect(),
        }
    }
}

impl ParticipantDay {
    fn show(record: &AttendanceRecord) -> Self {
        Self { course_day: record.day.to_string().into(), mark: record.mark.map(Into::into) }
    }
}

pub(super) fn occasion_ref(name: OccasionName) -> OccasionRef {
    OccasionRef { id: name.id.to_string().into(), code: name.code.0, course: name.course }
}

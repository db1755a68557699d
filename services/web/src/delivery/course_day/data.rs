//! What is asked about a course day: the day, and the participants of its occasion.

use chrono::{DateTime, Utc};
use domain::{Date, Money};
use serde::Deserialize;
use serde_json::json;

use crate::delivery::who::{self, Found};
use crate::delivery::words::{AttendanceMark, CourseDayState};
use crate::fault::Fault;
use crate::frame::{Here, Permission};
use crate::operation::region_operation;
use crate::parties::Agreements;
use crate::terms::{DeliveryForm, TrainerRole};
use crate::visit::Visit;

const COURSE_DAY: &str = region_operation!("course_day");
const DAY_PARTICIPANTS: &str = region_operation!("day_participants");
const HERE: &str = region_operation!("here");

/// A course day with those who are expected on it.
pub(super) struct Day {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) delivery: DeliveryForm,
    pub(super) length: String,
    pub(super) state: CourseDayState,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) closed_by: Option<String>,
    pub(super) prices: Vec<Price>,
    pub(super) trainers: Vec<Trainer>,
    pub(super) counts: Vec<Count>,
    pub(super) corrections: Vec<Correction>,
    pub(super) occasion: Occasion,
    pub(super) expected: Vec<Expected>,
    pub(super) agreements: Agreements,
    pub(super) found: Option<Found>,
}

/// Somebody who is expected on the day.
pub(super) struct Expected {
    pub(super) enrolment: String,
    pub(super) name: String,
    pub(super) municipality: String,
    pub(super) mark: Option<AttendanceMark>,
}

#[derive(Deserialize)]
pub(super) struct Price {
    pub(super) component: String,
    pub(super) amount: Money,
}

#[derive(Deserialize)]
pub(super) struct Trainer {
    pub(super) id: String,
    pub(super) person: Name,
    pub(super) municipality: Option<Name>,
    pub(super) role: TrainerRole,
    pub(super) served: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct Count {
    pub(super) municipality: Name,
    pub(super) attended: i64,
    pub(super) absent: i64,
}

#[derive(Deserialize)]
pub(super) struct Correction {
    pub(super) at: DateTime<Utc>,
    pub(super) by: String,
    pub(super) reason: String,
    pub(super) changes: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Occasion {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) course: String,
}

#[derive(Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DayContent {
    agreements: Agreements,
    persons: Option<Found>,
    course_day: Option<DayAnswer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DayAnswer {
    id: String,
    date: Date,
    delivery: DeliveryForm,
    length: String,
    state: CourseDayState,
    closed_at: Option<DateTime<Utc>>,
    closed_by: Option<String>,
    prices: Vec<Price>,
    trainers: Vec<Trainer>,
    counts: Vec<Count>,
    #[serde(default)]
    corrections: Vec<Correction>,
    occasion: Occasion,
}

#[derive(Deserialize)]
struct ParticipantsContent {
    occasion: Option<Participants>,
}

#[derive(Deserialize)]
struct Participants {
    participants: Vec<Participant>,
}

#[derive(Deserialize)]
struct Participant {
    id: String,
    person: Name,
    municipality: Name,
    days: Vec<ParticipantDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ParticipantDay {
    course_day: String,
    mark: Option<AttendanceMark>,
}

/// Nothing is asked about the region but who may do what.
#[derive(Deserialize)]
struct Nothing {}

/// The day with this id, and known persons with `sought` in their name.
pub(super) async fn load(
    visit: &Visit,
    region: &str,
    id: &str,
    sought: &str,
) -> Result<(Here, Day), Fault> {
    let (here, Nothing {}): (Here, Nothing) = visit.region(HERE, region, json!({})).await?;
    let (search, searching) = who::sought(sought);
    let variables = json!({
        "id": id,
        "search": search,
        "searching": searching,
        "close": here.may(Permission::CloseDays),
    });
    let (here, content): (Here, DayContent) = visit.region(COURSE_DAY, region, variables).await?;
    let day = content.course_day.ok_or(Fault::NotFound)?;
    let asked = json!({ "occasion": day.occasion.id });
    let (_, around): (Here, ParticipantsContent) =
        visit.region(DAY_PARTICIPANTS, region, asked).await?;
    let participants = around.occasion.ok_or(Fault::NotFound)?.participants;
    let expected = participants.into_iter().filter_map(|one| expected(one, &day.id)).collect();
    let (agreements, found) = (content.agreements, content.persons);
    Ok((here, with(day, expected, agreements, found)))
}

fn expected(one: Participant, day: &str) -> Option<Expected> {
    let own = one.days.into_iter().find(|own| own.course_day == day)?;
    Some(Expected {
        enrolment: one.id,
        name: one.person.name,
        municipality: one.municipality.name,
        mark: own.mark,
    })
}

fn with(
    day: DayAnswer,
    expected: Vec<Expected>,
    agreements: Agreements,
    found: Option<Found>,
) -> Day {
    Day {
        id: day.id,
        date: day.date,
        delivery: day.delivery,
        length: day.length,
        state: day.state,
        closed_at: day.closed_at,
        closed_by: day.closed_by,
        prices: day.prices,
        trainers: day.trainers,
        counts: day.counts,
        corrections: day.corrections,
        occasion: day.occasion,
        expected,
        agreements,
        found,
    }
}

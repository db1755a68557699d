//! One occasion: its days, who takes part on each, and enrolment.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use domain::swedish;
use serde::Deserialize;
use serde_json::json;

use crate::delivery::occasion::data::{Content, Occasion};
use crate::delivery::occasion::days::DayRow;
use crate::delivery::occasion::participants::Participants;
use crate::delivery::who::{self, WhoFields};
use crate::delivery::words::CourseDayState;
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::frame::{Frame, Here, Permission};
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::road::Road;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod cancel;
mod data;
mod days;
mod enrol;
mod late;
mod participants;

const OCCASION: &str = region_operation!("occasion");

/// The page, and the forms on it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::COURSE, get(show))
        .route(urls::ENROL, post(enrol::enrol))
        .route(urls::CANCEL, get(cancel::show).post(cancel::cancel))
}

#[derive(Template)]
#[template(path = "delivery/occasion.html")]
struct OccasionPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    course: String,
    code: String,
    pill: Pill,
    road: Road,
    lead: String,
    enrolled: String,
    /// The first past day that is not closed, for those who may close it; empty otherwise.
    next_href: String,
    next: String,
    /// What it cost and brought in, for those who settle; empty otherwise.
    result_href: String,
    days: Vec<DayRow>,
    participants: Participants,
    enrolment: Option<Enrolment>,
}

/// The form that enrols.
struct Enrolment {
    address: String,
    search_address: String,
    who: WhoFields,
}

/// What the address may say.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    /// A part of a known person's name.
    #[serde(default)]
    sok: String,
}

async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    occasion(&visit, (&region, &id), &asked, &Typed::default(), Vec::new()).await
}

/// The page, with what was typed and what is wrong with it.
async fn occasion(
    visit: &Visit,
    (region, id): (&str, &str),
    asked: &Asked,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (search, searching) = who::sought(&asked.sok);
    let variables = json!({ "id": id, "search": search, "searching": searching });
    let (here, content): (Here, Content) = visit.region(OCCASION, region, variables).await?;
    let slug = here.slug.as_str();
    let found = content.occasion.ok_or(Fault::NotFound)?;
    let enrolment = may_enrol(&here, &found).then(|| Enrolment {
        address: urls::enrol(slug, &found.id),
        search_address: urls::course(slug, &found.id),
        who: WhoFields::of(
            &here,
            &content.agreements,
            &asked.sok,
            content.persons,
            (typed, &faults),
        ),
    });
    let mut frame = Frame::region(visit, &here, Section::Courses, &found.course)?
        .below("Kurser", urls::courses(slug));
    frame.tell_of(&faults);
    let today = visit.today();
    let waiting = found
        .course_days
        .iter()
        .find(|day| day.state == CourseDayState::Planned && day.date <= today)
        .filter(|_| here.may(Permission::CloseDays));
    page(&OccasionPage {
        frame,
        pill: found.state.pill(),
        road: found.state.road(found.capacity.is_some()),
        lead: lead(&found),
        enrolled: enrolled(&found),
        next_href: waiting.map(|day| urls::course_day(slug, &day.id)).unwrap_or_default(),
        next: waiting.map(|day| swedish::weekday_date(day.date)).unwrap_or_default(),
        result_href: if here.may(Permission::Settle) {
            urls::occasion_result(slug, &found.id)
        } else {
            String::new()
        },
        days: found.course_days.iter().map(|day| DayRow::of(slug, day)).collect(),
        participants: Participants::of(&here, &found),
        enrolment,
        faults,
        course: found.course,
        code: found.code,
    })
}

fn may_enrol(here: &Here, occasion: &Occasion) -> bool {
    let open = occasion.course_days.iter().any(|day| day.state == CourseDayState::Planned);
    let seats = occasion.capacity.is_none_or(|capacity| occasion.enrolled < capacity);
    open && seats && here.may(Permission::Enrol)
}

fn lead(occasion: &Occasion) -> String {
    let days = if occasion.first_day == occasion.last_day {
        swedish::weekday_date(occasion.first_day)
    } else {
        crate::terms::period(occasion.first_day, occasion.last_day)
    };
    match &occasion.venue {
        Some(venue) => format!("{days}, {venue}."),
        None => format!("{days}."),
    }
}

fn enrolled(occasion: &Occasion) -> String {
    match occasion.capacity {
        Some(capacity) => format!("{} av {capacity} platser är tagna.", occasion.enrolled),
        None => format!("{} är anmälda. Antalet platser är inte begränsat.", occasion.enrolled),
    }
}

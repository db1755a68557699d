//! One's own page in a region: what is held there on the one who is signed in.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Date, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::course_history::{self, PastDay, PastDayRow};
use crate::delivery::AttendanceMark;
use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::road::{Place, Road, Stop};
use crate::router::App;
use crate::staff::{EmploymentRow, Fact, Member, employment, facts};
use crate::urls;
use crate::visit::{Visit, page};

const MYSELF: &str = region_operation!("myself");

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::MYSELF, get(show))
}

#[derive(Template)]
#[template(path = "myself.html")]
struct MyselfPage {
    frame: Frame,
    name: String,
    region: String,
    /// Nothing where the region knows no more than the account.
    held: Option<Held>,
    /// The courses behind and ahead; nothing where there are none.
    road: Option<Road>,
    days: Vec<DayRow>,
    /// Courses from other regions.
    past: Vec<PastDayRow>,
    past_href: String,
    account_href: &'static str,
}

/// A course day, as the table lists it.
struct DayRow {
    date: String,
    course: String,
    venue: String,
    state: Pill,
}

struct Held {
    facts: Vec<Fact>,
    employments: Vec<EmploymentRow>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    my_course_days: Vec<Day>,
    my_course_history: Vec<PastDay>,
    myself: Option<Member>,
}

/// A course day of one's own; the latest come first.
#[derive(Deserialize)]
struct Day {
    date: Date,
    course: String,
    venue: Option<String>,
    mark: Option<AttendanceMark>,
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(MYSELF, &region, json!({})).await?;
    let (today, days) = (visit.today(), content.my_course_days);
    page(&MyselfPage {
        road: road(&days, today),
        days: days.into_iter().map(|day| row(day, today)).collect(),
        frame: Frame::region(&visit, &here, Section::Myself, "Min sida")?,
        name: content.myself.as_ref().map_or_else(|| here.person.clone(), |own| own.name.clone()),
        held: content.myself.map(|own| Held {
            facts: facts(&own),
            employments: own.employments.iter().map(employment).collect(),
        }),
        past: course_history::rows(&content.my_course_history),
        past_href: urls::course_history(&here.slug),
        account_href: urls::ACCOUNT,
        region: here.name,
    })
}

/// So many stops fit on the road: what was last, and what comes.
const STOPS: usize = 6;

/// The road of one's courses: the last that were and the next that come, in the order of time.
fn road(latest_first: &[Day], today: Date) -> Option<Road> {
    let ahead = latest_first.iter().filter(|day| day.date >= today).count();
    // The next ones are the last of those ahead; one that was leads up to them.
    let from = ahead.saturating_sub(STOPS.saturating_sub(2));
    let shown = latest_first.iter().skip(from).take(STOPS);
    let mut stops: Vec<Stop> = Vec::new();
    let mut next = true;
    for day in shown.collect::<Vec<_>>().into_iter().rev() {
        let place = if day.date < today {
            Place::Done
        } else if std::mem::take(&mut next) {
            Place::Here
        } else {
            Place::ToCome
        };
        stops.push(Stop::new(place, day.course.clone()).note(day.date.to_string()));
    }
    (!stops.is_empty()).then(|| Road { label: "Din resa".to_owned(), stops })
}

fn row(day: Day, today: Date) -> DayRow {
    DayRow {
        date: swedish::weekday_date(day.date),
        state: match day.mark {
            Some(AttendanceMark::Attended) => Pill::ready("Var med"),
            Some(AttendanceMark::Absent) => Pill::attention("Uteblev"),
            Some(AttendanceMark::Cancelled) => Pill::quiet("Avbokad"),
            None if day.date >= today => Pill::live("Anmäld"),
            None => Pill::quiet("Inte markerad än"),
        },
        venue: day.venue.unwrap_or_default(),
        course: day.course,
    }
}

//! One course day: who came, who served, what was counted. Before it is closed it is marked here.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{course_date_at, swedish};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::delivery::course_day::closed::ClosedView;
use crate::delivery::course_day::data::{Day, load};
use crate::delivery::course_day::marks::Marks;
use crate::delivery::course_day::trainers::Trainers;
use crate::delivery::words::{self, CourseDayState};
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::frame::{Frame, Permission};
use crate::operation::operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod close;
mod closed;
mod correct;
mod data;
mod marks;
mod trainers;

const ATTENDANCE_MARK: &str = operation!("attendance_mark");

/// The pages, and the forms on them.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::COURSE_DAY, get(show).post(mark))
        .route(urls::CLOSE_DAY, get(close::show).post(close::close))
        .route(urls::CORRECT, get(correct::show).post(correct::correct))
        .route(urls::ASSIGN, post(trainers::assign))
        .route(urls::UNASSIGN, post(trainers::remove))
}

#[derive(Template)]
#[template(path = "delivery/course_day.html")]
struct CourseDayPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    heading: String,
    pill: Pill,
    lead: String,
    occasion_href: String,
    course: String,
    prices: Vec<String>,
    /// Whether it has not been yet.
    ahead: bool,
    address: String,
    marks: Marks,
    markable: bool,
    trainers: Trainers,
    closed: Option<ClosedView>,
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
    course_day(&visit, (&region, &id), &asked, &Typed::default(), Vec::new()).await
}

/// The page, with what was typed and what is wrong with it.
async fn course_day(
    visit: &Visit,
    (region, id): (&str, &str),
    asked: &Asked,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, day) = load(visit, region, id, &asked.sok).await?;
    let slug = here.slug.as_str();
    let heading = words::capital(&swedish::weekday_date(day.date));
    let course = format!("{} ({})", day.occasion.course, day.occasion.code);
    let occasion_href = urls::course(slug, &day.occasion.id);
    let mut frame = Frame::region(visit, &here, Section::Courses, &heading)?
        .below("Kurser", urls::courses(slug))
        .below(&course, occasion_href.clone());
    frame.tell_of(&faults);
    let open = day.state == CourseDayState::Planned;
    let ahead = day.date > visit.today();
    let trainers = Trainers::of(&here, &day, &asked.sok, (typed, &faults));
    page(&CourseDayPage {
        frame,
        pill: if open && !ahead { Pill::attention("Att stänga") } else { day.state.pill() },
        lead: lead(&day),
        prices: prices(&day),
        ahead,
        address: urls::course_day(slug, id),
        marks: Marks::of(&day, typed),
        markable: open && !ahead && here.may(Permission::CloseDays),
        trainers,
        closed: (!open).then(|| ClosedView::of(&here, &day)),
        faults,
        heading,
        course,
        occasion_href,
    })
}

/// Saves the marks, and shows the page again or goes on to the closing of the day.
async fn mark(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let (_, day) = load(&visit, &region, &id, "").await?;
    let rest = typed.get("gor") == "ovriga";
    let (marks, trainers) = (marks::input(&day, &typed, rest), marks::served(&day, &typed, rest));
    let input = json!({ "region": region, "courseDay": id, "marks": marks, "trainers": trainers });
    match visit.ask::<IgnoredAny>(ATTENDANCE_MARK, json!({ "input": input })).await {
        Ok(_) if typed.get("gor") == "stang" => {
            Ok(Redirect::to(&urls::close_day(&region, &id)).into_response())
        }
        Ok(_) => {
            visit.session.say("Närvaron är sparad.");
            Ok(Redirect::to(&urls::course_day(&region, &id)).into_response())
        }
        Err(Fault::Conflict) => {
            let text = "Ingenting sparades: dagen har stängts under tiden. Rätta den i stället.";
            let faults = vec![FaultLine::of("", text)];
            let place = (region.as_str(), id.as_str());
            let shown = course_day(&visit, place, &Asked::default(), &typed, faults).await;
            shown.map(|response| (StatusCode::CONFLICT, response).into_response())
        }
        Err(fault) => Err(fault),
    }
}

fn lead(day: &Day) -> String {
    let form = format!("{}, {}.", day.delivery.name(), words::length(&day.length).to_lowercase());
    match (&day.closed_at, &day.closed_by) {
        (Some(at), Some(by)) => {
            format!("{form} Stängd {} av {by}.", swedish::long_date(course_date_at(*at)))
        }
        _ => form,
    }
}

fn prices(day: &Day) -> Vec<String> {
    let own = day.prices.iter();
    own.map(|price| format!("{}: {}", price.component, swedish::money(price.amount))).collect()
}

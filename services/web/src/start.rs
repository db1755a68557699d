//! A region's start page: what is next. Only asks for what its viewer may see.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::{Date, swedish};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::frame::{Frame, Here, Permission};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::road::Road;
use crate::router::App;
use crate::settlement::Waiting;
use crate::start::data::{Agreement, Content, Document, Occasion, Preview, ToClose};
use crate::terms::nothing_charged_yet;
use crate::urls;
use crate::visit::{Visit, page};

mod data;
mod year_road;

const HERE: &str = region_operation!("here");
const START: &str = region_operation!("start", "fragments/credits_waiting");

/// How many coming occasions are shown.
const NEXT: usize = 5;

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::REGION, get(show))
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    frame: Frame,
    name: String,
    today: String,
    road: Option<Road>,
    closing: Option<Closing>,
    issuing: Option<Issuing>,
    /// What somebody has asked to have credited; none is not shown.
    credits: Waiting,
    documents: Option<Vec<DocumentRow>>,
    documents_href: String,
    occasions: Vec<OccasionRow>,
    courses_href: String,
}

/// Course days that wait to be closed.
struct Closing {
    count: usize,
    days: Vec<DayRow>,
}

struct DayRow {
    course: String,
    date: String,
    href: String,
}

/// Documents that could be issued today.
struct Issuing {
    count: usize,
    total: String,
    /// Why there are none, where it is not that all have been issued.
    nothing_yet: Option<String>,
    href: String,
}

struct DocumentRow {
    number: String,
    date: String,
    total: String,
    href: String,
}

struct OccasionRow {
    course: String,
    date: String,
    venue: String,
    enrolled: String,
    href: String,
}

/// Nothing is asked about the region but who may do what.
#[derive(Deserialize)]
struct Nothing {}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, Nothing {}) = visit.region(HERE, &region, json!({})).await?;
    if !here.may(Permission::ReadAgreements) {
        // Those who take part, teach or lead have a page of their own, and nothing to plan.
        return Ok(Redirect::to(&urls::myself(&here.slug)).into_response());
    }
    let today = visit.today();
    let (here, content): (Here, Content) =
        visit.region(START, &region, variables(&here, today)).await?;
    let slug = here.slug.as_str();
    let first = content.occasions.nodes.last();
    let first = first.map(|occasion| (occasion.first_day, urls::course(slug, &occasion.id)));
    page(&StartPage {
        frame: Frame::region(&visit, &here, Section::Start, "Start")?,
        today: swedish::weekday_date(today),
        road: content.agreement.as_ref().map(|agreement| year_road::road(agreement, today, first)),
        closing: content.course_days_to_close.map(|waiting| closing(slug, waiting)),
        issuing: content
            .settlement_preview
            .map(|preview| issuing(slug, &preview, content.agreement.as_ref())),
        credits: content
            .credits_waiting
            .map(|waiting| Waiting::of(slug, &waiting))
            .unwrap_or_default(),
        documents: content
            .documents
            .map(|documents| documents.nodes.iter().map(|one| document(slug, one)).collect()),
        documents_href: urls::documents(slug),
        occasions: next(slug, content.occasions.nodes),
        courses_href: urls::courses(slug),
        name: here.name,
    })
}

fn variables(here: &Here, today: Date) -> Value {
    let settles = here.may(Permission::Settle);
    json!({
        "today": today,
        "close": here.may(Permission::CloseDays),
        "settle": settles,
        "read": here.may(Permission::ReadDocuments) && !settles,
    })
}

fn closing(region: &str, waiting: ToClose) -> Closing {
    let days = waiting.nodes.into_iter().map(|day| DayRow {
        date: swedish::weekday_date(day.date),
        href: urls::course_day(region, &day.id),
        course: format!("{} ({})", day.occasion.course, day.occasion.code),
    });
    Closing { count: waiting.total_count, days: days.collect() }
}

fn issuing(region: &str, preview: &Preview, agreement: Option<&Agreement>) -> Issuing {
    Issuing {
        nothing_yet: nothing_charged_yet(agreement.map(|agreement| &agreement.charges))
            .filter(|_| preview.documents.is_empty()),
        count: preview.documents.len(),
        total: swedish::money(preview.total),
        href: urls::settlement(region),
    }
}

fn document(region: &str, document: &Document) -> DocumentRow {
    DocumentRow {
        number: document.number.clone(),
        date: document.date.to_string(),
        total: swedish::money(document.total),
        href: urls::document(region, &document.id),
    }
}

/// The API lists the latest first.
fn next(region: &str, latest_first: Vec<Occasion>) -> Vec<OccasionRow> {
    let soonest = latest_first.into_iter().rev().take(NEXT);
    soonest
        .map(|occasion| OccasionRow {
            date: swedish::weekday_date(occasion.first_day),
            enrolled: match occasion.capacity {
                Some(capacity) => format!("{} av {capacity} platser", occasion.enrolled),
                None => format!("{} anmälda", occasion.enrolled),
            },
            venue: occasion.venue.unwrap_or_default(),
            href: urls::course(region, &occasion.id),
            course: format!("{} ({})", occasion.course, occasion.code),
        })
        .collect()
}

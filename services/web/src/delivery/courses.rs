//! Occasions as a list, latest first, filtered by state and by year.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use domain::Date;
use serde::Deserialize;
use serde_json::json;

use crate::delivery::words::OccasionState;
use crate::fault::Fault;
use crate::figures;
use crate::forms::{Choice, options};
use crate::frame::{Frame, Here, Permission};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::parties::{Agreements, years};
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const COURSES: &str = region_operation!("courses");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::COURSES, get(show))
}

#[derive(Template)]
#[template(path = "delivery/courses.html")]
struct CoursesPage {
    frame: Frame,
    address: String,
    calendar_href: String,
    /// Where occasions are registered, for those who may; empty otherwise.
    new_href: String,
    filters: Vec<Choice>,
    filtered: bool,
    count: String,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    course: String,
    code: String,
    href: String,
    dates: String,
    venue: String,
    enrolled: String,
    pill: Pill,
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    lage: String,
    #[serde(default)]
    ar: String,
    #[serde(default)]
    efter: String,
}

#[derive(Deserialize)]
struct Content {
    agreements: Agreements,
    occasions: Occasions,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Occasions {
    total_count: i64,
    nodes: Vec<Occasion>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Occasion {
    id: String,
    code: String,
    course: String,
    venue: Option<String>,
    capacity: Option<i64>,
    state: OccasionState,
    first_day: Date,
    last_day: Date,
    enrolled: i64,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    // A state or a year that is none filters nothing.
    let state = OccasionState::ALL.iter().find(|(_, word)| *word == asked.lage);
    let year = asked.ar.parse::<i32>().ok();
    let within = year.and_then(|year| {
        Some((Date::from_ymd_opt(year, 1, 1)?, Date::from_ymd_opt(year, 12, 31)?))
    });
    let variables = json!({
        "state": state.map(|(_, word)| word),
        "from": within.map(|(from, _)| from),
        "to": within.map(|(_, to)| to),
        "after": Some(&asked.efter).filter(|cursor| !cursor.is_empty()),
    });
    let (here, content): (Here, Content) = visit.region(COURSES, &region, variables).await?;
    let slug = here.slug.as_str();
    let address = urls::courses(slug);
    let kept = [("lage", asked.lage.as_str()), ("ar", asked.ar.as_str())];
    let occasions = content.occasions;
    page(&CoursesPage {
        frame: Frame::region(&visit, &here, Section::Courses, "Kurser")?,
        calendar_href: urls::calendar(slug),
        new_href: if here.may(Permission::PlanOccasions) {
            urls::new_course(slug)
        } else {
            String::new()
        },
        filters: filters(&asked, years(&content.agreements, visit.today())),
        filtered: state.is_some() || within.is_some(),
        count: figures::count(occasions.total_count),
        pages: Pages::of(&address, &kept, &occasions.page_info, !asked.efter.is_empty()),
        rows: occasions.nodes.into_iter().map(|one| row(slug, one)).collect(),
        address,
    })
}

fn filters(asked: &Asked, years: Vec<String>) -> Vec<Choice> {
    let states = OccasionState::ALL.map(|(state, word)| (word.to_owned(), state.name().to_owned()));
    let years = years.into_iter().map(|year| (year.clone(), year));
    vec![
        Choice {
            name: "lage".into(),
            label: "Läge",
            options: options("Alla lägen", states.into_iter(), &asked.lage),
            ..Choice::default()
        },
        Choice {
            name: "ar".into(),
            label: "År",
            options: options("Alla år", years, &asked.ar),
            ..Choice::default()
        },
    ]
}

fn row(region: &str, occasion: Occasion) -> Row {
    Row {
        href: urls::course(region, &occasion.id),
        dates: dates(occasion.first_day, occasion.last_day),
        enrolled: match occasion.capacity {
            Some(capacity) => format!("{} av {capacity}", occasion.enrolled),
            None => occasion.enrolled.to_string(),
        },
        pill: occasion.state.pill(),
        venue: occasion.venue.unwrap_or_default(),
        course: occasion.course,
        code: occasion.code,
    }
}

fn dates(first: Date, last: Date) -> String {
    if first == last { first.to_string() } else { format!("{first} – {last}") }
}

//! What SKR sees: the aggregates that regions have published. No region's row, and no person's.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::figures;
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const NATION: &str = operation!("nation");

/// Where a number was too small to publish.
const SUPPRESSED: &str = "för få att visa";

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::NATION, get(show))
}

#[derive(Template)]
#[template(path = "nation.html")]
struct NationPage {
    frame: Frame,
    regions: Vec<RegionRow>,
    municipalities: String,
    years: Vec<YearRow>,
}

struct RegionRow {
    name: String,
    municipalities: String,
}

struct YearRow {
    year: i64,
    regions: String,
    course_days: String,
    participant_days: String,
}

#[derive(Deserialize)]
struct Answer {
    me: Option<Me>,
    nation: Option<Nation>,
}

#[derive(Deserialize)]
struct Me {
    name: String,
}

#[derive(Deserialize)]
struct Nation {
    regions: Vec<NationalRegion>,
    years: Vec<NationalYear>,
}

#[derive(Deserialize)]
struct NationalRegion {
    name: String,
    municipalities: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NationalYear {
    year: i64,
    regions: i64,
    course_days: Option<i64>,
    participant_days: Option<i64>,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    let answer: Answer = visit.ask(NATION, json!({})).await?;
    let nation = answer.nation.ok_or(Fault::Forbidden)?;
    let person = answer.me.map(|me| me.name).unwrap_or_default();
    let total = nation.regions.iter().map(|region| region.municipalities).sum();
    let shown = |number: Option<i64>| number.map_or(SUPPRESSED.to_owned(), figures::count);
    page(&NationPage {
        frame: Frame::nation(&visit, &person, "Nationellt")?,
        regions: nation.regions.into_iter().map(region_row).collect(),
        municipalities: figures::count(total),
        years: nation
            .years
            .into_iter()
            .map(|year| YearRow {
                year: year.year,
                regions: figures::count(year.regions),
                course_days: shown(year.course_days),
                participant_days: shown(year.participant_days),
            })
            .collect(),
    })
}

fn region_row(region: NationalRegion) -> RegionRow {
    RegionRow { municipalities: figures::count(region.municipalities), name: region.name }
}

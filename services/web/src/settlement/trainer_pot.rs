//! The trainer pot, a year at a time: what was collected, who earned points, what each gets.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::Datelike;
use domain::Date;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::trainer_pot::data::{Content, Pot};
use crate::settlement::trainer_pot::pot_view::PotView;
use crate::urls;
use crate::visit::{Visit, page};

mod chart;
mod data;
mod pot_view;

const TRAINER_POTS: &str = region_operation!("trainer_pots");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::TRAINER_POT, get(show))
}

#[derive(Template)]
#[template(path = "settlement/trainer_pot.html")]
struct TrainerPotPage {
    frame: Frame,
    years: Vec<YearLink>,
    pot: Option<PotView>,
}

/// A pot to choose.
struct YearLink {
    label: String,
    href: String,
    open: bool,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    ar: String,
    #[serde(default)]
    avtal: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(TRAINER_POTS, &region, json!({})).await?;
    let today = visit.today();
    let pots = content.trainer_pots;
    let shown = chosen(&pots, &asked, today);
    page(&TrainerPotPage {
        frame: Frame::region(&visit, &here, Section::TrainerPot, "Utbildarpott")?,
        years: pots.iter().map(|pot| link(&here.slug, pot, shown)).collect(),
        pot: shown.map(|pot| PotView::of(&here.slug, pot, today)),
    })
}

/// The pot that was asked for, or else the latest whose year has begun.
fn chosen<'a>(pots: &'a [Pot], asked: &Asked, today: Date) -> Option<&'a Pot> {
    let matches = |pot: &&Pot| pot.year.to_string() == asked.ar && pot.agreement.id == asked.avtal;
    let begun = |pot: &&Pot| pot.year <= today.year();
    pots.iter().find(matches).or_else(|| pots.iter().find(begun)).or_else(|| pots.first())
}

fn link(region: &str, pot: &Pot, shown: Option<&Pot>) -> YearLink {
    let year = pot.year.to_string();
    let query = [("ar", year.as_str()), ("avtal", pot.agreement.id.as_str())];
    YearLink {
        href: urls::with_query(&urls::trainer_pot(region), &query),
        open: shown.is_some_and(|other| std::ptr::eq(other, pot)),
        label: format!("{year}, {}", pot.agreement.title),
    }
}

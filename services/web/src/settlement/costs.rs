//! What occasions have cost: a list with sums, recording a cost, and taking one back.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::Datelike;
use domain::swedish;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{self, Choice, FaultLine, Typed, options};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::paging::Pages;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::costs::data::Content;
use crate::settlement::costs::form::NewCost;
use crate::settlement::costs::row::CostRow;
use crate::visit::{Visit, page};
use crate::{figures, urls};

pub(super) mod data;
mod form;
mod row;

const COSTS: &str = region_operation!("costs");
const COST_REVERSE: &str = operation!("cost_reverse");
/// The first year that anything can be of.
const FIRST_YEAR: i32 = 2020;

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::COSTS, get(show).post(form::record))
        .route(urls::COST_REVERSE, post(reverse))
}

#[derive(Template)]
#[template(path = "settlement/costs.html")]
struct CostsPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    filters: Vec<Choice>,
    rows: Vec<CostRow>,
    count: String,
    total: String,
    pages: Pages,
    new: NewCost,
    result_href: String,
}

#[derive(Clone, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    ar: String,
    #[serde(default)]
    kurstillfalle: String,
    #[serde(default)]
    efter: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    list(&visit, &region, &asked, &Typed::default(), Vec::new()).await
}

/// The list, with what was typed and what is wrong with it.
async fn list(
    visit: &Visit,
    region: &str,
    asked: &Asked,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let chosen = if typed.is_sent() { typed.get("tillfalle") } else { &asked.kurstillfalle };
    let variables = json!({
        "chosen": chosen,
        "choosing": !chosen.is_empty(),
        // A year that is none filters nothing.
        "year": asked.ar.parse::<i32>().ok(),
        "occasion": given(&asked.kurstillfalle),
        "after": given(&asked.efter),
    });
    let (here, content): (Here, Content) = visit.region(COSTS, region, variables).await?;
    let slug = here.slug.as_str();
    let address = urls::costs(slug);
    let kept = [("ar", &*asked.ar), ("kurstillfalle", &*asked.kurstillfalle)];
    let known = content.choices();
    let costs = content.costs;
    let mut frame = Frame::region(visit, &here, Section::Costs, "Kostnader")?;
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let years = (FIRST_YEAR..=visit.today().year()).rev();
    let years = years.map(|year| (year.to_string(), year.to_string()));
    let shown = page(&CostsPage {
        frame,
        filters: vec![
            Choice {
                name: "ar".into(),
                label: "År",
                options: options("Alla år", years, &asked.ar),
                ..Choice::default()
            },
            Choice {
                name: "kurstillfalle".into(),
                label: "Kurstillfälle",
                options: options(
                    "Alla kurstillfällen",
                    known.iter().cloned(),
                    &asked.kurstillfalle,
                ),
                ..Choice::default()
            },
        ],
        rows: costs.nodes.iter().map(|cost| CostRow::of(slug, cost)).collect(),
        count: figures::counted(costs.total_count, "kostnad", "kostnader"),
        total: swedish::figure(costs.total_amount),
        pages: Pages::of(&address, &kept, &costs.page_info, !asked.efter.is_empty()),
        new: NewCost::of(typed, &faults, (known, chosen), visit.today())?,
        result_href: if asked.kurstillfalle.is_empty() {
            String::new()
        } else {
            urls::occasion_result(slug, &asked.kurstillfalle)
        },
        address,
        faults,
    })?;
    Ok((status, shown).into_response())
}

/// Takes a cost back, for a reason.
async fn reverse(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let field = format!("skal-{id}");
    let input = json!({ "region": region, "cost": id, "reason": typed.get(&field) });
    let asked = Asked::default();
    match visit.ask(COST_REVERSE, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("Kostnaden är återförd. Båda posterna finns kvar i bokföringen.");
            Ok(Redirect::to(&urls::costs(&region)).into_response())
        }
        Err(Fault::Invalid(_)) => {
            let faults = vec![FaultLine::of(field, "Skriv varför kostnaden återförs.")];
            list(&visit, &region, &asked, &Typed::default(), faults).await
        }
        Err(Fault::Conflict) => {
            let faults = vec![FaultLine::of("", "Kostnaden är redan återförd.")];
            list(&visit, &region, &asked, &Typed::default(), faults).await
        }
        Err(fault) => Err(fault),
    }
}

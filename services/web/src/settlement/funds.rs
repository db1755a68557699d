//! The buffer as a fund of its own, year by year, and the trainer pot beside it.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Date, Money, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::bars::{Bars, Measure};
use crate::settlement::figures_page::FiguresPage;
use crate::settlement::table::{Cell, Column, Row, Table};
use crate::urls;
use crate::visit::{Visit, page};

const FUNDS: &str = region_operation!("funds");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::FUNDS, get(show))
}

#[derive(Deserialize)]
struct Content {
    funds: Funds,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Funds {
    buffer_component: Option<String>,
    buffer: Vec<Year>,
    trainer_pot: Vec<Year>,
}

#[expect(clippy::struct_field_names, reason = "a year is known by its number")]
#[derive(Deserialize)]
struct Year {
    year: i32,
    collected: Money,
    used: Money,
    balance: Money,
    #[serde(default)]
    municipalities: Vec<Share>,
    #[serde(default)]
    costs: Vec<Cost>,
}

#[derive(Deserialize)]
struct Share {
    amount: Money,
    municipality: Name,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

#[derive(Deserialize)]
struct Cost {
    id: String,
    date: Date,
    description: String,
    supplier: String,
    amount: Money,
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(FUNDS, &region, json!({})).await?;
    let slug = here.slug.as_str();
    let funds = content.funds;
    let held = funds.buffer.first().map(|year| year.balance).unwrap_or_default();
    let charts = [
        ("buffert-diagram", "bufferten", &funds.buffer),
        ("pott-diagram", "utbildarpotten", &funds.trainer_pot),
    ];
    let mut tables = vec![
        over_years("buffert", "Bufferten år för år", "Betalat", &funds.buffer),
        spent(slug, &funds.buffer),
    ];
    tables.extend(funds.buffer.iter().find(|year| !year.municipalities.is_empty()).map(put_in));
    tables.push(over_years("pott", "Utbildarpotten år för år", "Fördelat", &funds.trainer_pot));
    page(&FiguresPage {
        frame: Frame::region(&visit, &here, Section::Buffer, "Buffert")?,
        heading: "Buffert".to_owned(),
        lead: lead(funds.buffer_component.as_deref(), held),
        actions: vec![("Välj vad som sparas", urls::books_buffer(slug))],
        charts: charts.into_iter().filter_map(|(id, name, years)| drawn(id, name, years)).collect(),
        tables,
        hint: "Åren är kalenderår, efter datum på underlag och kostnader.",
        ..FiguresPage::default()
    })
}

fn lead(component: Option<&str>, held: Money) -> String {
    let held = swedish::money(held);
    match component {
        Some(component) => {
            format!("I bufferten finns {held}. Avgiftsdelen med koden ”{component}” sparas där.")
        }
        None if held.starts_with("0 ") => {
            "Ingen del av avgifterna sparas som buffert. Välj en, så samlas den här och är ingen intäkt."
                .to_owned()
        }
        None => format!("I bufferten finns {held}. Ingen del av avgifterna sparas där längre."),
    }
}

/// What came in, what went out and what was left, each year after the other.
fn drawn(id: &'static str, name: &str, years: &[Year]) -> Option<Bars> {
    let measures = years.iter().rev().flat_map(|year| {
        [
            Measure::money(format!("{}, in", year.year), year.collected, false),
            Measure::money(format!("{}, ut", year.year), year.used, false),
            Measure::money(format!("{}, kvar", year.year), year.balance, true),
        ]
    });
    let latest = years.first()?;
    let description = format!(
        "Tre staplar för varje år: in, ut och kvar. Vid slutet av {} finns {}.",
        latest.year,
        swedish::money(latest.balance)
    );
    Bars::of(id, format!("In och ut ur {name}"), description, measures.collect())
}

fn over_years(id: &'static str, heading: &str, used: &'static str, years: &[Year]) -> Table {
    let row =
        |year: &Year| Row::of(year.year.to_string(), [year.collected, year.used, year.balance]);
    Table {
        id,
        heading: heading.to_owned(),
        empty: "Inget är insamlat än.",
        head: "År",
        columns: vec![Column::money("Insamlat"), Column::money(used), Column::money("Kvar")],
        rows: years.iter().map(row).collect(),
        ..Table::default()
    }
}

fn spent(region: &str, years: &[Year]) -> Table {
    let row = |cost: &Cost| Row {
        head: Cell::text(cost.description.clone()).to(urls::cost(region, &cost.id, cost.date)),
        cells: vec![
            Cell::text(cost.date.to_string()),
            Cell::text(cost.supplier.clone()),
            Cell::money(cost.amount),
        ],
    };
    Table {
        id: "betalat",
        heading: "Det som bufferten har betalat".to_owned(),
        empty: "Bufferten har inte betalat något.",
        head: "Vad",
        columns: vec![Column::text("Datum"), Column::text("Leverantör"), Column::money("Belopp")],
        rows: years.iter().flat_map(|year| &year.costs).map(row).collect(),
        ..Table::default()
    }
}

fn put_in(year: &Year) -> Table {
    let row = |share: &Share| Row::of(share.municipality.name.clone(), [share.amount]);
    Table {
        id: "kommuner",
        heading: format!("Insamlat {} per kommun", year.year),
        empty: "Inget samlades in.",
        head: "Kommun",
        columns: vec![Column::money("Insamlat")],
        rows: year.municipalities.iter().map(row).collect(),
        foot: Some(Row::of("Summa", [year.collected])),
        ..Table::default()
    }
}

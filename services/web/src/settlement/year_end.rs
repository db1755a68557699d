//! A year's end, per region and per municipality, held against the ledger; printable, and as a file.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use chrono::Datelike;
use domain::{Money, swedish};
use serde_json::json;

use crate::download::{CSV, download};
use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::bars::{Bars, Measure};
use crate::settlement::figures_page::FiguresPage;
use crate::settlement::year_end::data::{Content, YearEnd};
use crate::urls;
use crate::visit::{Visit, page};

mod csv;
mod data;
mod tables;

const YEAR_END: &str = region_operation!("year_end");

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::YEAR_END, get(latest))
        .route(urls::YEAR_END_OF, get(of_year))
        .route(urls::YEAR_END_FILE, get(file))
}

async fn latest(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let year = visit.today().year();
    show(&visit, &region, year).await
}

async fn of_year(
    visit: Visit,
    Path((region, year)): Path<(String, String)>,
) -> Result<Response, Fault> {
    show(&visit, &region, year.parse().map_err(|_| Fault::NotFound)?).await
}

async fn file(
    visit: Visit,
    Path((region, year)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let year = year.parse().map_err(|_| Fault::NotFound)?;
    let (here, told) = load(&visit, &region, year).await?;
    let name = format!("arsbokslut-{}-{year}.csv", here.slug);
    Ok(download(CSV, &name, csv::write(&told)))
}

async fn load(visit: &Visit, region: &str, year: i32) -> Result<(Here, YearEnd), Fault> {
    let (here, content): (Here, Content) =
        visit.region(YEAR_END, region, json!({ "year": year })).await?;
    Ok((here, content.year_end.ok_or(Fault::NotFound)?))
}

async fn show(visit: &Visit, region: &str, year: i32) -> Result<Response, Fault> {
    let (here, told) = load(visit, region, year).await?;
    let slug = here.slug.as_str();
    let heading = format!("Årsbokslut {year}");
    let mut years = told.years.clone();
    if !years.contains(&year) {
        years.insert(0, year);
    }
    let link = |one: i32| {
        let text = one.to_string();
        let href = urls::year_end(slug, &text);
        (text, href, one == year)
    };
    page(&FiguresPage {
        frame: Frame::region(visit, &here, Section::YearEnd, &heading)?,
        heading,
        pill: Some(if told.agrees {
            Pill::ready("Stämmer med huvudboken")
        } else {
            Pill::attention("Stämmer inte med huvudboken")
        }),
        lead: lead(&here.name, &told),
        actions: vec![("Hämta som fil (CSV)", urls::year_end_file(slug, &year.to_string()))],
        choices: years.into_iter().map(link).collect(),
        facts: vec![
            ("Intäkter", swedish::money(told.income)),
            ("Kostnader", swedish::money(told.cost)),
            ("Överskott", swedish::money(told.surplus)),
            ("Utgående moms", swedish::money(told.vat)),
            ("I utbildarpotten", swedish::money(told.trainer_pot.carried_out)),
            ("I bufferten", swedish::money(told.buffer.carried_out)),
        ],
        notes: notes(&told),
        charts: drawn(&told).into_iter().collect(),
        tables: tables::all(slug, &told),
        hint: "Skriv ut sidan från webbläsaren så får du bokslutet på papper, utan menyer.",
        ..FiguresPage::default()
    })
}

fn lead(region: &str, told: &YearEnd) -> String {
    let surplus = swedish::money(told.surplus);
    let (income, cost) = (swedish::money(told.income), swedish::money(told.cost));
    if told.surplus < Money::ZERO {
        format!(
            "{region} hade intäkter på {income} och kostnader på {cost}: ett underskott, {surplus}."
        )
    } else {
        format!(
            "{region} hade intäkter på {income} och kostnader på {cost}: ett överskott på {surplus}."
        )
    }
}

/// What is carried on because nobody earned points, and what does not agree.
fn notes(told: &YearEnd) -> Vec<String> {
    let unshared = told.pots.iter().filter(|pot| {
        pot.points.chars().all(|digit| matches!(digit, '0' | '.')) && !pot.carried_out.is_zero()
    });
    let mut notes: Vec<String> = unshared
        .map(|pot| {
            format!(
                "Ingen kommun tjänade poäng under {} i {}. Utbildarpotten, {}, förs över till nästa år.",
                told.year,
                pot.agreement,
                swedish::money(pot.carried_out)
            )
        })
        .collect();
    if !told.agrees {
        notes.push(
            "Underlag och kostnader kommer inte till det som står i huvudboken. Se avstämningen längst ned \
             och hör av dig till den som sköter driften."
                .to_owned(),
        );
    }
    notes
}

/// What each municipality has cost, largest first.
fn drawn(told: &YearEnd) -> Option<Bars> {
    let mut own: Vec<_> = told.municipalities.iter().collect();
    own.sort_by_key(|one| std::cmp::Reverse(one.net));
    let largest = own.first()?;
    let description = format!(
        "En stapel för varje kommun, störst först. {} betalar mest, {}.",
        largest.municipality.name,
        swedish::money(largest.net)
    );
    let measure = |(place, one): (usize, &&data::MunicipalityYear)| {
        Measure::money(one.municipality.name.clone(), one.net, place == 0)
    };
    let measures = own.iter().enumerate().map(measure).collect();
    Bars::of("kommuner-diagram", format!("Kostnad per kommun {}", told.year), description, measures)
}

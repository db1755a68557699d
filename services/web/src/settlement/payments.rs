//! Payments: the ageing list beside the ledger's balance, what is overdue, and the way to the bank's files.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use domain::swedish;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{FaultLine, Field, date_in, said_of};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::paging::Pages;
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::payments::data::{Ageing, Content, Overdue, Sums};
use crate::visit::{Visit, page};
use crate::{figures, random, urls};

mod bank_file;
mod bank_files;
mod data;
mod letter;
mod remind;

const PAYMENTS: &str = region_operation!("payments");

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::PAYMENTS, get(show))
        .route(urls::BANK_FILES, get(bank_files::show).post(bank_files::look))
        .route(urls::BOOK_BANK_FILE, post(bank_files::book))
        .route(urls::BANK_FILE, get(bank_file::show))
        .route(urls::REMIND, post(remind::send))
        .route(urls::REMINDER, get(letter::show))
}

#[derive(Template)]
#[template(path = "settlement/payments.html")]
struct PaymentsPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    date: Field,
    at: String,
    rows: Vec<AgedRow>,
    sums: Vec<Cell>,
    total: String,
    /// Whether the list and the ledger say the same.
    pill: Pill,
    ledger: String,
    ledger_href: String,
    overdue: Vec<OverdueRow>,
    overdue_count: String,
    /// Set where one municipality's are shown.
    only: String,
    all_href: String,
    pages: Pages,
    /// What the button says; empty where nobody can be reminded.
    remind: String,
    remind_href: String,
    key: String,
    bank_files_href: String,
}

struct AgedRow {
    name: String,
    href: String,
    cells: Vec<Cell>,
    total: String,
}

struct Cell {
    label: &'static str,
    figure: String,
}

struct OverdueRow {
    number: String,
    href: String,
    municipality: String,
    letter_href: String,
    only_href: String,
    due: String,
    days: String,
    left: String,
    reminded: String,
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    datum: String,
    #[serde(default)]
    kommun: String,
    #[serde(default)]
    efter: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let date = date_in(&asked.datum, "datum", &mut faults);
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let variables = json!({
        "at": date,
        "municipality": given(&asked.kommun),
        "after": given(&asked.efter),
    });
    let (here, content): (Here, Content) = visit.region(PAYMENTS, &region, variables).await?;
    let slug = here.slug.as_str();
    let address = urls::payments(slug);
    let (ageing, overdue) = (content.receivables, content.overdue_documents);
    let kept = [("datum", asked.datum.as_str()), ("kommun", asked.kommun.as_str())];
    let only = overdue.nodes.first().filter(|_| !asked.kommun.is_empty());
    let mut frame = Frame::region(&visit, &here, Section::Payments, "Betalningar")?;
    frame.tell_of(&faults);
    page(&PaymentsPage {
        frame,
        date: Field {
            name: "datum".into(),
            label: "Per den",
            kind: "date",
            value: if asked.datum.is_empty() { ageing.at.to_string() } else { asked.datum.clone() },
            fault: said_of(&faults, "datum"),
            ..Field::default()
        },
        faults,
        at: swedish::long_date(ageing.at),
        rows: rows(slug, &ageing),
        sums: cells(&ageing.sums),
        total: swedish::figure(ageing.sums.total),
        pill: if ageing.sums.total == ageing.ledger_balance {
            Pill::ready("Stämmer med huvudboken")
        } else {
            Pill::attention("Stämmer inte med huvudboken")
        },
        ledger: swedish::money(ageing.ledger_balance),
        ledger_href: urls::ledger(slug),
        only: only.map(|one| one.municipality.name.clone()).unwrap_or_default(),
        all_href: urls::with_query(&address, &[("datum", &asked.datum)]),
        pages: Pages::of(&address, &kept, &overdue.page_info, !asked.efter.is_empty()),
        overdue_count: figures::counted(overdue.total_count, "underlag", "underlag"),
        remind: match overdue.to_remind {
            0 => String::new(),
            one => format!("Skicka {}", figures::counted(one, "påminnelse", "påminnelser")),
        },
        overdue: overdue.nodes.iter().map(|one| overdue_row(slug, &asked.datum, one)).collect(),
        remind_href: urls::with_query(&urls::remind(slug), &[("kommun", &asked.kommun)]),
        key: random::token::<16>()?,
        bank_files_href: urls::bank_files(slug),
        address,
    })
}

fn rows(region: &str, ageing: &Ageing) -> Vec<AgedRow> {
    let row = |one: &data::Aged| AgedRow {
        name: one.municipality.name.clone(),
        href: urls::municipality(region, &one.municipality.code),
        cells: cells(&one.sums),
        total: swedish::figure(one.sums.total),
    };
    let mut rows: Vec<AgedRow> = ageing.municipalities.iter().map(row).collect();
    rows.sort_by_cached_key(|row| swedish::sort_key(&row.name));
    rows
}

fn cells(sums: &Sums) -> Vec<Cell> {
    let cells = [
        ("Inte förfallet", sums.not_due),
        ("1–30 dagar", sums.days_1_to_30),
        ("31–60 dagar", sums.days_31_to_60),
        ("61–90 dagar", sums.days_61_to_90),
        ("Över 90 dagar", sums.over_90_days),
    ];
    cells.map(|(label, amount)| Cell { label, figure: swedish::figure(amount) }).into()
}

fn overdue_row(region: &str, date: &str, one: &Overdue) -> OverdueRow {
    let code = one.municipality.code.as_str();
    let query = [("datum", date), ("kommun", code)];
    OverdueRow {
        number: one.number.clone(),
        href: urls::document(region, &one.id),
        municipality: one.municipality.name.clone(),
        letter_href: urls::reminder(region, code),
        only_href: urls::with_query(&urls::payments(region), &query),
        due: one.due.to_string(),
        days: figures::count(one.days_late),
        left: swedish::figure(one.left),
        reminded: one.last_reminder.map_or_else(|| "Aldrig".to_owned(), |day| day.to_string()),
    }
}

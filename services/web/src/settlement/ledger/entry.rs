//! An entry of the ledger: what was posted where, and what caused it.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::{Date, Money, course_date_at, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::settlement::figures_page::FiguresPage;
use crate::settlement::table::{Cell, Column, Row, Table};
use crate::urls;
use crate::visit::{Visit, page};

const LEDGER_ENTRY: &str = region_operation!("ledger_entry");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    ledger_entry: Option<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    date: Date,
    posted_at: DateTime<Utc>,
    description: String,
    cause: Cause,
    cause_id: String,
    document: Option<String>,
    postings: Vec<Posting>,
}

#[derive(Deserialize)]
struct Posting {
    account: Account,
    municipality: Option<Name>,
    code: Option<String>,
    amount: Money,
}

#[derive(Deserialize)]
struct Account {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

/// What moved money.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Cause {
    Document,
    Payment,
    Cost,
}

impl Cause {
    /// Where what caused an entry of this date is: its document, or the cost with this id.
    pub(super) fn href(self, region: &str, id: &str, document: Option<&str>, date: Date) -> String {
        match (self, document) {
            (Self::Cost, _) => urls::cost(region, id, date),
            (Self::Document | Self::Payment, Some(document)) => urls::document(region, document),
            (Self::Document | Self::Payment, None) => String::new(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Document | Self::Payment => "Visa underlaget",
            Self::Cost => "Visa kostnaden",
        }
    }
}

pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(LEDGER_ENTRY, &region, json!({ "id": id })).await?;
    let entry = content.ledger_entry.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let frame = Frame::region(&visit, &here, Section::Ledger, &entry.description)?
        .below("Huvudbok", urls::ledger(slug));
    let table = Table {
        id: "kontering",
        heading: "Kontering".to_owned(),
        caption: "Debet är plus och kredit är minus. Tillsammans blir de noll.".to_owned(),
        head: "Konto",
        columns: vec![Column::text("Kommun"), Column::text("Del"), Column::money("Belopp")],
        rows: entry.postings.iter().map(|posting| row(slug, posting)).collect(),
        ..Table::default()
    };
    page(&FiguresPage {
        frame,
        lead: format!("Bokfört med datum {}.", swedish::long_date(entry.date)),
        actions: vec![(
            entry.cause.name(),
            entry.cause.href(slug, &entry.cause_id, entry.document.as_deref(), entry.date),
        )],
        facts: vec![
            ("Datum", entry.date.to_string()),
            ("Bokfört", course_date_at(entry.posted_at).to_string()),
        ],
        heading: entry.description,
        tables: vec![table],
        ..FiguresPage::default()
    })
}

fn row(region: &str, posting: &Posting) -> Row {
    let account = &posting.account;
    let href = urls::ledger_account(region, &account.code);
    let municipality = posting.municipality.as_ref().map(|one| one.name.clone());
    let code = posting.code.clone().unwrap_or_default();
    let part = Cell::text(code.clone()).to(if code.is_empty() {
        String::new()
    } else {
        urls::with_query(&href, &[("del", &code)])
    });
    Row {
        head: Cell::text(format!("{} {}", account.code, account.name)).to(href),
        cells: vec![
            Cell::text(municipality.unwrap_or_default()),
            part,
            Cell::money(posting.amount),
        ],
    }
}

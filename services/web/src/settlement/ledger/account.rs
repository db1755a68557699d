//! An account's entries, latest first: by year, municipality and part, page by page.

use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::Datelike;
use domain::{Date, Money, swedish};
use serde::Deserialize;
use serde_json::json;

use super::entry::Cause;
use crate::fault::Fault;
use crate::figures;
use crate::forms::{Choice, options};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::rail::Section;
use crate::settlement::figures_page::FiguresPage;
use crate::settlement::table::{Cell, Column, Row, Table};
use crate::urls;
use crate::visit::{Visit, page};

const LEDGER_ACCOUNT: &str = region_operation!("ledger_account");
/// The first year that anything can be of.
const FIRST_YEAR: i32 = 2020;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    ar: String,
    #[serde(default)]
    kommun: String,
    #[serde(default)]
    del: String,
    #[serde(default)]
    efter: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    municipalities: Vec<Known>,
    ledger: Ledger,
    ledger_entries: Entries,
}

#[derive(Deserialize)]
struct Ledger {
    accounts: Vec<Known>,
}

/// A municipality or an account.
#[derive(Deserialize)]
struct Known {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entries {
    total_count: i64,
    debit: Money,
    credit: Money,
    balance: Money,
    nodes: Vec<Entry>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    id: String,
    date: Date,
    description: String,
    cause: Cause,
    cause_id: String,
    document: Option<String>,
    amount: Money,
    postings: Vec<Posting>,
}

#[derive(Deserialize)]
struct Posting {
    account: Code,
    municipality: Option<Name>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

pub(super) async fn show(
    visit: Visit,
    Path((region, account)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let variables = json!({
        "account": account,
        "municipality": given(&asked.kommun),
        "code": given(&asked.del),
        // A year that is none filters nothing.
        "year": asked.ar.parse::<i32>().ok(),
        "after": given(&asked.efter),
    });
    let (here, content): (Here, Content) = visit.region(LEDGER_ACCOUNT, &region, variables).await?;
    let slug = here.slug.as_str();
    let name = content.ledger.accounts.iter().find(|one| one.code == account);
    let heading = name.map_or(account.clone(), |one| format!("{account} {}", one.name));
    let address = urls::ledger_account(slug, &account);
    let entries = content.ledger_entries;
    let kept = [("ar", &*asked.ar), ("kommun", &*asked.kommun), ("del", &*asked.del)];
    let table = Table {
        id: "poster",
        heading: "Verifikationer".to_owned(),
        caption: "Texten leder till det som bokfördes, beloppet till hela konteringen.".to_owned(),
        empty: "Inget är bokfört på kontot med de valen.",
        head: "Datum",
        columns: vec![Column::text("Vad"), Column::text("Kommun"), Column::money("Belopp")],
        rows: entries.nodes.iter().map(|entry| row(slug, &account, entry)).collect(),
        foot: Some(Row {
            head: Cell::text("Saldo"),
            cells: vec![Cell::default(), Cell::default(), Cell::money(entries.balance)],
        }),
    };
    page(&FiguresPage {
        frame: Frame::region(&visit, &here, Section::Ledger, &heading)?
            .below("Huvudbok", urls::ledger(slug)),
        heading,
        lead: format!(
            "{}, senaste först. Debet är plus och kredit är minus.",
            figures::counted(entries.total_count, "verifikation", "verifikationer")
        ),
        filters: filters(&content.municipalities, &asked, visit.today()),
        pages: Pages::of(&address, &kept, &entries.page_info, !asked.efter.is_empty()),
        address,
        facts: vec![
            ("Debet", swedish::money(entries.debit)),
            ("Kredit", swedish::money(entries.credit)),
            ("Saldo", swedish::money(entries.balance)),
        ],
        notes: part(&asked.del),
        tables: vec![table],
        ..FiguresPage::default()
    })
}

fn part(code: &str) -> Vec<String> {
    if code.is_empty() { Vec::new() } else { vec![format!("Bara det som hör till {code}.")] }
}

fn filters(municipalities: &[Known], asked: &Asked, today: Date) -> Vec<Choice> {
    let years = (FIRST_YEAR..=today.year().saturating_add(1)).rev();
    let years = years.map(|year| (year.to_string(), year.to_string()));
    let known = municipalities.iter().map(|one| (one.code.clone(), one.name.clone()));
    let mut filters = vec![
        Choice {
            name: "ar".into(),
            label: "År",
            options: options("Alla år", years, &asked.ar),
            ..Choice::default()
        },
        Choice {
            name: "kommun".into(),
            label: "Kommun",
            options: options("Alla kommuner", known, &asked.kommun),
            ..Choice::default()
        },
    ];
    if !asked.del.is_empty() {
        let own = std::iter::once((asked.del.clone(), asked.del.clone()));
        filters.push(Choice {
            name: "del".into(),
            label: "Del",
            options: options("Alla delar", own, &asked.del),
            ..Choice::default()
        });
    }
    filters
}

fn row(region: &str, account: &str, entry: &Entry) -> Row {
    let own = entry.postings.iter().find(|posting| posting.account.code == account);
    let municipality = own.and_then(|posting| posting.municipality.as_ref());
    let cause = entry.cause.href(region, &entry.cause_id, entry.document.as_deref(), entry.date);
    Row {
        head: Cell::text(entry.date.to_string()),
        cells: vec![
            Cell::text(entry.description.clone()).to(cause),
            Cell::text(municipality.map(|one| one.name.clone()).unwrap_or_default()),
            Cell::money(entry.amount).to(urls::ledger_entry(region, &entry.id)),
        ],
    }
}

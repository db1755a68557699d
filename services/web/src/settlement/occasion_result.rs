//! What an occasion brought in, component by component, beside what it cost.

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
use crate::settlement::costs::data::{CostKind, CostPayer, Occasion};
use crate::settlement::figures_page::FiguresPage;
use crate::settlement::sum;
use crate::settlement::table::{Cell, Column, Row, Table};
use crate::urls;
use crate::visit::{Visit, page};

const OCCASION_RESULT: &str = region_operation!("occasion_result");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::OCCASION_RESULT, get(show))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    occasion_result: Option<Told>,
}

#[derive(Deserialize)]
struct Told {
    income: Money,
    cost: Money,
    result: Money,
    occasion: Occasion,
    brought: Vec<Brought>,
    costs: Vec<Cost>,
}

#[derive(Deserialize)]
struct Brought {
    name: String,
    amount: Money,
    account: Account,
}

#[derive(Deserialize)]
struct Account {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cost {
    id: String,
    date: Date,
    kind: CostKind,
    description: String,
    supplier: String,
    amount: Money,
    paid_by: CostPayer,
}

async fn show(visit: Visit, Path((region, id)): Path<(String, String)>) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(OCCASION_RESULT, &region, json!({ "occasion": id })).await?;
    let told = content.occasion_result.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let heading = "Vad kurstillfället kostade och gav";
    page(&FiguresPage {
        frame: Frame::region(&visit, &here, Section::Costs, heading)?
            .below("Kostnader", urls::costs(slug)),
        heading: heading.to_owned(),
        lead: lead(&told),
        actions: vec![
            ("Visa kurstillfället", urls::course(slug, &told.occasion.id)),
            ("För in en kostnad", format!("{}#ny", urls::costs_of(slug, &told.occasion.id))),
        ],
        facts: vec![
            ("Intäkter", swedish::money(told.income)),
            ("Kostnader", swedish::money(told.cost)),
            ("Resultat", swedish::money(told.result)),
        ],
        tables: vec![brought(slug, &told), costs(slug, &told)],
        hint: "Det som samlas in till utbildarpotten eller bufferten är ingen intäkt. Det som bufferten \
               betalar minskar inte resultatet.",
        ..FiguresPage::default()
    })
}

fn lead(told: &Told) -> String {
    let (course, code) = (&told.occasion.course, &told.occasion.code);
    let result = swedish::money(told.result);
    if told.brought.is_empty() {
        return format!("{course} ({code}) har inte kommit med i någon avräkning än.");
    }
    if told.result < Money::ZERO {
        format!("{course} ({code}) kostade mer än det gav: {result}.")
    } else {
        format!("{course} ({code}) gav {result} mer än det kostade.")
    }
}

fn brought(region: &str, told: &Told) -> Table {
    let row = |one: &Brought| Row {
        head: Cell::text(one.name.clone()),
        cells: vec![
            Cell::text(one.account.name.clone())
                .to(urls::ledger_account(region, &one.account.code)),
            Cell::money(one.amount),
        ],
    };
    Table {
        id: "gav",
        heading: "Gav".to_owned(),
        caption: "Det som är utfärdat för kurstillfällets dagar.".to_owned(),
        empty: "Inget är utfärdat för kurstillfällets dagar än.",
        head: "Del",
        columns: vec![Column::text("Bokförs på"), Column::money("Belopp")],
        rows: told.brought.iter().map(row).collect(),
        foot: Some(Row {
            head: Cell::text("Summa"),
            cells: vec![
                Cell::default(),
                Cell::money(sum(told.brought.iter().map(|one| one.amount))),
            ],
        }),
    }
}

fn costs(region: &str, told: &Told) -> Table {
    let row = |cost: &Cost| Row {
        head: Cell::text(cost.description.clone()).to(urls::cost(region, &cost.id, cost.date)),
        cells: vec![
            Cell::text(cost.kind.name()),
            Cell::text(cost.supplier.clone()),
            Cell::text(cost.paid_by.name()),
            Cell::money(cost.amount),
        ],
    };
    Table {
        id: "kostade",
        heading: "Kostade".to_owned(),
        empty: "Inga kostnader är införda för kurstillfället.",
        head: "Vad",
        columns: vec![
            Column::text("Slag"),
            Column::text("Leverantör"),
            Column::text("Betalas av"),
            Column::money("Belopp"),
        ],
        rows: told.costs.iter().map(row).collect(),
        foot: Some(Row {
            head: Cell::text("Summa"),
            cells: vec![
                Cell::default(),
                Cell::default(),
                Cell::default(),
                Cell::money(sum(told.costs.iter().map(|cost| cost.amount))),
            ],
        }),
        ..Table::default()
    }
}

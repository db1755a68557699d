//! A municipality's account with the region: every document with what is left, and what each year has cost.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Money, swedish};
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::bars::Bars;
use crate::settlement::municipality::data::{Account, Content, Document, Year};
use crate::settlement::{DocumentKind, sum};
use crate::urls;
use crate::visit::{Visit, page};

mod chart;
mod data;

const MUNICIPALITY_ACCOUNT: &str = region_operation!("municipality_account");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::MUNICIPALITY, get(show))
}

#[derive(Template)]
#[template(path = "settlement/municipality.html")]
struct MunicipalityPage {
    frame: Frame,
    name: String,
    answer: String,
    payable: String,
    paid: String,
    left: String,
    payable_figure: String,
    paid_figure: String,
    left_figure: String,
    chart: Option<Bars>,
    years: Vec<YearRow>,
    sums: YearRow,
    rows: Vec<Row>,
}

struct YearRow {
    year: String,
    course_fees: String,
    collected: String,
    fixed_costs: String,
    received: String,
    cost: String,
}

struct Row {
    number: String,
    href: String,
    date: String,
    due: String,
    pill: Pill,
    payout: bool,
    adjusts: bool,
    payable: String,
    paid: String,
    left: String,
    balance: String,
}

async fn show(
    visit: Visit,
    Path((region, municipality)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let variables = json!({ "code": municipality });
    let (here, content): (Here, Content) =
        visit.region(MUNICIPALITY_ACCOUNT, &region, variables).await?;
    let account = content.municipality_account.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let name = account.municipality.name.clone();
    page(&MunicipalityPage {
        frame: Frame::region(&visit, &here, Section::Documents, &name)?
            .below("Underlag", urls::documents(slug)),
        answer: answer(&here.name, &account),
        payable: swedish::money(account.payable),
        paid: swedish::money(account.paid),
        left: swedish::money(account.left),
        payable_figure: swedish::figure(account.payable),
        paid_figure: swedish::figure(account.paid),
        left_figure: swedish::figure(account.left),
        chart: chart::drawn(&name, &account.years),
        years: account.years.iter().map(year_row).collect(),
        sums: sums(&account.years),
        rows: account.documents.iter().map(|document| row(slug, document)).collect(),
        name,
    })
}

/// Who owes whom, in a sentence.
fn answer(region: &str, account: &Account) -> String {
    let name = &account.municipality.name;
    let amount = swedish::money(Money::from_ore(account.left.ore().saturating_abs()));
    if account.left.is_zero() {
        format!("{name} och {region} är kvitt.")
    } else if account.left.is_negative() {
        format!("{region} ska betala {amount} till {name}.")
    } else {
        format!("{name} har {amount} kvar att betala till {region}.")
    }
}

fn year_row(year: &Year) -> YearRow {
    YearRow {
        year: year.year.to_string(),
        course_fees: swedish::figure(year.course_fees),
        collected: swedish::figure(year.pot_collected),
        fixed_costs: swedish::figure(year.fixed_costs),
        received: swedish::figure(year.pot_received),
        cost: swedish::figure(year.cost),
    }
}

fn sums(years: &[Year]) -> YearRow {
    let of = |part: fn(&Year) -> Money| swedish::figure(sum(years.iter().map(part)));
    YearRow {
        year: String::new(),
        course_fees: of(|year| year.course_fees),
        collected: of(|year| year.pot_collected),
        fixed_costs: of(|year| year.fixed_costs),
        received: of(|year| year.pot_received),
        cost: of(|year| year.cost),
    }
}

fn row(region: &str, document: &Document) -> Row {
    Row {
        number: document.number.clone(),
        href: urls::document(region, &document.id),
        date: document.date.to_string(),
        due: document.due.map(|due| due.to_string()).unwrap_or_default(),
        pill: document.state.pill(),
        payout: document.kind == DocumentKind::Payout,
        adjusts: document.adjusts,
        payable: swedish::figure(document.payable),
        paid: swedish::figure(document.paid),
        left: swedish::figure(document.left),
        balance: swedish::figure(document.balance),
    }
}

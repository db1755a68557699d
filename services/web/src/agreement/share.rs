//! Why a municipality's yearly share of a fixed cost is what it is: the calculation as on paper.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::Money;
use domain::swedish::rounding::{self, Rounded};
use domain::swedish::{self, Exact, weights};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::Frame;
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::terms::{Allocation, months};
use crate::urls;
use crate::visit::{Visit, page};

const SHARE: &str = region_operation!("share");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::SHARE, get(show))
}

#[derive(Template)]
#[template(path = "agreement/share.html")]
struct SharePage {
    frame: Frame,
    heading: String,
    answer: String,
    calculation: String,
    exact: String,
    amount: String,
    rule: String,
    effect: String,
    clause: String,
    agreement: String,
    agreement_href: String,
}

#[derive(Deserialize)]
struct Content {
    agreement: Option<Agreement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Agreement {
    id: String,
    title: String,
    fixed_costs: Vec<FixedCost>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FixedCost {
    name: String,
    annual: Money,
    allocation: Allocation,
    rounding: Money,
    invoice_months: Vec<u32>,
    shares: Vec<Share>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Share {
    municipality: Municipality,
    weight: i64,
    total_weight: i64,
    exact: String,
    amount: Money,
}

#[derive(Deserialize)]
struct Municipality {
    code: String,
    name: String,
}

type Address = (String, String, String, String);

async fn show(
    visit: Visit,
    Path((region, id, cost, municipality)): Path<Address>,
) -> Result<Response, Fault> {
    let (here, content): (_, Content) = visit.region(SHARE, &region, json!({ "id": id })).await?;
    let agreement = content.agreement.ok_or(Fault::NotFound)?;
    let cost = agreement.fixed_costs.iter().find(|known| known.name == cost);
    let cost = cost.ok_or(Fault::NotFound)?;
    let share = cost.shares.iter().find(|share| share.municipality.code == municipality);
    let share = share.ok_or(Fault::NotFound)?;
    let heading = format!("Varför {}?", swedish::money(share.amount));
    let agreement_href = urls::agreement(&here.slug, &agreement.id);
    let frame = Frame::region(&visit, &here, Section::Agreements, &heading)?
        .below(&agreement.title, agreement_href.clone());
    let exact: Exact = share.exact.parse().map_err(|_| Fault::Internal(None))?;
    let rounded = Rounded {
        exact,
        unit: cost.rounding,
        amount: share.amount,
        total: cost.annual,
        all_up: Some(all_up(cost)?),
    };
    page(&SharePage {
        frame,
        heading,
        answer: answer(cost, share),
        calculation: weights::calculation(
            cost.allocation.into(),
            share.weight.unsigned_abs(),
            share.total_weight.unsigned_abs(),
            cost.annual,
        ),
        exact: swedish::decimal(&share.exact),
        amount: swedish::money(share.amount),
        rule: rounding::rule(cost.rounding, cost.annual),
        effect: rounding::effect(rounded),
        clause: clause(cost),
        agreement: agreement.title,
        agreement_href,
    })
}

/// What all shares would come to if each were rounded up by itself.
fn all_up(cost: &FixedCost) -> Result<Money, Fault> {
    let up = |share: &Share| share.exact.parse().map(|exact: Exact| exact.up(cost.rounding));
    let shares: Result<Vec<Money>, _> = cost.shares.iter().map(up).collect();
    let shares = shares.map_err(|_| Fault::Internal(None))?;
    Money::sum(shares).map_err(|_| Fault::Internal(None))
}

fn answer(cost: &FixedCost, share: &Share) -> String {
    format!(
        "{} betalar {} om året för {}. Kostnaden är {} om året och fördelas {}.",
        share.municipality.name,
        swedish::money(share.amount),
        cost.name,
        swedish::money(cost.annual),
        weights::because(
            cost.allocation.into(),
            &share.municipality.name,
            share.weight.unsigned_abs(),
            share.total_weight.unsigned_abs()
        ),
    )
}

fn clause(cost: &FixedCost) -> String {
    let parts = match cost.invoice_months.len() {
        0 | 1 => "Den faktureras en gång om året, i".to_owned(),
        count => format!("Den faktureras i {count} delar, i"),
    };
    format!("Fast kostnad: {}. {parts} {}.", cost.name, months(&cost.invoice_months))
}

//! Agreements: the one in force or any other, with what each party pays a year. Changes none.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use serde_json::json;

use crate::agreement::cost_table::CostTable;
use crate::agreement::data::{Content, Listed};
use crate::agreement::terms_view::TermsView;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::road::Road;
use crate::router::App;
use crate::terms::period;
use crate::urls;
use crate::visit::{Visit, page};

mod cost_table;
mod data;
mod share;
mod terms_view;

const AGREEMENT: &str = region_operation!("agreement");

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::AGREEMENTS, get(in_force))
        .route(urls::AGREEMENT, get(one))
        .merge(share::routes())
}

#[derive(Template)]
#[template(path = "agreement.html")]
struct AgreementPage {
    frame: Frame,
    /// Absent in a region without any agreement.
    agreement: Option<AgreementView>,
    others: Vec<OtherAgreement>,
}

struct AgreementView {
    title: String,
    period: String,
    pill: Pill,
    road: Road,
    version: i64,
    hash: String,
    parties: usize,
    costs: CostTable,
    terms: TermsView,
}

struct OtherAgreement {
    title: String,
    period: String,
    pill: Pill,
    href: String,
}

async fn in_force(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    show(&visit, &region, None).await
}

async fn one(visit: Visit, Path((region, id)): Path<(String, String)>) -> Result<Response, Fault> {
    show(&visit, &region, Some(&id)).await
}

async fn show(visit: &Visit, region: &str, id: Option<&str>) -> Result<Response, Fault> {
    let (here, content): (_, Content) =
        visit.region(AGREEMENT, region, json!({ "id": id })).await?;
    if id.is_some() && content.agreement.is_none() {
        return Err(Fault::NotFound);
    }
    let shown = content.agreement.as_ref().map(|agreement| agreement.id.clone());
    let others = content.agreements.nodes.into_iter();
    let others = others
        .filter(|listed| Some(&listed.id) != shown.as_ref())
        .map(|listed| other(&here.slug, listed))
        .collect();
    let agreement = content.agreement.map(|agreement| view(&here.slug, agreement));
    let title = agreement.as_ref().map_or("Avtal", |agreement| &agreement.title);
    let frame = Frame::region(visit, &here, Section::Agreements, title)?;
    page(&AgreementPage { frame, agreement, others })
}

fn view(region: &str, agreement: data::Agreement) -> AgreementView {
    AgreementView {
        period: period(agreement.from, agreement.to),
        pill: agreement.state.pill(),
        road: agreement.state.road(agreement.from, agreement.to),
        version: agreement.version,
        hash: agreement.terms_hash.clone(),
        parties: agreement.parties.len(),
        costs: CostTable::of(region, &agreement),
        terms: TermsView::of(&agreement),
        title: agreement.title,
    }
}

fn other(region: &str, listed: Listed) -> OtherAgreement {
    OtherAgreement {
        period: period(listed.from, listed.to),
        pill: listed.state.pill(),
        href: urls::agreement(region, &listed.id),
        title: listed.title,
    }
}

//! Issued documents: filtered by year and municipality, page by page, with what all that match come to.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::Datelike;
use domain::{Date, Money, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{Choice, Selectable};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::rail::Section;
use crate::router::App;
use crate::settlement::{DocumentKind, OccasionName, purpose};
use crate::visit::{Visit, page};
use crate::{figures, urls};

const DOCUMENTS: &str = region_operation!("documents");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::DOCUMENTS, get(show))
}

#[derive(Template)]
#[template(path = "settlement/documents.html")]
struct DocumentsPage {
    frame: Frame,
    address: String,
    filters: Vec<Choice>,
    filtered: bool,
    rows: Vec<Row>,
    count: String,
    total: String,
    pages: Pages,
    /// Where documents are made, for those who may; empty otherwise.
    settlement_href: String,
}

struct Row {
    number: String,
    href: String,
    date: String,
    municipality: String,
    purpose: String,
    adjusts: bool,
    payout: bool,
    total: String,
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    ar: String,
    #[serde(default)]
    kommun: String,
    #[serde(default)]
    efter: String,
}

#[derive(Deserialize)]
struct Content {
    agreements: Agreements,
    documents: Documents,
}

#[derive(Deserialize)]
struct Agreements {
    nodes: Vec<Agreement>,
}

#[derive(Deserialize)]
struct Agreement {
    from: Date,
    to: Date,
    parties: Vec<Party>,
}

#[derive(Deserialize)]
struct Party {
    municipality: Municipality,
}

#[derive(Deserialize)]
struct Municipality {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Documents {
    total_count: i64,
    total_amount: Money,
    nodes: Vec<Document>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    number: String,
    kind: DocumentKind,
    date: Date,
    adjusts: bool,
    total: Money,
    municipality: Name,
    occasion: Option<OccasionName>,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    // A year that is none filters nothing.
    let year: Option<i32> = asked.ar.parse().ok();
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let variables = json!({
        "year": year,
        "municipality": given(&asked.kommun),
        "after": given(&asked.efter),
    });
    let (here, content): (Here, Content) = visit.region(DOCUMENTS, &region, variables).await?;
    let address = urls::documents(&here.slug);
    let documents = content.documents;
    let kept = [("ar", asked.ar.as_str()), ("kommun", asked.kommun.as_str())];
    page(&DocumentsPage {
        frame: Frame::region(&visit, &here, Section::Documents, "Underlag")?,
        filters: filters(&here, &content.agreements.nodes, &asked, visit.today()),
        filtered: year.is_some() || !asked.kommun.is_empty(),
        count: figures::count(documents.total_count),
        total: swedish::figure(documents.total_amount),
        pages: Pages::of(&address, &kept, &documents.page_info, !asked.efter.is_empty()),
        rows: documents.nodes.into_iter().map(|one| row(&here.slug, one)).collect(),
        settlement_href: if here.may(crate::frame::Permission::Settle) {
            urls::settlement(&here.slug)
        } else {
            String::new()
        },
        address,
    })
}

/// Year, and municipality for those who see several.
fn filters(here: &Here, agreements: &[Agreement], asked: &Asked, today: Date) -> Vec<Choice> {
    let first = agreements.iter().map(|agreement| agreement.from.year()).min();
    let last = agreements.iter().map(|agreement| agreement.to.year()).max();
    let last = last.map(|year| year.min(today.year().saturating_add(1)));
    let years = match (first, last) {
        (Some(first), Some(last)) => (first..=last).rev().map(|year| year.to_string()).collect(),
        _ => Vec::new(),
    };
    let mut filters = vec![Choice {
        name: "ar",
        label: "Fakturaår",
        options: options("Alla år", years.into_iter().map(|year| (year.clone(), year)), &asked.ar),
        ..Choice::default()
    }];
    if here.viewer.municipality.is_none() {
        let parties = agreements.iter().flat_map(|agreement| &agreement.parties);
        let mut known: Vec<(String, String)> = parties
            .map(|party| (party.municipality.code.clone(), party.municipality.name.clone()))
            .collect();
        known.sort_by_cached_key(|(code, name)| (swedish::sort_key(name), code.clone()));
        known.dedup();
        filters.push(Choice {
            name: "kommun",
            label: "Kommun",
            options: options("Alla kommuner", known.into_iter(), &asked.kommun),
            ..Choice::default()
        });
    }
    filters
}

fn options(
    all: &str,
    known: impl Iterator<Item = (String, String)>,
    chosen: &str,
) -> Vec<Selectable> {
    let any = std::iter::once((String::new(), all.to_owned()));
    let options =
        any.chain(known).map(|(value, label)| Selectable { chosen: value == chosen, value, label });
    options.collect()
}

fn row(region: &str, document: Document) -> Row {
    Row {
        purpose: purpose(document.kind, document.occasion.as_ref()),
        href: urls::document(region, &document.id),
        date: document.date.to_string(),
        municipality: document.municipality.name,
        adjusts: document.adjusts,
        payout: document.kind == DocumentKind::Payout,
        total: swedish::figure(document.total),
        number: document.number,
    }
}

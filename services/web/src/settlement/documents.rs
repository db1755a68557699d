//! Issued documents: filtered by year and municipality, page by page, with what all that match come to.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use domain::{Date, Money, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{Choice, options};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::parties::{Agreements, municipalities, years};
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
    municipality_href: String,
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
    municipality: Municipality,
    occasion: Option<OccasionName>,
}

#[derive(Deserialize)]
struct Municipality {
    code: String,
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
        filters: filters(&here, &content.agreements, &asked, visit.today()),
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
fn filters(here: &Here, agreements: &Agreements, asked: &Asked, today: Date) -> Vec<Choice> {
    let years = years(agreements, today).into_iter().map(|year| (year.clone(), year));
    let mut filters = vec![Choice {
        name: "ar".into(),
        label: "Fakturaår",
        options: options("Alla år", years, &asked.ar),
        ..Choice::default()
    }];
    if here.viewer.municipality.is_none() {
        let known = municipalities(agreements);
        filters.push(Choice {
            name: "kommun".into(),
            label: "Kommun",
            options: options("Alla kommuner", known.into_iter(), &asked.kommun),
            ..Choice::default()
        });
    }
    filters
}

fn row(region: &str, document: Document) -> Row {
    Row {
        purpose: purpose(document.kind, document.occasion.as_ref()),
        href: urls::document(region, &document.id),
        date: document.date.to_string(),
        municipality_href: urls::municipality(region, &document.municipality.code),
        municipality: document.municipality.name,
        adjusts: document.adjusts,
        payout: document.kind == DocumentKind::Payout,
        total: swedish::figure(document.total),
        number: document.number,
    }
}

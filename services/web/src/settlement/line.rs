//! Why a line is what it is: a sentence, the calculation as on paper, the rounding, the clause, the facts.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Money, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::router::App;
use crate::settlement::line::data::{Content, Explanation, Line};
use crate::settlement::line::explained::{About, Explained};
use crate::urls;
use crate::visit::{Visit, page};

mod course_fee;
mod credited;
mod data;
mod explained;
mod fixed_cost;
mod trainer_pot;
mod vat;
mod withdrawn;

const DOCUMENT_LINE: &str = region_operation!("document_line");
const DOCUMENT_AGREEMENT: &str = operation!("document_agreement");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::LINE, get(show))
}

#[derive(Template)]
#[template(path = "settlement/line.html")]
struct LinePage {
    frame: Frame,
    heading: String,
    explained: Explained,
    /// What earlier documents have charged of it; empty where nothing.
    difference: String,
    /// How it stands to VAT.
    vat: Vec<String>,
    agreement: String,
    agreement_href: String,
    document: String,
    document_href: String,
}

#[derive(Deserialize)]
struct Answer {
    region: Option<Region>,
}

#[derive(Deserialize)]
struct Region {
    document: Option<Document>,
}

#[derive(Deserialize)]
struct Document {
    agreement: Agreement,
}

#[derive(Deserialize)]
struct Agreement {
    id: String,
    title: String,
}

async fn show(
    visit: Visit,
    Path((region, line)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(DOCUMENT_LINE, &region, json!({ "id": line })).await?;
    let line = content.document_line.ok_or(Fault::NotFound)?;
    let agreement = agreement(&visit, &region, &line.document.id).await?;
    let slug = here.slug.as_str();
    let heading = format!("Varför {}?", swedish::money(line.amount));
    let document = format!("Underlag {}", line.document.number);
    let document_href = urls::document(slug, &line.document.id);
    let frame = Frame::region(&visit, &here, Section::Documents, &heading)?
        .below("Underlag", urls::documents(slug))
        .below(&line.document.number, document_href.clone());
    page(&LinePage {
        frame,
        heading,
        explained: explain(&here, &line)?,
        difference: difference(&line),
        vat: content.document_line_vat.as_ref().map(vat::told).unwrap_or_default(),
        agreement_href: urls::agreement(slug, &agreement.id),
        agreement: agreement.title,
        document,
        document_href,
    })
}

async fn agreement(visit: &Visit, region: &str, document: &str) -> Result<Agreement, Fault> {
    let variables = json!({ "region": region, "id": document });
    let answer: Answer = visit.ask(DOCUMENT_AGREEMENT, variables).await?;
    let document = answer.region.and_then(|region| region.document);
    document.map(|document| document.agreement).ok_or(Fault::NotFound)
}

fn explain(here: &Here, line: &Line) -> Result<Explained, Fault> {
    let about = About {
        region: &here.slug,
        municipality: &line.document.municipality.name,
        name: &line.name,
        amount: line.amount,
    };
    match &line.explanation {
        Explanation::CourseFeeExplanation(fee) => course_fee::explained(&about, fee),
        Explanation::FixedCostExplanation(cost) => fixed_cost::explained(&about, cost),
        Explanation::TrainerPotExplanation(pot) => trainer_pot::explained(&about, pot),
        Explanation::WithdrawnExplanation(withdrawn) => Ok(withdrawn::explained(&about, withdrawn)),
        Explanation::CreditExplanation(credit) => Ok(credited::explained(&about, credit)),
    }
}

/// A run is a difference: what should be charged, less what earlier documents have charged.
fn difference(line: &Line) -> String {
    let (charged, before) = match &line.explanation {
        Explanation::CourseFeeExplanation(fee) => (fee.charged, fee.issued_before),
        Explanation::FixedCostExplanation(cost) => (cost.charged, cost.issued_before),
        Explanation::TrainerPotExplanation(pot) => (pot.charged, pot.issued_before),
        Explanation::WithdrawnExplanation(withdrawn) => (Money::ZERO, withdrawn.issued_before),
        // Nothing has changed: somebody has decided.
        Explanation::CreditExplanation(_) => return String::new(),
    };
    swedish::difference(charged, before, line.amount).unwrap_or_default()
}

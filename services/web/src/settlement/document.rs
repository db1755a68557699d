//! One document as a basis for an invoice or a payment: fit to print, every amount leading to why.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Money, course_date_at, swedish};
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{self, FaultLine, Typed};
use crate::frame::{Frame, Here, Permission};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::document::data::{Content, Line};
use crate::settlement::document::paying::Paying;
use crate::settlement::formats::{FORMATS, FileFormat};
use crate::settlement::{DocumentKind, purpose, sum};
use crate::urls;
use crate::visit::{Visit, page};

mod credit;
mod data;
mod file;
mod paying;

const DOCUMENT: &str = region_operation!("document");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::DOCUMENT, get(show))
        .route(urls::DOCUMENT_FILE, get(file::send))
        .route(urls::PAY, post(paying::record))
        .route(urls::REVERSE, post(paying::reverse))
        .merge(credit::routes())
}

#[derive(Template)]
#[template(path = "settlement/document.html")]
struct DocumentPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    kind: &'static str,
    number: String,
    answer: String,
    adjusts: bool,
    region: String,
    municipality: String,
    municipality_href: String,
    org_number: String,
    date: String,
    issued: String,
    purpose: String,
    agreement: String,
    agreement_href: String,
    summary: Vec<SummaryRow>,
    groups: Vec<Group>,
    total: String,
    /// VAT, rounding and what is to be paid; nothing where they add nothing.
    added: Vec<SummaryRow>,
    payable: String,
    paying: Paying,
    /// Files: what the link says, and where it leads.
    files: Vec<(&'static str, String)>,
    /// Where it is credited; empty for those who may not.
    credit_href: String,
}

/// What all lines with the same name come to.
struct SummaryRow {
    name: String,
    amount: String,
}

/// The lines of one course day, or of none.
struct Group {
    heading: String,
    /// The course day; empty for none.
    href: String,
    rows: Vec<LineRow>,
}

struct LineRow {
    name: String,
    quantity: String,
    unit_price: String,
    amount: String,
    adjusts: bool,
    href: String,
}

async fn show(visit: Visit, Path((region, id)): Path<(String, String)>) -> Result<Response, Fault> {
    shown(&visit, &region, &id, Typed::default(), Vec::new()).await
}

/// The page, with what was typed on it and what is at fault.
async fn shown(
    visit: &Visit,
    region: &str,
    id: &str,
    typed: Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(DOCUMENT, region, json!({ "id": id })).await?;
    let document = content.document.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let kind = match document.kind {
        DocumentKind::Invoice => "Fakturaunderlag",
        DocumentKind::Payout => "Utbetalningsunderlag",
    };
    let title = format!("{kind} {}", document.number);
    let mut frame = Frame::region(visit, &here, Section::Documents, &title)?
        .below("Underlag", urls::documents(slug));
    frame.tell_of(&faults);
    let status = forms::status(&faults);
    let paying = Paying::of(visit, &here, &document, content.document_payments, (typed, &faults))?;
    let mut response = page(&DocumentPage {
        frame,
        faults,
        paying,
        municipality_href: urls::municipality(slug, &document.municipality.code),
        kind,
        answer: swedish::who_pays(&here.name, &document.municipality.name, document.payable),
        adjusts: document.adjusts,
        org_number: document.org_number,
        date: swedish::long_date(document.date),
        issued: swedish::long_date(course_date_at(document.issued_at)),
        purpose: purpose(document.kind, document.occasion.as_ref()),
        agreement: document.agreement.title,
        agreement_href: urls::agreement(slug, &document.agreement.id),
        summary: summary(&document.lines),
        groups: groups(slug, &document.lines),
        total: swedish::figure(document.total),
        added: added(document.vat, document.rounding),
        payable: swedish::figure(document.payable),
        files: files(slug, &document.id),
        credit_href: if here.may(Permission::Settle) {
            urls::credit(slug, &document.id)
        } else {
            String::new()
        },
        number: document.number,
        municipality: document.municipality.name,
        region: here.name,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// VAT and rounding, where there is any.
fn added(vat: Money, rounding: Money) -> Vec<SummaryRow> {
    let rows = [("Moms", vat), ("Öresavrundning", rounding)];
    let rows = rows.into_iter().filter(|(_, amount)| !amount.is_zero());
    let row = |(name, amount): (&str, Money)| SummaryRow {
        name: name.to_owned(),
        amount: swedish::figure(amount),
    };
    rows.map(row).collect()
}

fn files(region: &str, id: &str) -> Vec<(&'static str, String)> {
    let link = |format: &FileFormat| (format.label, urls::document_file(region, id, format.path));
    FORMATS.iter().map(link).collect()
}

/// In the order in which the names first occur.
fn summary(lines: &[Line]) -> Vec<SummaryRow> {
    let mut names: Vec<&str> = Vec::new();
    for line in lines {
        if !names.contains(&line.name.as_str()) {
            names.push(&line.name);
        }
    }
    let row = |name: &str| SummaryRow {
        name: name.to_owned(),
        amount: swedish::figure(sum(lines
            .iter()
            .filter(|line| line.name == name)
            .map(|line| line.amount))),
    };
    names.into_iter().map(row).collect()
}

/// Lines that follow each other and charge the same course day stand together.
fn groups(region: &str, lines: &[Line]) -> Vec<Group> {
    let same_day = |one: &Line, next: &Line| one.day_id() == next.day_id();
    let group = |lines: &[Line]| {
        let day = lines.first().and_then(|line| line.course_day.as_ref());
        Group {
            heading: match day {
                Some(day) => format!("{} {}", day.date, day.course),
                None => "Avgifter som inte hör till en kursdag".to_owned(),
            },
            href: day.map(|day| urls::course_day(region, &day.id)).unwrap_or_default(),
            rows: lines.iter().map(|line| row(region, line)).collect(),
        }
    };
    lines.chunk_by(same_day).map(group).collect()
}

fn row(region: &str, line: &Line) -> LineRow {
    LineRow {
        name: line.name.clone(),
        quantity: swedish::decimal(&line.quantity),
        unit_price: line.unit_price.map(swedish::figure).unwrap_or_default(),
        amount: swedish::figure(line.amount),
        adjusts: line.adjusts,
        href: urls::line(region, &line.id),
    }
}

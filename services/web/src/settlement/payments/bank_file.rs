//! A file from the bank: what became of each payment, or would.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::{course_date_at, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::settlement::payments::data::{BankFile, BankFileRow, Outcome};
use crate::visit::{Visit, page};
use crate::{figures, urls};

const BANK_FILE: &str = region_operation!("bank_file");

/// What became of a file's payments, ready to show.
#[derive(Template)]
#[template(path = "settlement/bank_file.html")]
pub(super) struct BankFilePage {
    pub(super) frame: Frame,
    pub(super) name: String,
    pub(super) told: String,
    pub(super) rows: Vec<RowView>,
    pub(super) booked_amount: String,
    /// Set where the file is only looked at.
    pub(super) to_book: Option<ToBook>,
}

/// The form that books what was looked at.
pub(super) struct ToBook {
    pub(super) address: String,
    pub(super) content: String,
    pub(super) key: String,
    /// What the button says; empty where nothing can be booked.
    pub(super) button: String,
    pub(super) back_href: String,
}

pub(super) struct RowView {
    line: String,
    date: String,
    reference: String,
    number: String,
    href: String,
    municipality: String,
    amount: String,
    booked: bool,
    why: &'static str,
}

impl RowView {
    pub(super) fn of(region: &str, row: &BankFileRow) -> Self {
        let document = row.document.as_ref();
        Self {
            line: figures::count(row.line),
            date: row.date.to_string(),
            reference: row.reference.clone(),
            number: document.map(|one| one.number.clone()).unwrap_or_default(),
            href: document.map(|one| urls::document(region, &one.id)).unwrap_or_default(),
            municipality: document.map(|one| one.municipality.name.clone()).unwrap_or_default(),
            amount: swedish::figure(row.amount),
            booked: row.outcome == Outcome::Booked,
            why: row.outcome.told(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    bank_file: Option<BankFile>,
}

/// A file that was booked.
pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(BANK_FILE, &region, json!({ "id": id })).await?;
    let file = content.bank_file.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let day = swedish::long_date(course_date_at(file.recorded_at));
    let by = match file.recorded_by.as_str() {
        "" => String::new(),
        name => format!(" av {name}"),
    };
    page(&BankFilePage {
        frame: Frame::region(&visit, &here, Section::Payments, &file.name)?
            .below("Betalningar", urls::payments(slug))
            .below("Bankfiler", urls::bank_files(slug)),
        told: format!("Bokförd {day}{by}. {}", counted(file.payments, file.booked)),
        rows: file.rows.iter().map(|row| RowView::of(slug, row)).collect(),
        booked_amount: swedish::money(file.booked_amount),
        name: file.name,
        to_book: None,
    })
}

/// How many payments there are, and how many of them find their document.
pub(super) fn counted(payments: i64, booked: i64) -> String {
    format!(
        "{} av {} hör till ett underlag.",
        figures::count(booked),
        figures::counted(payments, "betalning", "betalningar")
    )
}

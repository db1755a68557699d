//! The letter that reminds a municipality of what is overdue: fit to print, or to send by one's own mail.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::{Date, Money, swedish};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::settlement::sum;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const REMINDER_LETTER: &str = region_operation!("reminder_letter");

#[derive(Template)]
#[template(path = "settlement/reminder.html")]
struct LetterPage {
    frame: Frame,
    region: String,
    municipality: String,
    today: String,
    rows: Vec<Row>,
    total: String,
    /// Addresses with letters to them, ready to open in a mail program.
    mails: Vec<(String, String)>,
    account_href: String,
}

struct Row {
    number: String,
    href: String,
    date: String,
    due: String,
    days: String,
    bankgiro: String,
    reference: String,
    left: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    overdue_documents: Documents,
}

#[derive(Deserialize)]
struct Documents {
    nodes: Vec<Document>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    id: String,
    number: String,
    municipality: Name,
    date: Date,
    due: Date,
    days_late: i64,
    left: Money,
    bankgiro: String,
    payment_reference: String,
    email: Option<String>,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

pub(super) async fn show(
    visit: Visit,
    Path((region, municipality)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let variables = json!({ "municipality": municipality });
    let (here, content): (Here, Content) =
        visit.region(REMINDER_LETTER, &region, variables).await?;
    let documents = content.overdue_documents.nodes;
    let first = documents.first().ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let name = first.municipality.name.clone();
    page(&LetterPage {
        frame: Frame::region(&visit, &here, Section::Payments, &format!("Påminnelse, {name}"))?
            .below("Betalningar", urls::payments(slug)),
        municipality: name,
        today: swedish::long_date(visit.today()),
        rows: documents.iter().map(|one| row(slug, one)).collect(),
        total: swedish::money(sum(documents.iter().map(|one| one.left))),
        mails: mails(&here.name, &documents),
        account_href: urls::municipality(slug, &municipality),
        region: here.name,
    })
}

fn row(region: &str, one: &Document) -> Row {
    Row {
        number: one.number.clone(),
        href: urls::document(region, &one.id),
        date: one.date.to_string(),
        due: one.due.to_string(),
        days: figures::count(one.days_late),
        bankgiro: one.bankgiro.clone(),
        reference: one.payment_reference.clone(),
        left: swedish::figure(one.left),
    }
}

/// A letter to each address, about the documents that went there.
fn mails(region: &str, documents: &[Document]) -> Vec<(String, String)> {
    let mut addresses: Vec<&str> = Vec::new();
    for email in documents.iter().filter_map(|one| one.email.as_deref()) {
        if !addresses.contains(&email) {
            addresses.push(email);
        }
    }
    let letter = |address: &str| {
        let own = documents.iter().filter(|one| one.email.as_deref() == Some(address));
        let rows = own.map(|one| {
            format!(
                "{}: {}, förföll {}, bankgiro {}, OCR {}\r\n",
                one.number,
                swedish::money(one.left),
                one.due,
                one.bankgiro,
                one.payment_reference
            )
        });
        let rows: String = rows.collect();
        let text = format!(
            "Hej,\r\n\r\nvi har inte fått betalt för:\r\n\r\n{rows}\r\nHar ni betalat de senaste \
             dagarna kan ni bortse från påminnelsen.\r\n\r\n{region}\r\n"
        );
        let subject = format!("Påminnelse från {region}");
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let to = address.replace(['?', '&', '%'], "");
        format!("mailto:{to}?subject={}&body={}", encoded(&subject), encoded(&text))
    };
    addresses.into_iter().map(|address| (address.to_owned(), letter(address))).collect()
}

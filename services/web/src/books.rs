//! How the books are set up: what is chosen, what is missing, and a form for each part.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{course_date_at, swedish};
use serde_json::json;

use crate::books::data::{AccountKind, Books, Content, Municipality, Seller, Series, Vat};
use crate::books::lacking::{Lacking, lacking};
use crate::fault::Fault;
use crate::forms::Typed;
use crate::frame::{Frame, Here};
use crate::line_kind::LineKind;
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::visit::{Visit, page};
use crate::{figures, once, urls};

mod accounts;
mod buffer;
mod data;
mod form;
mod lacking;
mod recipient;
mod recipients;
mod seller;
mod vat;

const BOOKS: &str = region_operation!("books");

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::BOOKS, get(show).post(two_persons))
        .route(urls::BOOKS_SELLER, get(seller::show).post(seller::set))
        .route(urls::BOOKS_VAT, get(vat::show).post(vat::set))
        .route(urls::BOOKS_RECIPIENTS, get(recipients::show).post(recipients::look))
        .route(urls::BOOKS_RECIPIENTS_FILE, get(recipients::send))
        .route(urls::BOOKS_RECIPIENTS_SAVE, post(recipients::save::save))
        .route(urls::BOOKS_RECIPIENT, get(recipient::show).post(recipient::set))
        .route(urls::BOOKS_BUFFER, get(buffer::show).post(buffer::set))
        .route(urls::BOOKS_ACCOUNTS, get(accounts::show).post(accounts::set))
}

#[derive(Template)]
#[template(path = "books/overview.html")]
struct OverviewPage {
    frame: Frame,
    told: String,
    /// Empty where nobody has said who sells.
    seller: Vec<(&'static str, String)>,
    seller_href: String,
    vat: Vec<VatRow>,
    vat_href: String,
    recipients: Vec<RecipientRow>,
    recipients_href: String,
    recipients_file_href: String,
    /// What the agreements in force need, and is not there.
    lacking: Vec<Lacking>,
    accounts: Vec<AccountRow>,
    accounts_href: String,
    series: Vec<SeriesRow>,
    /// The code of the component that is saved up; empty for none.
    buffer: String,
    buffer_href: String,
    four_eyes: bool,
    address: String,
    key: String,
}

struct VatRow {
    charge: String,
    told: String,
    from: String,
}

struct RecipientRow {
    name: String,
    peppol: String,
    reference: String,
    special: String,
    href: String,
}

struct SeriesRow {
    year: i32,
    first: String,
    last: String,
    documents: String,
    gaps: String,
}

struct AccountRow {
    name: &'static str,
    number: String,
    dimensions: String,
}

/// How the books are set up, and the region's municipalities by name.
async fn load(visit: &Visit, region: &str) -> Result<(Here, Books, Vec<Municipality>), Fault> {
    let (here, content): (Here, Content) = visit.region(BOOKS, region, json!({})).await?;
    let books = content.books.ok_or(Fault::NotFound)?;
    Ok((here, books, content.municipalities))
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(BOOKS, &region, json!({})).await?;
    let Content { municipalities, books, books_missing, number_series } = content;
    let books = books.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    page(&OverviewPage {
        frame: Frame::region(&visit, &here, Section::Books, "Bokföring")?,
        told: told(&books),
        seller: books.seller.as_ref().map(seller_facts).unwrap_or_default(),
        seller_href: urls::books_seller(slug),
        vat: books.vat.iter().map(vat_row).collect(),
        vat_href: urls::books_vat(slug),
        lacking: lacking(slug, &books, &books_missing),
        recipients: municipalities.iter().map(|one| recipient_row(slug, &books, one)).collect(),
        recipients_href: urls::books_recipients(slug),
        recipients_file_href: urls::books_recipients_file(slug),
        accounts: AccountKind::ALL.map(|account| account_row(&books, account)).into(),
        accounts_href: urls::books_accounts(slug),
        series: number_series.into_iter().map(series_row).collect(),
        buffer: books.buffer.clone().unwrap_or_default(),
        buffer_href: urls::books_buffer(slug),
        four_eyes: books.four_eyes,
        address: urls::books(slug),
        key: once::key()?,
    })
}

/// Whether one person attests a run, and another issues it.
async fn two_persons(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let on = typed.get("tva-personer") == "ja";
    match form::send(&visit, &region, &typed, ("fourEyes", json!(on)), |_| String::new()).await? {
        Ok(response) => Ok(response),
        // Sent from a page of long ago, or by hand.
        Err(_) => Err(Fault::Conflict),
    }
}

fn told(books: &Books) -> String {
    let Some(at) = books.decided_at else {
        return "Inget är inställt än. Underlag kan utfärdas utan moms och mottagare, men inte \
                skickas som e-faktura."
            .to_owned();
    };
    let day = swedish::long_date(course_date_at(at));
    match books.decided_by.as_str() {
        "" => format!("Senast ändrat {day}."),
        name => format!("Senast ändrat {day} av {name}. Det som redan är utfärdat ändras inte."),
    }
}

fn seller_facts(seller: &Seller) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let address = [text(&seller.street), text(&seller.postcode), text(&seller.town)].join(" ");
    let facts = [
        ("Namn", seller.name.clone()),
        ("Organisationsnummer", seller.org_number.clone()),
        ("Momsregistreringsnummer", text(&seller.vat_number)),
        ("Peppol", seller.peppol.clone()),
        ("Bankgiro", seller.bankgiro.clone()),
        ("Adress", address.trim().to_owned()),
        ("Betalas inom", format!("{} dagar", seller.payment_days)),
        (
            "Att betala",
            if seller.whole_kronor { "Avrundas till hela kronor" } else { "På öret" }.to_owned(),
        ),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn vat_row(vat: &Vat) -> VatRow {
    let charge = vat.charge.map_or("Allt annat", LineKind::name);
    VatRow {
        charge: match &vat.code {
            Some(code) => format!("{charge}: {code}"),
            None => charge.to_owned(),
        },
        told: vat::told(vat),
        from: vat.from.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn recipient_row(region: &str, books: &Books, municipality: &Municipality) -> RecipientRow {
    let own = || books.recipients.iter().filter(|one| one.municipality == municipality.code);
    let usual = own().find(|one| one.charge.is_none()).cloned().unwrap_or_default();
    let special = own().filter(|one| one.charge.is_some() || one.to.is_some()).count();
    RecipientRow {
        name: municipality.name.clone(),
        peppol: usual.peppol,
        reference: usual.buyer_reference.or(usual.order_reference).unwrap_or_default(),
        special: match special {
            0 => String::new(),
            1 => "1 särskild".to_owned(),
            count => format!("{count} särskilda"),
        },
        href: urls::books_recipient(region, &municipality.code),
    }
}

fn series_row(series: Series) -> SeriesRow {
    SeriesRow {
        year: series.year,
        first: series.first_number,
        last: series.last_number,
        documents: figures::count(series.documents),
        gaps: match series.gaps {
            0 => "Inga".to_owned(),
            gaps => figures::count(gaps),
        },
    }
}

fn account_row(books: &Books, account: (AccountKind, &'static str, &str)) -> AccountRow {
    let (kind, name, usual) = account;
    let own = books.accounts.iter().find(|one| one.kind == kind);
    let dimensions = own.map(|one| one.dimensions.as_slice()).unwrap_or_default();
    let told = dimensions.iter().map(|one| format!("{}: {}", one.dimension, one.object));
    AccountRow {
        name,
        number: own.map_or(usual, |one| one.number.as_str()).to_owned(),
        dimensions: told.collect::<Vec<_>>().join(", "),
    }
}

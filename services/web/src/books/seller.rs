//! Who sells, and how it is paid.

use axum::extract::{Form as Sent, Path};
use axum::response::Response;
use serde_json::json;

use super::data::Seller;
use super::form::{Form, Part, choice, last, send, shown, text};
use super::load;
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::urls;
use crate::visit::Visit;

const YES: &str = "ja";

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, &Typed::default(), Vec::new()).await
}

pub(super) async fn set(
    visit: Visit,
    Path(region): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let some = |name: &str| Some(typed.get(name).to_owned()).filter(|text| !text.is_empty());
    let seller = Seller {
        name: typed.get("name").to_owned(),
        org_number: typed.get("orgNumber").to_owned(),
        vat_number: some("vatNumber"),
        f_tax: typed.get("fTax") == YES,
        peppol: typed.get("peppol").to_owned(),
        street: some("street"),
        postcode: some("postcode"),
        town: some("town"),
        contact: some("contact"),
        phone: some("phone"),
        email: some("email"),
        bankgiro: typed.get("bankgiro").to_owned(),
        payment_days: typed.get("paymentDays").parse().unwrap_or(0),
        whole_kronor: typed.get("wholeKronor") == YES,
    };
    match send(&visit, &region, &typed, ("seller", json!(seller)), |fault| last(&fault.path))
        .await?
    {
        Ok(response) => Ok(response),
        Err(faults) => form(&visit, &region, &typed, faults).await,
    }
}

async fn form(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, books, _) = load(visit, region).await?;
    let own = books.seller.unwrap_or_else(|| Seller { payment_days: 30, ..Seller::default() });
    let days = own.payment_days.to_string();
    let field = |name, label, hint, value: Option<&str>| -> Part {
        text((name, label, hint), value, typed, &faults)
    };
    let answer = |yes: bool| if yes { YES } else { "nej" };
    let parts = vec![
        field("name", "Namn", "Som det är registrerat.", Some(&own.name)),
        field("orgNumber", "Organisationsnummer", "", Some(&own.org_number)),
        field(
            "vatNumber",
            "Momsregistreringsnummer",
            "Behövs för det som är momspliktigt eller undantaget. Lämna annars tomt.",
            own.vat_number.as_deref(),
        ),
        choice(
            ("fTax", "F-skatt", ""),
            &[("nej", "Inte godkänd för F-skatt"), (YES, "Godkänd för F-skatt")],
            answer(own.f_tax),
            typed,
            &faults,
        ),
        field(
            "peppol",
            "Adress i Peppol",
            "0007: och organisationsnumret, eller 0088: och ett lokaliseringsnummer.",
            Some(&own.peppol),
        ),
        field("bankgiro", "Bankgiro", "", Some(&own.bankgiro)),
        field("paymentDays", "Betalas inom, dagar", "Räknas från utfärdandet.", Some(&days)),
        choice(
            ("wholeKronor", "Att betala", "Avrundningen bokförs för sig."),
            &[("nej", "På öret"), (YES, "Avrundas till hela kronor")],
            answer(own.whole_kronor),
            typed,
            &faults,
        ),
        field("street", "Gata eller box", "", own.street.as_deref()),
        field("postcode", "Postnummer", "", own.postcode.as_deref()),
        field("town", "Ort", "", own.town.as_deref()),
        field("contact", "Kontakt", "En person eller en funktion.", own.contact.as_deref()),
        field("phone", "Telefon", "", own.phone.as_deref()),
        field("email", "E-post", "", own.email.as_deref()),
    ];
    let address = urls::books_seller(&here.slug);
    let form = Form {
        heading: "Säljare".to_owned(),
        lead: "Den som står som avsändare på underlag och e-fakturor.",
        notes: Vec::new(),
        address,
        parts,
    };
    shown(visit, &here, form, faults)
}

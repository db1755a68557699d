//! Where a municipality wants its documents. Recipients for one kind of charge, or for a time, stay as they are.

use axum::extract::{Form as Sent, Path};
use axum::response::Response;
use serde_json::json;

use super::data::Recipient;
use super::form::{Form, Part, last, send, shown, text};
use super::load;
use crate::fault::{Fault, FieldFault};
use crate::forms::{FaultLine, Typed};
use crate::line_kind::LineKind;
use crate::urls;
use crate::visit::Visit;

/// Whether the form shows it: the one for all that goes nowhere else, without an end.
fn is_usual(one: &Recipient, municipality: &str) -> bool {
    one.municipality == municipality && one.charge.is_none() && one.to.is_none()
}

pub(super) async fn show(
    visit: Visit,
    Path((region, municipality)): Path<(String, String)>,
) -> Result<Response, Fault> {
    form(&visit, &region, &municipality, &Typed::default(), Vec::new()).await
}

pub(super) async fn set(
    visit: Visit,
    Path((region, municipality)): Path<(String, String)>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let (_, books, _) = load(&visit, &region).await?;
    let some = |name: &str| Some(typed.get(name).to_owned()).filter(|text| !text.is_empty());
    let own = Recipient {
        municipality: municipality.clone(),
        unit: some("unit"),
        charge: None,
        from: books
            .recipients
            .iter()
            .find(|one| is_usual(one, &municipality))
            .and_then(|one| one.from),
        to: None,
        org_number: some("orgNumber"),
        name: some("name"),
        peppol: typed.get("peppol").to_owned(),
        buyer_reference: some("buyerReference"),
        order_reference: some("orderReference"),
        contract_reference: some("contractReference"),
        invoiced_object: some("invoicedObject"),
        email: some("email"),
        street: some("street"),
        postcode: some("postcode"),
        town: some("town"),
    };
    let kept = books.recipients.into_iter().filter(|one| !is_usual(one, &municipality));
    let all: Vec<Recipient> = std::iter::once(own).chain(kept).collect();
    let field_of = |fault: &FieldFault| last(&fault.path);
    match send(&visit, &region, &typed, ("recipients", json!(all)), field_of).await? {
        Ok(response) => Ok(response),
        Err(faults) => form(&visit, &region, &municipality, &typed, faults).await,
    }
}

async fn form(
    visit: &Visit,
    region: &str,
    code: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, books, municipalities) = load(visit, region).await?;
    let known = municipalities.into_iter().find(|one| one.code == code).ok_or(Fault::NotFound)?;
    let own = books.recipients.iter().find(|one| is_usual(one, code)).cloned().unwrap_or_default();
    let field = |name, label, hint, value: Option<&str>| -> Part {
        text((name, label, hint), value, typed, &faults)
    };
    let parts = vec![
        field(
            "peppol",
            "Adress i Peppol",
            "0007: och organisationsnumret, eller 0088: och ett lokaliseringsnummer. Fråga kommunen, \
             eller sök i Peppols register.",
            Some(&own.peppol),
        ),
        field(
            "buyerReference",
            "Beställarreferens",
            "Den som kommunen har uppgett. Den eller ett ordernummer måste finnas.",
            own.buyer_reference.as_deref(),
        ),
        field("orderReference", "Ordernummer", "", own.order_reference.as_deref()),
        field(
            "contractReference",
            "Avtalsnummer hos kommunen",
            "",
            own.contract_reference.as_deref(),
        ),
        field("invoicedObject", "Fakturerat objekt", "", own.invoiced_object.as_deref()),
        field("unit", "Enhet", "Står i adressen.", own.unit.as_deref()),
        field("name", "Namn", "Om det är ett annat än kommunens.", own.name.as_deref()),
        field(
            "orgNumber",
            "Organisationsnummer",
            "Om det är ett annat än avtalets.",
            own.org_number.as_deref(),
        ),
        field("street", "Gata eller box", "", own.street.as_deref()),
        field("postcode", "Postnummer", "", own.postcode.as_deref()),
        field("town", "Ort", "", own.town.as_deref()),
        field("email", "E-post", "", own.email.as_deref()),
    ];
    let special = books.recipients.iter().filter(|one| one.municipality == code);
    let special = special.filter(|one| !is_usual(one, code)).map(|one| {
        let charge = one.charge.map_or("Allt annat", LineKind::name);
        let to = one.to.map(|day| format!(" till {day}")).unwrap_or_default();
        format!("Gäller också: {charge}{to} går till {}. Det ändras genom API:t.", one.peppol)
    });
    let form = Form {
        heading: format!("Mottagare: {}", known.name),
        lead: "Vart kommunens e-fakturor går, och de referenser som kommunen kräver.",
        notes: special.collect(),
        address: urls::books_recipient(&here.slug, code),
        parts,
    };
    shown(visit, &here, form, faults)
}

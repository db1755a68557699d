//! Where a municipality wants its documents: all that go nowhere else, or those of one kind of charge. Its other
//! recipients stay as they are.

use axum::extract::{Form as Sent, Path, Query};
use axum::response::Response;
use domain::Date;
use serde::Deserialize;
use serde_json::json;

use super::data::{Books, Recipient};
use super::form::{Form, Part, last, send, shown, text};
use super::load;
use crate::fault::{Fault, FieldFault};
use crate::forms::{FaultLine, Typed};
use crate::line_kind::LineKind;
use crate::urls;
use crate::visit::Visit;

/// What the address says of the recipient.
#[derive(Deserialize)]
pub(super) struct About {
    /// The word for its kind of charge; empty for all that goes nowhere else.
    #[serde(default)]
    avgift: String,
}

/// Whose recipient, and for which charge.
#[derive(Clone, Copy)]
struct Whose<'a> {
    municipality: &'a str,
    charge: Option<LineKind>,
}

impl<'a> Whose<'a> {
    fn of(municipality: &'a str, about: &About) -> Result<Self, Fault> {
        let charge = match about.avgift.as_str() {
            "" => None,
            word => Some(LineKind::from_word(word).ok_or(Fault::NotFound)?),
        };
        Ok(Self { municipality, charge })
    }

    /// Whether the form shows it: the one without an end.
    fn is_shown(self, one: &Recipient) -> bool {
        one.municipality == self.municipality && one.charge == self.charge && one.to.is_none()
    }

    /// From when it holds: as before, or after those for the same that end.
    fn begins(self, books: &Books) -> Option<Date> {
        let same =
            |one: &&Recipient| one.municipality == self.municipality && one.charge == self.charge;
        let all = books.recipients.iter().filter(same);
        match all.clone().find(|one| self.is_shown(one)) {
            Some(known) => known.from,
            None => all.filter_map(|one| one.to).max().and_then(|day| day.succ_opt()),
        }
    }

    /// What the form begins with: what there is, or what is known of the municipality's others.
    fn known(self, books: &Books) -> Recipient {
        let own = books.recipients.iter().filter(|one| one.municipality == self.municipality);
        let shown = own.clone().find(|one| self.is_shown(one));
        shown.or_else(|| own.clone().next()).cloned().unwrap_or_default()
    }

    fn address(self, region: &str) -> String {
        let word = self.charge.map_or("", LineKind::word);
        urls::books_recipient_of(region, self.municipality, word)
    }
}

pub(super) async fn show(
    visit: Visit,
    Path((region, municipality)): Path<(String, String)>,
    Query(about): Query<About>,
) -> Result<Response, Fault> {
    let whose = Whose::of(&municipality, &about)?;
    form(&visit, &region, whose, &Typed::default(), Vec::new()).await
}

pub(super) async fn set(
    visit: Visit,
    Path((region, municipality)): Path<(String, String)>,
    Query(about): Query<About>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let whose = Whose::of(&municipality, &about)?;
    let (_, books, _) = load(&visit, &region).await?;
    let some = |name: &str| Some(typed.get(name).to_owned()).filter(|text| !text.is_empty());
    let own = Recipient {
        municipality: municipality.clone(),
        unit: some("unit"),
        charge: whose.charge,
        from: whose.begins(&books),
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
    let kept = books.recipients.into_iter().filter(|one| !whose.is_shown(one));
    let all: Vec<Recipient> = std::iter::once(own).chain(kept).collect();
    let field_of = |fault: &FieldFault| last(&fault.path);
    match send(&visit, &region, &typed, ("recipients", json!(all)), field_of).await? {
        Ok(response) => Ok(response),
        Err(faults) => form(&visit, &region, whose, &typed, faults).await,
    }
}

async fn form(
    visit: &Visit,
    region: &str,
    whose: Whose<'_>,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, books, municipalities) = load(visit, region).await?;
    let code = whose.municipality;
    let known = municipalities.into_iter().find(|one| one.code == code).ok_or(Fault::NotFound)?;
    let own = whose.known(&books);
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
    let special = special.filter(|one| !whose.is_shown(one)).map(|one| {
        let charge = one.charge.map_or("Allt annat", LineKind::name);
        let to = one.to.map(|day| format!(" till {day}")).unwrap_or_default();
        format!("Gäller också: {charge}{to} går till {}. Det ändras med en fil: läs in mottagare under Bokföring.", one.peppol)
    });
    let form = Form {
        heading: match whose.charge {
            None => format!("Mottagare: {}", known.name),
            Some(charge) => {
                format!("Mottagare: {}, {}", known.name, charge.name().to_lowercase())
            }
        },
        lead: match whose.charge {
            None => "Vart kommunens e-fakturor går, och de referenser som kommunen kräver.",
            Some(_) => {
                "Vart kommunens e-fakturor för den här avgiften går, och de referenser som kommunen kräver."
            }
        },
        notes: special.collect(),
        address: whose.address(&here.slug),
        parts,
    };
    shown(visit, &here, form, faults)
}

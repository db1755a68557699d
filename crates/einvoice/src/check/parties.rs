//! What the parties must have (BR-06 to BR-11, BR-62, BR-63, BR-CO-09, BR-CO-26).

use super::codes::COUNTRIES;
use super::reading::{Part, Reading};
use super::subject::{PartyField, Subject};
use super::violation::{Findings, Rule, fatal};

/// The rules on one of both parties.
struct Rules {
    name: Rule,
    address: Rule,
    country: Rule,
    scheme: Rule,
    subject: fn(PartyField) -> Subject,
}

const SELLER: Rules = Rules {
    name: fatal("BR-06", "An Invoice shall contain the Seller name (BT-27)."),
    address: fatal("BR-08", "An Invoice shall contain the Seller postal address (BG-5)."),
    country: fatal(
        "BR-09",
        "The Seller postal address shall contain a Seller country code (BT-40).",
    ),
    scheme: fatal("BR-62", "The Seller electronic address (BT-34) shall have a Scheme identifier."),
    subject: Subject::Seller,
};
const BUYER: Rules = Rules {
    name: fatal("BR-07", "An Invoice shall contain the Buyer name (BT-44)."),
    address: fatal("BR-10", "An Invoice shall contain the Buyer postal address (BG-8)."),
    country: fatal("BR-11", "The Buyer postal address shall contain a Buyer country code (BT-55)."),
    scheme: fatal("BR-63", "The Buyer electronic address (BT-49) shall have a Scheme identifier."),
    subject: Subject::Buyer,
};
const VAT_PREFIX: Rule = fatal(
    "BR-CO-09",
    "The Seller VAT identifier (BT-31) and the Buyer VAT identifier (BT-48) shall have a country's prefix by ISO \
     3166-1 alpha-2.",
);
const IDENTIFIED: Rule = fatal(
    "BR-CO-26",
    "In order for the buyer to automatically identify a supplier, the Seller identifier (BT-29), the Seller legal \
     registration identifier (BT-30) or the Seller VAT identifier (BT-31) shall be present.",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    hold_party(reading.seller(), &SELLER, found);
    hold_party(reading.buyer(), &BUYER, found);
    let identified = reading.seller().is_some_and(|seller| {
        seller.has("PartyLegalEntity/CompanyID") || !vat_numbers(seller).is_empty()
    });
    found.require(IDENTIFIED, identified, Subject::Seller(PartyField::OrgNumber));
}

fn hold_party(party: Option<Part<'_>>, rules: &Rules, found: &mut Findings) {
    let filled = |path| party.is_some_and(|party| party.filled(path));
    let subject = rules.subject;
    found.require(
        rules.name,
        filled("PartyLegalEntity/RegistrationName"),
        subject(PartyField::Name),
    );
    let Some(party) = party else {
        found.require(rules.address, false, subject(PartyField::Address));
        return;
    };
    match party.first("PostalAddress") {
        None => found.require(rules.address, false, subject(PartyField::Address)),
        Some(address) => {
            let named = address.filled("Country/IdentificationCode");
            found.require(rules.country, named, subject(PartyField::Country));
        }
    }
    if let Some(endpoint) = party.first("EndpointID") {
        found.require_at(rules.scheme, endpoint.attribute("schemeID").is_some(), endpoint);
    }
    for number in vat_numbers(party) {
        let text = number.text();
        let prefix = text.get(..2).unwrap_or("");
        let known = prefix == "EL" || COUNTRIES.contains(&prefix);
        found.require_at(VAT_PREFIX, known, number);
    }
}

/// The party's VAT numbers.
pub(super) fn vat_numbers(party: Part<'_>) -> Vec<Part<'_>> {
    let schemes = party.all("PartyTaxScheme").into_iter().filter(|scheme| scheme.is_vat());
    schemes.flat_map(|scheme| scheme.all("CompanyID")).collect()
}

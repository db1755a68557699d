//! What the agreements in force need and nobody has set up, each with a way to where it is done.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{Books, Missing};
use crate::line_kind::LineKind;
use crate::missing_kind::MissingKind;
use crate::urls;

/// Something that is missing.
pub(super) struct Lacking {
    /// What, and for what.
    pub(super) told: String,
    /// Where it is set up: what the link says, and where it leads.
    pub(super) links: Vec<(String, String)>,
}

/// Everything that is missing: what concerns all first, then recipients by the kind of charge.
pub(super) fn lacking(region: &str, books: &Books, missing: &[Missing]) -> Vec<Lacking> {
    let any = |kind| missing.iter().any(|one| one.kind == kind);
    let one = |told: &str, label: &str, href: String| Lacking {
        told: told.to_owned(),
        links: vec![(label.to_owned(), href)],
    };
    let mut all = Vec::new();
    if any(MissingKind::Seller) {
        all.push(one("Säljare:", "Lägg in säljaren", urls::books_seller(region)));
    }
    if any(MissingKind::VatNumber) {
        let told = "Säljarens momsregistreringsnummer:";
        all.push(one(told, "Lägg till det", urls::books_seller(region)));
    }
    if any(MissingKind::Vat) {
        let told = format!("Moms för {}:", vat(missing));
        all.push(one(&told, "Välj moms", urls::books_vat(region)));
    }
    all.extend(recipients(region, books, missing));
    all
}

/// Kinds of charge whose VAT is not chosen, with their codes.
fn vat(missing: &[Missing]) -> String {
    let mut codes: BTreeMap<LineKind, Vec<&str>> = BTreeMap::new();
    for one in missing.iter().filter(|one| one.kind == MissingKind::Vat) {
        if let Some(charge) = one.charge {
            codes.entry(charge).or_default().extend(one.code.as_deref());
        }
    }
    let told = codes
        .into_iter()
        .map(|(charge, codes)| format!("{} ({})", charge.name().to_lowercase(), codes.join(", ")));
    told.collect::<Vec<_>>().join(", ")
}

/// Municipalities without recipients, together with those that lack them for the same.
fn recipients(region: &str, books: &Books, missing: &[Missing]) -> Vec<Lacking> {
    let mut charges: BTreeMap<(&str, &str), BTreeSet<LineKind>> = BTreeMap::new();
    for one in missing.iter().filter(|one| one.kind == MissingKind::Recipient) {
        if let Some((whose, charge)) = one.municipality.as_ref().zip(one.charge) {
            charges.entry((&whose.name, &whose.code)).or_default().insert(charge);
        }
    }
    let has_one = |code: &str| books.recipients.iter().any(|one| one.municipality == code);
    let mut by_charge: BTreeMap<Option<LineKind>, Vec<(String, String)>> = BTreeMap::new();
    for ((name, code), charges) in charges {
        let link = |charge: Option<LineKind>| {
            let word = charge.map_or("", LineKind::word);
            (name.to_owned(), urls::books_recipient_of(region, code, word))
        };
        if has_one(code) {
            for charge in charges {
                by_charge.entry(Some(charge)).or_default().push(link(Some(charge)));
            }
        } else {
            by_charge.entry(None).or_default().push(link(None));
        }
    }
    let told = |charge: Option<LineKind>| match charge {
        None => "Mottagare:".to_owned(),
        Some(charge) => format!("Mottagare för {}:", charge.name().to_lowercase()),
    };
    by_charge.into_iter().map(|(charge, links)| Lacking { told: told(charge), links }).collect()
}

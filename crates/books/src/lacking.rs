//! What the set-up lacks on a day for all that an agreement may charge, before anything is to be issued.

use std::collections::BTreeSet;

use domain::{AgreementTerms, Date};
use einvoice::VatCategory;
use settle::LineKind;

use crate::{Books, Missing};

/// What is to be chosen before a document under these terms can be issued on this day, whatever it charges.
pub fn lacking(books: &Books, terms: &AgreementTerms, date: Date) -> BTreeSet<Missing> {
    let charged = charged(terms, date);
    let mut missing = BTreeSet::new();
    let mut names_seller = false;
    for (charge, code) in &charged {
        match books.vat(*charge, code, date) {
            Some(category) => names_seller |= !VatCategory::is_outside_scope(category),
            None => {
                missing.insert(Missing::Vat { charge: *charge, code: (*code).to_owned() });
            }
        }
        for member in &terms.municipalities {
            let (municipality, charge) = (member.code, *charge);
            if books.recipient(municipality, charge, date).is_none() {
                missing.insert(Missing::Recipient { municipality, charge });
            }
        }
    }
    match &books.seller {
        None => {
            missing.insert(Missing::Seller);
        }
        Some(seller) if names_seller && seller.party.party.vat_number.is_none() => {
            missing.insert(Missing::VatNumber);
        }
        Some(_) => {}
    }
    missing
}

/// Everything that these terms may charge on a day, by kind and code.
fn charged(terms: &AgreementTerms, date: Date) -> BTreeSet<(LineKind, &str)> {
    let agreement = &terms.agreement;
    let components = agreement.fee_schedule_on(date).into_iter().flat_map(|one| &one.components);
    let fees = components.map(|one| (LineKind::CourseFee, one.code.0.as_str()));
    let costs = agreement.fixed_costs.iter().map(|one| (LineKind::FixedCost, one.name.as_str()));
    let pot = agreement.trainer_pot.iter();
    let pot = pot.map(|one| (LineKind::TrainerPot, one.component.0.as_str()));
    fees.chain(costs).chain(pot).collect()
}

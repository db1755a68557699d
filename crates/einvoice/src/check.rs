//! A document's XML, held against the rules that can apply to one of this kind.
//!
//! The reader is another than the writer's, and knows nothing of [`crate::Invoice`]. Sources: CEN's rules for
//! EN 16931 bound to UBL, 1.3.15 (`CEN-EN16931-UBL.sch`, BR-* and UBL-*), and `OpenPEPPOL`'s, release 3.0.19
//! (`PEPPOL-EN16931-UBL.sch`, PEPPOL-* and SE-R-*). What a document of this kind never has (allowances and
//! charges, payees, tax representatives, deliveries, a second currency, cards, mandates, further categories of VAT)
//! is refused as it stands by `structure`, so that the rules on it cannot apply.

mod codes;
mod decimals;
mod head;
mod identifiers;
mod lines;
mod parties;
mod payment;
mod peppol;
mod peppol_codes;
mod place;
mod reading;
mod repetition;
mod structure;
mod subject;
mod sums;
mod sweden;
mod vat_exempt;
mod vat_outside;
mod vat_standard;
mod violation;

use reading::Reading;
pub use subject::{DocumentField, LineField, PartyField, PaymentField, Subject, TotalField};
use violation::Findings;
pub use violation::{Severity, Violation};

/// Every breach of the rules that a receiver of `xml` would refuse it for, or warn of. None: it may be given out.
pub fn check(xml: &str) -> Vec<Violation> {
    let mut found = Findings::default();
    let document = match roxmltree::Document::parse(xml) {
        Ok(document) => document,
        Err(fault) => {
            found.unreadable(fault.to_string());
            return found.into_violations();
        }
    };
    let reading = Reading::of(&document);
    structure::hold(&reading, &mut found);
    if reading.is_known() {
        head::hold(&reading, &mut found);
        parties::hold(&reading, &mut found);
        payment::hold(&reading, &mut found);
        lines::hold(&reading, &mut found);
        sums::hold(&reading, &mut found);
        decimals::hold(&reading, &mut found);
        vat_standard::hold(&reading, &mut found);
        vat_exempt::hold(&reading, &mut found);
        vat_outside::hold(&reading, &mut found);
        repetition::hold(&reading, &mut found);
        codes::hold(&reading, &mut found);
        peppol::hold(&reading, &mut found);
        peppol_codes::hold(&reading, &mut found);
        identifiers::hold(&reading, &mut found);
        sweden::hold(&reading, &mut found);
    }
    found.into_violations()
}

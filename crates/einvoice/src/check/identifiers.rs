//! Numbers whose check digits Peppol looks at (PEPPOL-COMMON-R040, PEPPOL-COMMON-R049).

use domain::{Gln, OrgNumber};

use super::reading::Reading;
use super::violation::{Findings, Rule, fatal};

const LOCATION: Rule =
    fatal("PEPPOL-COMMON-R040", "GLN must have a valid format according to GS1 rules.");
const ORGANISATION: Rule = fatal(
    "PEPPOL-COMMON-R049",
    "Swedish organization number MUST be stated in the correct format.",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    for part in reading.elements() {
        if !matches!(part.name(), "EndpointID" | "CompanyID") {
            continue;
        }
        let text = part.text();
        match part.attribute("schemeID") {
            Some("0088") => found.require_at(LOCATION, Gln::parse(&text).is_ok(), part),
            Some("0007") => found.require_at(ORGANISATION, is_org_number(&text), part),
            _ => {}
        }
    }
}

/// Whether `text` is an organisation number without a hyphen.
pub(super) fn is_org_number(text: &str) -> bool {
    text.len() == 10 && OrgNumber::parse(text).is_ok()
}

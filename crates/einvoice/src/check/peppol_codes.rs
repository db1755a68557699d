//! Peppol's restrictions of codes and forms (PEPPOL-EN16931-CL*, F*, P*).

use domain::Date;

use super::codes::{MEDIA_TYPES, is_among};
use super::peppol::process_number;
use super::reading::{Part, Reading};
use super::violation::{Findings, Rule, fatal};

const MEDIA_TYPE: Rule =
    fatal("PEPPOL-EN16931-CL001", "Mime code must be according to subset of IANA code list.");
const CURRENCY: Rule =
    fatal("PEPPOL-EN16931-CL007", "Currency code must be according to ISO 4217:2005; here SEK.");
const ADDRESS_SCHEME: Rule = fatal(
    "PEPPOL-EN16931-CL008",
    "Electronic address identifier scheme must be from the codelist \"Electronic Address Identifier Scheme\"; here 0007 and \
     0088.",
);
const DATE: Rule = fatal("PEPPOL-EN16931-F001", "A date MUST be formatted YYYY-MM-DD.");
const INVOICE_TYPE: Rule =
    fatal("PEPPOL-EN16931-P0100", "Invoice type code MUST be set according to the profile.");
const CREDIT_TYPE: Rule =
    fatal("PEPPOL-EN16931-P0101", "Credit note type code MUST be set according to the profile.");
const GERMAN: Rule = fatal(
    "PEPPOL-EN16931-P0112",
    "Invoice type code 326 or 384 are only allowed when both buyer and seller are German organizations",
);

/// The category that goes with a reason's code.
const REASONS: [(&str, &str, Rule); 8] = [
    (
        "VATEX-EU-G",
        "G",
        fatal(
            "PEPPOL-EN16931-P0104",
            "Tax Category G MUST be used when exemption reason code is VATEX-EU-G",
        ),
    ),
    (
        "VATEX-EU-O",
        "O",
        fatal(
            "PEPPOL-EN16931-P0105",
            "Tax Category O MUST be used when exemption reason code is VATEX-EU-O",
        ),
    ),
    (
        "VATEX-EU-IC",
        "K",
        fatal(
            "PEPPOL-EN16931-P0106",
            "Tax Category K MUST be used when exemption reason code is VATEX-EU-IC",
        ),
    ),
    (
        "VATEX-EU-AE",
        "AE",
        fatal(
            "PEPPOL-EN16931-P0107",
            "Tax Category AE MUST be used when exemption reason code is VATEX-EU-AE",
        ),
    ),
    (
        "VATEX-EU-D",
        "E",
        fatal(
            "PEPPOL-EN16931-P0108",
            "Tax Category E MUST be used when exemption reason code is VATEX-EU-D",
        ),
    ),
    (
        "VATEX-EU-F",
        "E",
        fatal(
            "PEPPOL-EN16931-P0109",
            "Tax Category E MUST be used when exemption reason code is VATEX-EU-F",
        ),
    ),
    (
        "VATEX-EU-I",
        "E",
        fatal(
            "PEPPOL-EN16931-P0110",
            "Tax Category E MUST be used when exemption reason code is VATEX-EU-I",
        ),
    ),
    (
        "VATEX-EU-J",
        "E",
        fatal(
            "PEPPOL-EN16931-P0111",
            "Tax Category E MUST be used when exemption reason code is VATEX-EU-J",
        ),
    ),
];

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let process = reading.root.value("ProfileID");
    // Other processes have other types; what follows none has no process number either.
    let of_billing = process_number(&process) == Some("01");
    for part in reading.elements() {
        hold_element(part, of_billing, found);
    }
    for (_, category) in reading.broken_down() {
        let code = category.value("TaxExemptionReasonCode").to_ascii_uppercase();
        if let Some((_, wanted, rule)) = REASONS.iter().find(|(reason, _, _)| *reason == code) {
            found.require_at(*rule, category.value("ID") == *wanted, category);
        }
    }
}

fn hold_element(part: Part<'_>, of_billing: bool, found: &mut Findings) {
    let text = part.text();
    match part.name() {
        "EmbeddedDocumentBinaryObject" => {
            let known = part.attribute("mimeCode").is_none_or(|code| MEDIA_TYPES.contains(&code));
            found.require_at(MEDIA_TYPE, known, part);
        }
        "EndpointID" => {
            let scheme = part.attribute("schemeID");
            found.require_at(ADDRESS_SCHEME, matches!(scheme, None | Some("0007" | "0088")), part);
        }
        "IssueDate" | "DueDate" | "StartDate" | "EndDate" => {
            found.require_at(DATE, text.len() == 10 && text.parse::<Date>().is_ok(), part);
        }
        "InvoiceTypeCode" => {
            let of_profile = is_among(
                &text,
                "71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877",
            );
            found.require_at(INVOICE_TYPE, !of_billing || of_profile, part);
            found.require_at(GERMAN, !matches!(&*text, "326" | "384"), part);
        }
        "CreditNoteTypeCode" => {
            let of_profile = is_among(&text, "381 396 81 83 532");
            found.require_at(CREDIT_TYPE, !of_billing || of_profile, part);
        }
        name if name.ends_with("Amount") => {
            found.require_at(CURRENCY, part.attribute("currencyID") == Some("SEK"), part);
        }
        _ => {}
    }
}

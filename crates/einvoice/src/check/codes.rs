//! Codes that must be of a list (BR-CL-*). Where documents here hold a few of a long list, the few are the list.

use super::reading::{Part, Reading};
use super::violation::{Findings, Rule, fatal};
use crate::{ExemptionCode, Unit};

const TYPE: Rule = fatal(
    "BR-CL-01",
    "The document type code MUST be coded by the invoice and credit note related code lists of UNTDID 1001.",
);
const CURRENCY_ID: Rule =
    fatal("BR-CL-03", "currencyID MUST be coded using ISO code list 4217 alpha-3; here SEK.");
const CURRENCY: Rule = fatal(
    "BR-CL-04",
    "Invoice currency code MUST be coded using ISO code list 4217 alpha-3; here SEK.",
);
const NOTE_SUBJECT: Rule = fatal(
    "BR-CL-08",
    "A note's subject code, between number signs, is of UNTDID 4451; notes here have none.",
);
const REGISTRATION_SCHEME: Rule = fatal(
    "BR-CL-11",
    "Any registration identifier identification scheme identifier MUST be coded using one of the ISO 6523 ICD list.",
);
const COUNTRY: Rule =
    fatal("BR-CL-14", "Country codes in an invoice MUST be coded using ISO code list 3166-1.");
const MEANS: Rule =
    fatal("BR-CL-16", "Payment means in an invoice MUST be coded using UNCL4461 code list.");
const CATEGORY: Rule = fatal(
    "BR-CL-17",
    "Invoice tax categories MUST be coded using UNCL5305 code list; here S, E and O.",
);
const LINE_CATEGORY: Rule = fatal(
    "BR-CL-18",
    "Invoice tax categories MUST be coded using UNCL5305 code list; here S, E and O.",
);
const EXEMPTION: Rule = fatal(
    "BR-CL-22",
    "Tax exemption reason code identifier scheme identifier MUST belong to the CEF VATEX code list.",
);
const UNIT: Rule =
    fatal("BR-CL-23", "Unit code MUST be coded according to the UN/ECE Recommendation 20.");
const MEDIA_TYPE: Rule = fatal("BR-CL-24", "For Mime code in attribute use MIMEMediaType.");
const ADDRESS_SCHEME: Rule = fatal(
    "BR-CL-25",
    "Endpoint identifier scheme identifier MUST belong to the CEF EAS code list; here 0007 and 0088.",
);

/// The kinds of file that a document may hold.
pub(super) const MEDIA_TYPES: [&str; 6] = [
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
];

/// The codes of VATEX that go with another category than E, and that PEPPOL-EN16931-P01* speak of.
const OTHER_EXEMPTIONS: [&str; 8] = [
    "VATEX-EU-O",
    "VATEX-EU-G",
    "VATEX-EU-IC",
    "VATEX-EU-AE",
    "VATEX-EU-D",
    "VATEX-EU-F",
    "VATEX-EU-I",
    "VATEX-EU-J",
];

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    for part in reading.elements() {
        hold_element(part, found);
    }
    for note in reading.root.all("Note") {
        let text = note.text();
        let subject = text.split('#').nth(1).filter(|_| text.matches('#').count() >= 2);
        found.require_at(NOTE_SUBJECT, subject.is_none_or(|code| code.chars().count() != 3), note);
    }
}

fn hold_element(part: Part<'_>, found: &mut Findings) {
    let text = part.text();
    let parent = part.parent().map_or("", Part::name);
    match (part.name(), parent) {
        ("InvoiceTypeCode", _) => found.require_at(TYPE, is_invoice_type(&text), part),
        ("CreditNoteTypeCode", _) => found.require_at(TYPE, is_credit_type(&text), part),
        ("DocumentCurrencyCode", _) => found.require_at(CURRENCY, text == "SEK", part),
        ("IdentificationCode", _) => {
            found.require_at(COUNTRY, COUNTRIES.contains(&&*text), part);
        }
        ("PaymentMeansCode", _) => found.require_at(MEANS, is_payment_means(&text), part),
        ("ID", "TaxCategory") => found.require_at(CATEGORY, is_category(&text), part),
        ("ID", "ClassifiedTaxCategory") => {
            found.require_at(LINE_CATEGORY, is_category(&text), part);
        }
        ("TaxExemptionReasonCode", _) => {
            let code = text.to_ascii_uppercase();
            let known = ExemptionCode::all().any(|known| known.as_str() == code)
                || OTHER_EXEMPTIONS.contains(&&*code);
            found.require_at(EXEMPTION, known, part);
        }
        ("EndpointID", _) => {
            let scheme = part.attribute("schemeID");
            found.require_at(ADDRESS_SCHEME, matches!(scheme, None | Some("0007" | "0088")), part);
        }
        ("CompanyID", "PartyLegalEntity") => {
            let scheme = part.attribute("schemeID");
            let known = matches!(scheme, None | Some("0007" | "0088"));
            found.require_at(REGISTRATION_SCHEME, known, part);
        }
        ("EmbeddedDocumentBinaryObject", _) => {
            let known = part.attribute("mimeCode").is_none_or(|code| MEDIA_TYPES.contains(&code));
            found.require_at(MEDIA_TYPE, known, part);
        }
        (name, _) if name.ends_with("Quantity") => {
            let code = part.attribute("unitCode");
            let known = code.is_none_or(|code| Unit::ALL.iter().any(|unit| unit.code() == code));
            found.require_at(UNIT, known, part);
        }
        (name, _) if name.ends_with("Amount") => {
            found.require_at(CURRENCY_ID, part.attribute("currencyID") == Some("SEK"), part);
        }
        _ => {}
    }
}

fn is_invoice_type(code: &str) -> bool {
    is_among(
        code,
        "71 80 81 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382 383 384 385 386 387 388 389 390 393 394 \
         395 456 457 471 472 473 500 501 502 503 527 553 575 623 633 751 780 817 870 875 876 877 935",
    )
}

fn is_credit_type(code: &str) -> bool {
    is_among(code, "81 83 261 262 296 308 381 396 420 458 532")
}

fn is_payment_means(code: &str) -> bool {
    let known = |number: u8| matches!(number, 1..=70 | 74..=78 | 91..=98);
    code == "ZZZ" || code.parse().is_ok_and(known)
}

fn is_category(code: &str) -> bool {
    matches!(code, "S" | "E" | "O")
}

/// Whether `code` is one of those in `list`, which spaces part.
pub(super) fn is_among(code: &str, list: &str) -> bool {
    list.split_whitespace().any(|known| known == code)
}

/// ISO 3166-1 alpha-2, with the two codes that EN 16931 adds.
#[rustfmt::skip]
pub(super) const COUNTRIES: [&str; 251] = [
    "1A", "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW",
    "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO",
    "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI",
    "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK",
    "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO",
    "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR",
    "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM",
    "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM",
    "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU",
    "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP",
    "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG",
    "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL",
    "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB",
    "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST",
    "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO",
    "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG",
    "VI", "VN", "VU", "WF", "WS", "XI", "YE", "YT", "ZA", "ZM", "ZW",
];

//! What the schema lets stand several times, and the rules do not (UBL-SR-*, UBL-DT-06, UBL-DT-07).

use std::collections::BTreeSet;

use super::place::place;
use super::reading::{Part, Reading};
use super::subject::{PartyField, Subject};
use super::violation::{Findings, Rule, fatal};

/// At most one of these in the document.
const OF_DOCUMENT: [(&str, Rule); 8] = [
    (
        "ContractDocumentReference/ID",
        fatal("UBL-SR-01", "Contract identifier shall occur maximum once."),
    ),
    ("PaymentTerms/Note", fatal("UBL-SR-05", "Payment terms' note shall occur maximum once.")),
    ("InvoicePeriod", fatal("UBL-SR-08", "Invoice period shall occur maximum once.")),
    (
        "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName",
        fatal("UBL-SR-09", "Seller name shall occur maximum once."),
    ),
    (
        "AccountingSupplierParty/Party/PartyLegalEntity/CompanyID",
        fatal("UBL-SR-11", "Seller legal registration identifier shall occur maximum once."),
    ),
    (
        "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName",
        fatal("UBL-SR-15", "Buyer name shall occur maximum once."),
    ),
    (
        "AccountingCustomerParty/Party/PartyLegalEntity/CompanyID",
        fatal("UBL-SR-17", "Buyer legal registration identifier shall occur maximum once."),
    ),
    ("PaymentMeans/PaymentDueDate", fatal("UBL-SR-45", "Due Date shall occur maximum once.")),
];
const SELLER_VAT: Rule = fatal("UBL-SR-12", "Seller VAT identifier shall occur maximum once.");
const SELLER_TAX: Rule = fatal("UBL-SR-13", "Seller tax registration shall occur maximum once.");
const BUYER_VAT: Rule = fatal("UBL-SR-18", "Buyer VAT identifier shall occur maximum once.");
const SELLER_SCHEMES: Rule =
    fatal("UBL-SR-42", "Party tax scheme shall occur maximum twice in accounting supplier party.");
const SCHEME: Rule =
    fatal("UBL-SR-53", "A party tax scheme has an identifier and a company identifier.");
const OBJECT: Rule = fatal("UBL-SR-04", "Invoiced object identifier shall occur maximum once.");
const DESCRIPTION: Rule =
    fatal("UBL-SR-33", "Supporting document description shall occur maximum once.");
const DOCUMENT_TYPE: Rule = fatal(
    "UBL-SR-43",
    "Scheme identifier shall only be used for invoiced object (document type code with value 130).",
);
const MEDIA_TYPE: Rule =
    fatal("UBL-DT-06", "Binary object elements shall contain the mime code attribute.");
const FILE_NAME: Rule =
    fatal("UBL-DT-07", "Binary object elements shall contain the file name attribute.");
const REFERENCE: Rule =
    fatal("UBL-SR-26", "Payment reference shall occur maximum once in a payment means.");
const REFERENCES: Rule = fatal(
    "UBL-SR-44",
    "An Invoice may only have one unique PaymentID, but the PaymentID may be used for multiple means.",
);
const MEANS_CODES: Rule =
    fatal("UBL-SR-47", "When there are more than one payment means code, they shall be equal.");
const REASON: Rule = fatal("UBL-SR-32", "VAT exemption reason text shall occur maximum once.");

/// At most one of these in a line.
const OF_LINE: [(&str, Rule); 4] = [
    ("Note", fatal("UBL-SR-34", "Invoice line note shall occur maximum once.")),
    (
        "OrderLineReference/LineID",
        fatal("UBL-SR-35", "Referenced purchase order line identifier shall occur maximum once."),
    ),
    ("InvoicePeriod", fatal("UBL-SR-36", "Invoice line period shall occur maximum once.")),
    ("Item/Description", fatal("UBL-SR-50", "Item description shall occur maximum once.")),
];
const ONE_CATEGORY: Rule =
    fatal("UBL-SR-48", "Invoice lines shall have one and only one classified tax category.");

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let root = reading.root;
    for (path, rule) in OF_DOCUMENT {
        hold_at_most_one(root, path, rule, found);
    }
    hold_parties(reading, found);
    hold_references(root, found);
    hold_payment(root, found);
    for subtotal in &reading.subtotals {
        hold_at_most_one(*subtotal, "TaxCategory/TaxExemptionReason", REASON, found);
    }
    for line in &reading.lines {
        for (path, rule) in OF_LINE {
            hold_at_most_one(*line, path, rule, found);
        }
        found.require_at(ONE_CATEGORY, line.count("Item/ClassifiedTaxCategory") == 1, *line);
    }
}

fn hold_at_most_one(part: Part<'_>, path: &str, rule: Rule, found: &mut Findings) {
    let all = part.all(path);
    if let [_, second, ..] = all.as_slice() {
        found.require(rule, false, place(*second));
    }
}

fn hold_parties(reading: &Reading<'_>, found: &mut Findings) {
    let schemes = |party: Option<Part<'_>>, vat: bool| {
        let all = party.map_or_else(Vec::new, |party| party.all("PartyTaxScheme"));
        all.into_iter().filter(|scheme| scheme.is_vat() == vat && scheme.has("CompanyID")).count()
    };
    let seller = reading.seller();
    let subject = Subject::Seller(PartyField::VatNumber);
    found.require(SELLER_VAT, schemes(seller, true) <= 1, subject);
    let all = seller.map_or(0, |seller| seller.count("PartyTaxScheme"));
    found.require(SELLER_SCHEMES, all <= 2, subject);
    let subject = Subject::Seller(PartyField::TaxRegistration);
    found.require(SELLER_TAX, schemes(seller, false) <= 1, subject);
    let subject = Subject::Buyer(PartyField::VatNumber);
    found.require(BUYER_VAT, schemes(reading.buyer(), true) <= 1, subject);
    for party in seller.into_iter().chain(reading.buyer()) {
        for scheme in party.all("PartyTaxScheme") {
            let whole = scheme.has("TaxScheme/ID") && scheme.has("CompanyID");
            found.require_at(SCHEME, whole, scheme);
        }
    }
}

fn hold_references(root: Part<'_>, found: &mut Findings) {
    let documents = root.all("AdditionalDocumentReference");
    let is_object = |part: &&Part<'_>| part.value("DocumentTypeCode") == "130";
    if let Some(second) = documents.iter().filter(is_object).nth(1) {
        found.require_at(OBJECT, false, *second);
    }
    for document in documents {
        found.require_at(DESCRIPTION, document.count("DocumentDescription") <= 1, document);
        let code = document.first("DocumentTypeCode").map(Part::text);
        let project = root.name() == "CreditNote" && code.as_deref() == Some("50");
        let plain = code.is_none()
            && document.first("ID").is_none_or(|id| id.attribute("schemeID").is_none());
        let holds = plain || project || code.as_deref() == Some("130");
        found.require_at(DOCUMENT_TYPE, holds, document);
        for file in document.all("Attachment/EmbeddedDocumentBinaryObject") {
            found.require_at(MEDIA_TYPE, file.attribute("mimeCode").is_some(), file);
            found.require_at(FILE_NAME, file.attribute("filename").is_some(), file);
        }
    }
}

fn hold_payment(root: Part<'_>, found: &mut Findings) {
    for means in root.all("PaymentMeans") {
        found.require_at(REFERENCE, means.count("PaymentID") <= 1, means);
    }
    for (path, rule) in
        [("PaymentMeans/PaymentID", REFERENCES), ("PaymentMeans/PaymentMeansCode", MEANS_CODES)]
    {
        let all = root.all(path);
        let different: BTreeSet<_> = all.iter().map(|part| part.text()).collect();
        if let [.., last] = all.as_slice() {
            found.require_at(rule, different.len() <= 1, *last);
        }
    }
}

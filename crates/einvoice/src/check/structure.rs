//! UBL 2.1's schema, for the elements that documents of this kind have: which, where, in what order, how often.
//!
//! Elements that the schema or Peppol allow and that no document here has are refused all the same: a rule on them
//! that nobody checks could then be broken by none.

use super::place::place;
use super::reading::{Part, Reading};
use super::violation::Findings;
use crate::write::{AGGREGATES, BASICS};

/// The elements with elements in them, and those in the schema's order. `*`: any number of times; `!`: at least once.
const CHILDREN: [(&str, &[&str]); 31] = [
    (
        "Invoice",
        &[
            "CustomizationID",
            "ProfileID",
            "ID",
            "IssueDate",
            "DueDate",
            "InvoiceTypeCode",
            "Note*",
            "DocumentCurrencyCode",
            "BuyerReference",
            "InvoicePeriod*",
            "OrderReference",
            "BillingReference*",
            "ContractDocumentReference*",
            "AdditionalDocumentReference*",
            "AccountingSupplierParty!",
            "AccountingCustomerParty!",
            "PaymentMeans*",
            "PaymentTerms*",
            "TaxTotal*",
            "LegalMonetaryTotal!",
            "InvoiceLine*",
        ],
    ),
    (
        "CreditNote",
        &[
            "CustomizationID",
            "ProfileID",
            "ID",
            "IssueDate",
            "CreditNoteTypeCode",
            "Note*",
            "DocumentCurrencyCode",
            "BuyerReference",
            "InvoicePeriod*",
            "OrderReference",
            "BillingReference*",
            "ContractDocumentReference*",
            "AdditionalDocumentReference*",
            "AccountingSupplierParty!",
            "AccountingCustomerParty!",
            "PaymentMeans*",
            "PaymentTerms*",
            "TaxTotal*",
            "LegalMonetaryTotal!",
            "CreditNoteLine*",
        ],
    ),
    ("InvoicePeriod", &["StartDate", "EndDate"]),
    ("OrderReference", &["ID!"]),
    ("BillingReference", &["InvoiceDocumentReference"]),
    ("InvoiceDocumentReference", &["ID", "IssueDate"]),
    ("ContractDocumentReference", &["ID!"]),
    (
        "AdditionalDocumentReference",
        &["ID", "DocumentTypeCode", "DocumentDescription*", "Attachment"],
    ),
    ("Attachment", &["EmbeddedDocumentBinaryObject!"]),
    ("AccountingSupplierParty", &["Party!"]),
    ("AccountingCustomerParty", &["Party!"]),
    ("Party", &["EndpointID", "PostalAddress", "PartyTaxScheme*", "PartyLegalEntity*", "Contact"]),
    ("PostalAddress", &["StreetName", "AdditionalStreetName", "CityName", "PostalZone", "Country"]),
    ("Country", &["IdentificationCode"]),
    ("PartyTaxScheme", &["CompanyID", "TaxScheme!"]),
    ("TaxScheme", &["ID"]),
    ("PartyLegalEntity", &["RegistrationName", "CompanyID"]),
    ("Contact", &["Name", "Telephone", "ElectronicMail"]),
    (
        "PaymentMeans",
        &["PaymentMeansCode", "PaymentDueDate", "PaymentID*", "PayeeFinancialAccount"],
    ),
    ("PayeeFinancialAccount", &["ID", "FinancialInstitutionBranch"]),
    ("FinancialInstitutionBranch", &["ID"]),
    ("PaymentTerms", &["Note*"]),
    ("TaxTotal", &["TaxAmount!", "TaxSubtotal*"]),
    ("TaxSubtotal", &["TaxableAmount", "TaxAmount", "TaxCategory!"]),
    (
        "TaxCategory",
        &["ID", "Percent", "TaxExemptionReasonCode", "TaxExemptionReason*", "TaxScheme!"],
    ),
    (
        "LegalMonetaryTotal",
        &[
            "LineExtensionAmount",
            "TaxExclusiveAmount",
            "TaxInclusiveAmount",
            "PayableRoundingAmount",
            "PayableAmount",
        ],
    ),
    (
        "InvoiceLine",
        &[
            "ID",
            "Note*",
            "InvoicedQuantity",
            "LineExtensionAmount",
            "InvoicePeriod*",
            "OrderLineReference*",
            "Item!",
            "Price",
        ],
    ),
    (
        "CreditNoteLine",
        &[
            "ID",
            "Note*",
            "CreditedQuantity",
            "LineExtensionAmount",
            "InvoicePeriod*",
            "OrderLineReference*",
            "Item!",
            "Price",
        ],
    ),
    ("OrderLineReference", &["LineID!"]),
    ("Item", &["Description*", "Name", "SellersItemIdentification", "ClassifiedTaxCategory*"]),
    ("Price", &["PriceAmount"]),
];

/// Those that stand within an item, of their own shape.
const WITHIN_ITEM: [(&str, &[&str]); 2] = [
    ("SellersItemIdentification", &["ID!"]),
    ("ClassifiedTaxCategory", &["ID", "Percent", "TaxScheme!"]),
];

/// The attributes that an element may have.
fn attributes(name: &str) -> &'static [&'static str] {
    match name {
        "EndpointID" | "CompanyID" => &["schemeID"],
        "InvoicedQuantity" | "CreditedQuantity" => &["unitCode"],
        "EmbeddedDocumentBinaryObject" => &["mimeCode", "filename"],
        _ if name.ends_with("Amount") => &["currencyID"],
        _ => &[],
    }
}

fn children_of(name: &str) -> Option<&'static [&'static str]> {
    let mut all = CHILDREN.iter().chain(&WITHIN_ITEM);
    all.find(|(parent, _)| *parent == name).map(|(_, children)| *children)
}

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let root = reading.root;
    let namespace = format!("urn:oasis:names:specification:ubl:schema:xsd:{}-2", root.name());
    if !reading.is_known() || root.namespace() != namespace {
        found.not_by_schema(place(root), format!("{} is no invoice or credit note", root.name()));
        return;
    }
    for part in reading.elements() {
        if let Some(children) = children_of(part.name()) {
            hold_children(part, children, found);
        } else if let Some(child) = part.children().next() {
            found.not_by_schema(place(child), format!("{} has no elements", part.name()));
        }
        for attribute in part.attributes() {
            if !attributes(part.name()).contains(&attribute) {
                let message = format!("{} has no attribute {attribute}", part.name());
                found.not_by_schema(place(part), message);
            }
        }
        hold_type(part, found);
    }
}

fn hold_children(parent: Part<'_>, allowed: &[&str], found: &mut Findings) {
    let name_of = |entry: &str| entry.trim_end_matches(['*', '!']).to_owned();
    let mut reached = 0;
    let mut last = "";
    for child in parent.children() {
        let name = child.name();
        let Some(at) = allowed.iter().position(|entry| name_of(entry) == name) else {
            found.not_by_schema(place(child), format!("{} has no {name} here", parent.name()));
            continue;
        };
        let repeated = allowed.get(at).is_some_and(|entry| entry.ends_with('*'));
        if at < reached {
            found.not_by_schema(
                place(child),
                format!("{name} stands too late in {}", parent.name()),
            );
        } else if name == last && !repeated {
            found.not_by_schema(place(child), format!("{} has one {name}", parent.name()));
        }
        let namespace = if children_of(name).is_some() { AGGREGATES } else { BASICS };
        if child.namespace() != namespace {
            found.not_by_schema(place(child), format!("{name} is of another namespace"));
        }
        reached = reached.max(at);
        last = name;
    }
    for entry in allowed.iter().filter(|entry| entry.ends_with('!')) {
        let name = name_of(entry);
        if !parent.has(&name) {
            found.not_by_schema(place(parent), format!("{} has a {name}", parent.name()));
        }
    }
}

/// Numbers are numbers, and files are Base64.
fn hold_type(part: Part<'_>, found: &mut Findings) {
    let name = part.name();
    let is_number = name.ends_with("Amount") || name.ends_with("Quantity") || name == "Percent";
    if is_number && part.number().is_none() {
        found.not_by_schema(place(part), format!("{name} is a number"));
    }
    if name == "EmbeddedDocumentBinaryObject" {
        let text = part.text();
        let mut letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
        let is_base64 =
            letters.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
        if !is_base64 {
            found.not_by_schema(place(part), format!("{name} is Base64"));
        }
    }
}

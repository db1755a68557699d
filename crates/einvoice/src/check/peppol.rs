//! Peppol's own rules (PEPPOL-EN16931-R*).

use rust_decimal::Decimal;

use super::reading::{Part, Reading};
use super::subject::{DocumentField, LineField, PartyField, PaymentField, Subject, TotalField};
use super::violation::{Findings, Rule, fatal};
use crate::write::SPECIFICATION;

const PROCESS: Rule = fatal("PEPPOL-EN16931-R001", "Business process MUST be provided.");
const ONE_NOTE: Rule =
    fatal("PEPPOL-EN16931-R002", "No more than one note is allowed on document level.");
const REFERENCE: Rule =
    fatal("PEPPOL-EN16931-R003", "A buyer reference or purchase order reference MUST be provided.");
const SPECIFIED: Rule = fatal(
    "PEPPOL-EN16931-R004",
    "Specification identifier MUST have the value \
     'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'.",
);
const PROCESS_FORM: Rule = fatal(
    "PEPPOL-EN16931-R007",
    "Business process MUST be in the format 'urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0' where NN indicates the process \
     number.",
);
const NOTHING_EMPTY: Rule =
    fatal("PEPPOL-EN16931-R008", "Document MUST not contain empty elements.");
const BUYER_ADDRESS: Rule =
    fatal("PEPPOL-EN16931-R010", "Buyer electronic address MUST be provided");
const SELLER_ADDRESS: Rule =
    fatal("PEPPOL-EN16931-R020", "Seller electronic address MUST be provided");
const CURRENCY: Rule = fatal(
    "PEPPOL-EN16931-R051",
    "All currencyID attributes must have the same value as the invoice currency code (BT-5).",
);
const ONE_TAX_TOTAL: Rule =
    fatal("PEPPOL-EN16931-R053", "Only one tax total with tax subtotals MUST be provided.");
const NO_BARE_TAX_TOTAL: Rule = fatal(
    "PEPPOL-EN16931-R054",
    "Only one tax total without tax subtotals MUST be provided when tax currency code is provided; here none is.",
);
const MANDATE: Rule =
    fatal("PEPPOL-EN16931-R061", "Mandate reference MUST be provided for direct debit.");
const ONE_PROJECT: Rule =
    fatal("PEPPOL-EN16931-R080", "Only one project reference is allowed on document level");
const LINE_START: Rule =
    fatal("PEPPOL-EN16931-R110", "Start date of line period MUST be within invoice period.");
const LINE_END: Rule =
    fatal("PEPPOL-EN16931-R111", "End date of line period MUST be within invoice period.");
const LINE_NET: Rule = fatal(
    "PEPPOL-EN16931-R120",
    "Invoice line net amount MUST equal (Invoiced quantity * (Item net price/item price base quantity) + Sum of invoice \
     line charge amount - sum of invoice line allowance amount",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    hold_document(reading, found);
    for part in reading.elements() {
        let empty = part.children().next().is_none() && part.text().is_empty();
        found.require_at(NOTHING_EMPTY, !empty, part);
        if part.name().ends_with("Amount") && !is_bare_tax(part) {
            let currency = reading.root.value("DocumentCurrencyCode");
            found.require_at(CURRENCY, part.attribute("currencyID") == Some(&*currency), part);
        }
    }
    for (position, line) in (1..).zip(&reading.lines) {
        hold_line(reading, *line, position, found);
    }
}

/// The VAT in a second currency, which is held to another currency than the document's.
fn is_bare_tax(amount: Part<'_>) -> bool {
    let parent = amount.parent();
    parent.is_some_and(|total| total.name() == "TaxTotal" && !total.has("TaxSubtotal"))
}

fn hold_document(reading: &Reading<'_>, found: &mut Findings) {
    let root = reading.root;
    let at = Subject::Document;
    found.require(PROCESS, root.has("ProfileID"), at(DocumentField::Process));
    let process = root.value("ProfileID");
    found.require(PROCESS_FORM, process_number(&process).is_some(), at(DocumentField::Process));
    found.require(ONE_NOTE, root.count("Note") <= 1, at(DocumentField::Note));
    let referred = root.has("BuyerReference") || root.has("OrderReference/ID");
    found.require(REFERENCE, referred, at(DocumentField::BuyerReference));
    let specified = root.value("CustomizationID").starts_with(SPECIFICATION);
    found.require(SPECIFIED, specified, at(DocumentField::Specification));
    let totals = root.all("TaxTotal");
    let with_parts = totals.iter().filter(|total| total.has("TaxSubtotal")).count();
    found.require(ONE_TAX_TOTAL, with_parts == 1, Subject::Total(TotalField::Vat));
    let holds = totals.len() == with_parts;
    found.require(NO_BARE_TAX_TOTAL, holds, Subject::Total(TotalField::Vat));
    if let Some(buyer) = reading.buyer() {
        let subject = Subject::Buyer(PartyField::ElectronicAddress);
        found.require(BUYER_ADDRESS, buyer.has("EndpointID"), subject);
    }
    if let Some(seller) = reading.seller() {
        let subject = Subject::Seller(PartyField::ElectronicAddress);
        found.require(SELLER_ADDRESS, seller.has("EndpointID"), subject);
    }
    for means in root.all("PaymentMeans") {
        // Mandates are no part of documents here, so that direct debit can have none.
        let debit = matches!(&*means.value("PaymentMeansCode"), "49" | "59");
        found.require(MANDATE, !debit, Subject::Payment(PaymentField::Means));
    }
    let projects = root
        .all("AdditionalDocumentReference")
        .into_iter()
        .filter(|document| document.value("DocumentTypeCode") == "50");
    if let Some(second) = projects.filter(|_| root.name() == "CreditNote").nth(1) {
        found.require_at(ONE_PROJECT, false, second);
    }
}

/// The two digits of the process, if `text` is one of Peppol's billing processes.
pub(super) fn process_number(text: &str) -> Option<&str> {
    let number =
        text.strip_prefix("urn:fdc:peppol.eu:2017:poacc:billing:")?.strip_suffix(":1.0")?;
    (number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

fn hold_line(reading: &Reading<'_>, line: Part<'_>, position: usize, found: &mut Findings) {
    let at = |field| Subject::Line { position, field };
    for (name, rule) in [("StartDate", LINE_START), ("EndDate", LINE_END)] {
        let Some(whole) = reading.root.first("InvoicePeriod").and_then(|part| part.first(name))
        else {
            continue;
        };
        for own in line.all("InvoicePeriod").into_iter().flat_map(|period| period.all(name)) {
            // Dates of the form that F001 asks for stand in the order of their text.
            let (own, whole) = (own.text(), whole.text());
            let within = if name == "StartDate" { own >= whole } else { own <= whole };
            found.require(rule, within, at(LineField::Period));
        }
    }
    found.require(LINE_NET, comes_to_net(reading, line), at(LineField::NetAmount));
}

/// Whether quantity times price is the line's net amount, two öre more or less.
fn comes_to_net(reading: &Reading<'_>, line: Part<'_>) -> bool {
    let or = |path: &str, absent: Decimal| line.decimal(path).unwrap_or(absent);
    let net = or("LineExtensionAmount", Decimal::ZERO);
    let quantity = or(reading.quantity_name(), Decimal::ONE);
    let price = or("Price/PriceAmount", Decimal::ZERO);
    quantity
        .checked_mul(price)
        .and_then(|gross| gross.checked_sub(net))
        .is_some_and(|apart| apart.abs() <= Decimal::new(2, 2))
}

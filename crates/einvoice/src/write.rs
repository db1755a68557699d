//! A document as UBL 2.1 XML, elements in the schema's order, none of them empty. Cannot fail.

mod body;
mod element;
mod head;
mod parties;
mod taxes;

use element::{Element, branch};

use crate::{Invoice, Kind};

const INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
pub(crate) const AGGREGATES: &str =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
pub(crate) const BASICS: &str =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// What the document claims to follow (PEPPOL-EN16931-R004).
pub(crate) const SPECIFICATION: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// The business process that it is part of (PEPPOL-EN16931-R007).
pub(crate) const PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
/// The one currency here.
pub(crate) const CURRENCY: &str = "SEK";

/// The document as XML.
pub fn write(invoice: &Invoice) -> String {
    let (name, namespace) = match invoice.kind {
        Kind::Invoice => ("Invoice", INVOICE),
        Kind::CreditNote => ("CreditNote", CREDIT_NOTE),
    };
    document(invoice, name)
        .with("xmlns", namespace)
        .with("xmlns:cac", AGGREGATES)
        .with("xmlns:cbc", BASICS)
        .to_xml()
}

fn document(invoice: &Invoice, name: &'static str) -> Element {
    let mut parts: Vec<Option<Element>> = head::head(invoice);
    let outside_scope = invoice.lines.are_outside_scope();
    parts.push(parties::seller(&invoice.seller, outside_scope));
    parts.push(parties::buyer(&invoice.buyer, outside_scope));
    parts.extend(body::payment(invoice));
    parts.extend(taxes::totals(invoice.lines.totals()));
    parts.extend(invoice.lines.as_slice().iter().map(|line| body::line(invoice.kind, line)));
    // A document has lines, so that it is never empty.
    branch(name, parts).unwrap_or_else(|| Element::empty(name))
}

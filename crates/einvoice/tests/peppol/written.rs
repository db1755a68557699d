//! Random documents: none breaks a rule, and what is read back is what was written.

use domain::Money;
use einvoice::{Invoice, Kind, Text, check, write};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::any::any_invoice;
use crate::documents::sample;

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn at<'a>(root: Node<'a, 'a>, path: &str) -> Option<&'a str> {
    path.split('/').try_fold(root, child).and_then(|node| node.text())
}

fn amount(root: Node<'_, '_>, path: &str) -> Money {
    at(root, path).unwrap_or("0").parse().unwrap()
}

/// What a reader of the XML finds is what the document's values say.
fn read_back(invoice: &Invoice, xml: &str) {
    let document = Document::parse(xml).unwrap();
    let root = document.root_element();
    let totals = invoice.lines.totals();
    assert_eq!(amount(root, "LegalMonetaryTotal/LineExtensionAmount"), totals.lines);
    assert_eq!(amount(root, "LegalMonetaryTotal/TaxInclusiveAmount"), totals.with_vat);
    assert_eq!(amount(root, "LegalMonetaryTotal/PayableRoundingAmount"), totals.rounding);
    assert_eq!(amount(root, "LegalMonetaryTotal/PayableAmount"), totals.payable);
    assert_eq!(amount(root, "TaxTotal/TaxAmount"), totals.tax);
    let name = "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName";
    assert_eq!(at(root, name), Some(invoice.seller.party.name.as_str()));
    assert_eq!(at(root, "ID"), Some(invoice.number.as_str()));
    let line_name = match invoice.kind {
        Kind::Invoice => "InvoiceLine",
        Kind::CreditNote => "CreditNoteLine",
    };
    let lines: Vec<Node<'_, '_>> =
        root.children().filter(|node| node.tag_name().name() == line_name).collect();
    assert_eq!(lines.len(), invoice.lines.as_slice().len());
    for (read, line) in lines.into_iter().zip(invoice.lines.as_slice()) {
        assert_eq!(at(read, "Item/Name"), Some(line.name.as_str()));
        assert_eq!(at(read, "Note"), line.note.as_ref().map(Text::as_str));
        assert_eq!(amount(read, "LineExtensionAmount"), line.pricing.net());
    }
}

#[test]
fn each_vat_case_is_written_without_a_fault() {
    for kind in [Kind::Invoice, Kind::CreditNote] {
        for case in ['S', 'E', 'M', 'O'] {
            let invoice = sample(kind, case);
            let xml = write(&invoice);
            assert_eq!(check(&xml), [], "{case}: {xml}");
            read_back(&invoice, &xml);
        }
    }
}

#[test]
fn attachments_come_back_byte_by_byte() {
    use base64::Engine;
    let invoice = sample(Kind::Invoice, 'S');
    let xml = write(&invoice);
    let document = Document::parse(&xml).unwrap();
    let file = document
        .descendants()
        .find(|node| node.tag_name().name() == "EmbeddedDocumentBinaryObject")
        .unwrap();
    let content = base64::prelude::BASE64_STANDARD.decode(file.text().unwrap()).unwrap();
    assert_eq!(content, invoice.attachments[0].content());
    assert_eq!(file.attribute("filename"), Some("specifikation å.csv"));
}

#[test]
fn outside_the_scope_nobody_has_a_vat_number_or_a_rate() {
    let xml = write(&sample(Kind::Invoice, 'O'));
    assert!(!xml.contains("<cbc:Percent>") && !xml.contains("SE222000200601"));
    assert!(xml.contains("Godkänd för F-skatt") && xml.contains("VATEX-EU-O"));
    assert!(write(&sample(Kind::Invoice, 'S')).contains("SE222000200601"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_document_breaks_a_rule(invoice in any_invoice()) {
        let xml = write(&invoice);
        prop_assert_eq!(check(&xml), []);
        read_back(&invoice, &xml);
    }
}

//! Each rule finds what breaks it, and nothing else does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use einvoice::{
    DocumentField, Kind, LineField, PartyField, Severity, Subject, TotalField, check, write,
};

use crate::broken;
use crate::documents::sample;

#[test]
fn a_broken_document_breaks_just_those_rules() {
    let mut wrong = Vec::new();
    for (number, broken) in broken::all().enumerate() {
        let found: BTreeSet<&str> =
            check(&broken.xml()).into_iter().map(|violation| violation.rule).collect();
        let expected: BTreeSet<&str> = broken.rules.split_whitespace().collect();
        if found != expected {
            let found: Vec<&str> = found.into_iter().collect();
            wrong.push(format!("{number}: {} is in fact {}", broken.rules, found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The ids in the files of rules: each must have a document that breaks it.
#[test]
fn each_rule_has_a_document_that_breaks_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    let mut rules = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        for kind in ["fatal(", "warning("] {
            let calls = source.split(kind).skip(1).map(str::trim_start);
            let ids = calls.filter_map(|call| call.strip_prefix('"')?.split('"').next());
            rules.extend(ids.map(str::to_owned));
        }
    }
    assert!(rules.len() > 100, "found only {}", rules.len());
    let broken: BTreeSet<String> = broken::all()
        .flat_map(|broken| broken.rules.split_whitespace())
        .map(str::to_owned)
        .collect();
    let untried: Vec<&String> = rules.difference(&broken).collect();
    assert_eq!(untried, Vec::<&String>::new());
}

#[test]
fn a_violation_says_which_field_is_at_fault() {
    let xml = write(&sample(Kind::Invoice, 'S'));
    let subject = |from: &str, to: &str, rule: &str| {
        let found = check(&xml.replacen(from, to, 1));
        let violation = found.into_iter().find(|violation| violation.rule == rule);
        violation.map(|violation| (violation.severity, violation.subject))
    };
    for (from, to, rule, severity, expected) in [
        (
            "7300010000001",
            "7300010000002",
            "PEPPOL-COMMON-R040",
            Severity::Fatal,
            Subject::Buyer(PartyField::ElectronicAddress),
        ),
        (
            "SE222000200601",
            "SE22200020061",
            "SE-R-001",
            Severity::Fatal,
            Subject::Seller(PartyField::VatNumber),
        ),
        (
            "<cbc:ID>54029681",
            "<cbc:ID>5402-9681",
            "SE-R-008",
            Severity::Warning,
            Subject::Payment(einvoice::PaymentField::Account),
        ),
        (
            "<cbc:DueDate>2026-12-31",
            "<cbc:DueDate>31/12 2026",
            "PEPPOL-EN16931-F001",
            Severity::Fatal,
            Subject::Document(DocumentField::DueDate),
        ),
        (
            "unitCode=\"EA\">2<",
            "unitCode=\"EA\">9<",
            "PEPPOL-EN16931-R120",
            Severity::Fatal,
            Subject::Line { position: 2, field: LineField::NetAmount },
        ),
        (
            ">5490.00<",
            ">5491.00<",
            "BR-CO-16",
            Severity::Fatal,
            Subject::Total(TotalField::Payable),
        ),
        (">74.40<", ">74.41<", "BR-CO-17", Severity::Fatal, Subject::Vat { position: 2 }),
        ("text/csv", "text/html", "BR-CL-24", Severity::Fatal, Subject::Attachment { position: 2 }),
        (
            "<cbc:ID>2026-0990<",
            "<cbc:ID> <",
            "PEPPOL-EN16931-R008",
            Severity::Fatal,
            Subject::Preceding { position: 1 },
        ),
    ] {
        assert_eq!(subject(from, to, rule), Some((severity, expected)), "{rule}");
    }
}

#[test]
fn what_is_no_document_is_told() {
    for text in ["", "Faktura", "<Invoice>", "<html/>", "<Invoice xmlns=\"urn:example\"/>"] {
        let found = check(text);
        assert_eq!(found.first().map(|violation| violation.rule), Some("UBL-2.1"), "{text}");
    }
}

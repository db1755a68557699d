//! What is set up, and what follows from it for documents.

use books::{Account, Books, Missing, StatedBooks, prepare};
use domain::{ComponentCode, DayCode, Money, Month, MunicipalityCode};
use einvoice::{Rate, VatCategory};
use settle::{Basis, Document, DocumentKey, DocumentKind, Line, LineKey, LineKind, Quantity};

use crate::{RECIPIENT, SELLER, date, stated};

fn lulea() -> MunicipalityCode {
    "2580".parse().unwrap()
}

pub(crate) fn books(more: &str) -> Books {
    Books::parse(&stated(&format!("{SELLER}{RECIPIENT}{more}"))).unwrap()
}

fn fee(code: &str, ore: i64) -> Line {
    let key = LineKey::CourseFee {
        component: ComponentCode(code.to_owned()),
        day: DayCode("D1".to_owned()),
    };
    line(key, code, ore)
}

fn cost(name: &str, ore: i64) -> Line {
    line(
        LineKey::FixedCost {
            name: name.to_owned(),
            year: 2026,
            month: Month::try_from(5).unwrap(),
        },
        name,
        ore,
    )
}

fn line(key: LineKey, name: &str, ore: i64) -> Line {
    Line {
        key,
        year: 2026,
        name: name.to_owned(),
        quantity: Quantity::ONE,
        unit_price: None,
        amount: Money::from_ore(ore),
        adjusts: false,
        basis: Basis::Withdrawn,
    }
}

fn document(lines: Vec<Line>) -> Document {
    let key = DocumentKey {
        date: date("2026-05-31"),
        occasion: None,
        municipality: lulea(),
        kind: DocumentKind::Invoice,
    };
    Document { key, lines }
}

#[test]
fn the_choice_that_fits_best_holds_from_its_day() {
    let books = books(
        r#"
[[vat]]
category = "S"
rate = 25
[[vat]]
charge = "fixed_cost"
category = "O"
reason = "Medlemsavgift"
[[vat]]
charge = "course_fee"
code = "mat"
category = "S"
rate = 12
[[vat]]
charge = "course_fee"
code = "mat"
from = "2026-04-01"
category = "S"
rate = 6
"#,
    );
    let code = |charge, code: &str, on: &str| {
        books.vat(charge, code, date(on)).map(|vat| (vat.code(), vat.percent()))
    };
    assert_eq!(code(LineKind::CourseFee, "utbildning", "2026-05-31"), Some(("S", Some(25))));
    assert_eq!(code(LineKind::FixedCost, "Projektledare", "2026-05-31"), Some(("O", None)));
    assert_eq!(code(LineKind::CourseFee, "mat", "2026-03-31"), Some(("S", Some(12))));
    assert_eq!(code(LineKind::CourseFee, "mat", "2026-04-01"), Some(("S", Some(6))));
    assert_eq!(Books::default().vat(LineKind::CourseFee, "mat", date("2026-04-01")), None);
}

#[test]
fn what_is_outside_the_scope_stands_alone_and_all_adds_up() {
    let books = books(
        r#"
[[vat]]
category = "S"
rate = 25
[[vat]]
charge = "fixed_cost"
category = "O"
reason = "Medlemsavgift"
"#,
    );
    let charged =
        document(vec![fee("utbildning", 100_033), cost("Projektledare", 3_056_100), fee("mat", 1)]);
    let (parts, missing) = prepare(&books, &charged, |_| None).unwrap();
    assert!(missing.is_empty(), "{missing:?}");
    let [fees, costs] = parts.as_slice() else { panic!("two documents, {parts:?}") };
    assert_eq!(
        fees.document.lines.len(),
        2,
        "lines keep their order, and stand with those of their kind"
    );
    assert_eq!((fees.total.ore(), fees.tax().unwrap().ore()), (100_034, 25_009));
    assert_eq!((fees.payable.ore(), fees.rounding.ore()), (125_000, -43), "whole kronor");
    assert_eq!(fees.vat[0].account, Account::Vat25);
    assert_eq!((costs.payable.ore(), costs.vat.len()), (3_056_100, 0));
}

#[test]
fn what_is_missing_is_told_and_nothing_is_guessed() {
    let charged = document(vec![fee("utbildning", 100_000), cost("Projektledare", 50)]);
    let (parts, missing) = prepare(&Books::default(), &charged, |_| None).unwrap();
    assert_eq!(parts.len(), 1, "what nobody has parted stays together");
    assert_eq!((parts[0].payable, parts[0].vat.len()), (Money::from_ore(100_050), 0));
    let expected = [
        Missing::Seller,
        Missing::Vat { charge: LineKind::CourseFee, code: "utbildning".to_owned() },
        Missing::Vat { charge: LineKind::FixedCost, code: "Projektledare".to_owned() },
        Missing::Recipient { municipality: lulea(), charge: LineKind::CourseFee },
        Missing::Recipient { municipality: lulea(), charge: LineKind::FixedCost },
    ];
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), expected);
    let unnumbered = SELLER.replace("vat_number = \"SE232100001601\"\n", "");
    let text =
        format!("{unnumbered}{RECIPIENT}\n[[vat]]\ncategory = \"E\"\nreason = \"Utbildning\"\n");
    let (_, missing) = prepare(&Books::parse(&stated(&text)).unwrap(), &charged, |_| None).unwrap();
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), [Missing::VatNumber]);
}

#[test]
fn a_correction_keeps_the_vat_that_it_was_charged_with() {
    let books = books("\n[[vat]]\ncategory = \"O\"\nreason = \"Medlemsavgift\"\n");
    let was = VatCategory::Standard(Rate::Twelve);
    let charged = |line: &Line| (line.key.code() == "mat").then(|| was.clone());
    let correction = document(vec![fee("utbildning", -100), fee("mat", -100)]);
    let (parts, missing) = prepare(&books, &correction, charged).unwrap();
    assert!(missing.is_empty(), "{missing:?}");
    let [outside, taxed] = parts.as_slice() else { panic!("two documents, {parts:?}") };
    assert_eq!(
        (outside.document.lines[0].key.code(), outside.tax().unwrap()),
        ("utbildning", Money::ZERO)
    );
    assert_eq!((taxed.document.lines[0].key.code(), taxed.tax().unwrap().ore()), ("mat", -12));
}

#[test]
fn costs_go_where_the_municipality_wants_them() {
    let books = books(
        r#"
[[vat]]
category = "S"
rate = 25
[[recipients]]
municipality = "2580"
charge = "fixed_cost"
unit = "Kommunledningskontoret"
peppol = "0088:7350000000009"
order_reference = "B-17"
from = "2026-01-01"
to = "2026-12-31"
"#,
    );
    let (parts, _) = prepare(
        &books,
        &document(vec![fee("utbildning", 100), cost("Projektledare", 100)]),
        |_| None,
    )
    .unwrap();
    let to: Vec<_> = parts.iter().map(|part| part.recipient.as_ref().unwrap()).collect();
    assert_eq!(to[0].buyer_reference.as_ref().unwrap().as_str(), "ZZ4711");
    assert_eq!(to[1].order_reference.as_ref().unwrap().as_str(), "B-17");
    let later = books.recipient(lulea(), LineKind::FixedCost, date("2027-01-01")).unwrap();
    assert!(later.order_reference.is_none(), "it held for a year");
}

#[test]
fn faults_are_all_told_by_their_place() {
    let wrong = stated(
        r#"
[seller]
name = " "
org_number = "232100-0017"
peppol = "232100-0016"
bankgiro = "1"
payment_days = 0
[[vat]]
category = "S"
rate = 24
[[vat]]
category = "O"
[[vat]]
category = "O"
reason = "Medlemsavgift"
exemption = "VATEX-EU-132-1I"
[[recipients]]
municipality = "258"
peppol = "0088:7350000000008"
from = "2026-02-01"
to = "2026-01-31"
[[recipients]]
municipality = "2580"
peppol = "0007:2120002742"
buyer_reference = "A"
[[recipients]]
municipality = "2580"
peppol = "0007:2120002742"
buyer_reference = "B"
from = "2026-02-01"
[[accounts]]
account = "receivables"
number = "15x"
"#,
    );
    let faults = Books::parse(&wrong).unwrap_err();
    let places: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    let expected = [
        "seller.name",
        "seller.org_number",
        "seller.peppol",
        "seller.bankgiro",
        "seller.payment_days",
        "vat[0].rate",
        "vat[1].reason",
        "vat[2].exemption",
        "recipients[0].municipality",
        "recipients[0].to",
        "recipients[0].peppol",
        "recipients[0].buyer_reference",
        "accounts[0].number",
        "recipients[2]",
    ];
    assert_eq!(places, expected);
    assert!(toml::from_str::<StatedBooks>("[seller]\nnamn = \"x\"\n").is_err(), "unknown keys");
}

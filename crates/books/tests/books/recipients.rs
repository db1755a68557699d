//! Recipients as a table, and what it changes.

use books::recipient_csv::{CellFault, RecipientTable, cells, difference, names, read};
use books::{Books, Missing, StatedRecipient, lacking};
use domain::{AgreementTerms, MunicipalityCode};
use settle::LineKind;

use crate::set_up::books;
use crate::{date, stated};

const TERMS: &str = r#"
[[municipalities]]
code = "2580"
name = "Luleå"
org_number = "212000-2742"
population = 79000

[[municipalities]]
code = "2584"
name = "Kiruna"
org_number = "212000-2783"
population = 22000

[agreement]
title = "Avtal"
from = "2026-01-01"
to = "2028-12-31"

[[agreement.fixed_costs]]
name = "Projektledare"
annual = "950000.00"
allocation = "population"
rounding = "1.00"
invoice_months = [5]

[agreement.course_fee]
basis = "attended"
invoicing = "months"
invoice_months = [5, 12]

[[agreement.fee_schedules]]
from = "2026-01-01"

[[agreement.fee_schedules.components]]
code = "venue"
name = "Lokal och fika"
amount = "1000.00"
delivery = ["on_site"]
"#;

fn own(cell: &str) -> Option<MunicipalityCode> {
    let code = if cell == "Luleå" { "2580" } else { cell };
    let code: MunicipalityCode = code.parse().ok()?;
    ["2580", "2584"].contains(&code.to_string().as_str()).then_some(code)
}

fn table<'a>(header: &[&'a str], rows: &[&[&'a str]]) -> RecipientTable<'a> {
    let rows = (2..).zip(rows).map(|(number, cells)| (number, cells.to_vec())).collect();
    RecipientTable { header: header.to_vec(), header_row: 1, rows }
}

fn places(faults: &[CellFault]) -> Vec<(u32, &str, &str)> {
    faults
        .iter()
        .map(|one| (one.row, one.column.as_deref().unwrap_or("-"), one.found.as_str()))
        .collect()
}

#[test]
fn columns_go_by_their_keys_and_by_swedish_headings() {
    let header =
        ["Kommun", "Avgift", "from", "Adress i Peppol", "BESTÄLLARREFERENS", "Fakturerat objekt"];
    let rows: [&[&str]; 2] = [
        &["Luleå", "Fast kostnad", "2026-01-01", "0007:2120002742", "ZZ1", "P-7"],
        &["2584", "", "", "0088:7350000000009", "ZZ2"],
    ];
    let all = read(&table(&header, &rows), own).unwrap();
    let expected = StatedRecipient {
        municipality: "2580".to_owned(),
        charge: Some(LineKind::FixedCost),
        from: Some(date("2026-01-01")),
        peppol: "0007:2120002742".to_owned(),
        buyer_reference: Some("ZZ1".to_owned()),
        invoiced_object: Some("P-7".to_owned()),
        ..StatedRecipient::default()
    };
    assert_eq!(all[0], expected);
    assert_eq!((all[1].charge, all[1].municipality.as_str()), (None, "2584"));
}

#[test]
fn every_fault_is_told_by_its_row_and_column() {
    let header = ["Kommun", "Avgift", "Från", "to", "peppol", "order_reference"];
    let rows: [&[&str]; 5] = [
        &["Kiruna lappmark", "allt", "31/12", "", "0007:2120002743", "A"],
        &["2580", "", "2026-02-01", "2026-01-31", "0007:2120002742", ""],
        &["2584", "", "", "", "0007:2120002742", "A", "B"],
        &["2584", "", "2026-01-01", "", "0007:2120002742", "A"],
        &["", "", "", "", "", "A"],
    ];
    let faults = read(&table(&header, &rows), own).unwrap_err();
    let expected = [
        (2, "Kommun", "Kiruna lappmark"),
        (2, "Avgift", "allt"),
        (2, "Från", "31/12"),
        (2, "peppol", "0007:2120002743"),
        (3, "to", "2026-01-31"),
        (3, "buyer_reference", ""),
        (4, "-", "B"),
        (5, "-", ""),
        (6, "Kommun", ""),
        (6, "peppol", ""),
    ];
    assert_eq!(places(&faults), expected);
    assert!(faults.iter().all(|fault| !fault.expected.swedish.is_empty()));
}

#[test]
fn a_table_with_wrong_columns_is_not_read() {
    let header = ["Kommun", "kommunkod", "Peppol-adressen"];
    let faults = read(&table(&header, &[&["2580", "2580", "x"]]), own).unwrap_err();
    let expected = [
        (1, "kommunkod", "kommunkod"),
        (1, "Peppol-adressen", "Peppol-adressen"),
        (1, "peppol", ""),
        (1, "buyer_reference", ""),
    ];
    assert_eq!(places(&faults), expected);
}

#[test]
fn a_table_written_and_read_again_changes_nothing() {
    let given = stated(
        r#"
[[recipients]]
municipality = "2580"
unit = " Kommunlednings-\u00a0kontoret "
charge = "trainer_pot"
from = "2026-01-01"
to = "2026-12-31"
org_number = "212000-2742"
name = "=Luleå; \"kommun\""
peppol = " 0007:2120002742"
buyer_reference = "-ZZ1"
order_reference = "+46"
contract_reference = "@A"
invoiced_object = "'x"
email = "a@b.example"
street = "Box 1"
postcode = "972 38"
town = "Luleå"
[[recipients]]
municipality = "2584"
peppol = "0007:2120002742"
buyer_reference = "A"
street = ""
"#,
    );
    let rows: Vec<Vec<String>> = given.recipients.iter().map(|one| cells(one).to_vec()).collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let again = read(&table(&names(), &rows), own).unwrap();
    let same = difference(&given.recipients, &again);
    assert!(same.is_empty() && same.unchanged == 2, "{same:?}");
    assert_eq!(read(&table(&names(), &[]), own).unwrap(), []);
}

#[test]
fn what_changes_is_told_by_municipality_charge_and_first_day() {
    let recipient =
        |municipality: &str, charge, from: Option<&str>, reference: &str| StatedRecipient {
            municipality: municipality.to_owned(),
            charge,
            from: from.map(date),
            buyer_reference: Some(reference.to_owned()),
            ..StatedRecipient::default()
        };
    let before = [
        recipient("2580", None, None, "A"),
        recipient("2580", Some(LineKind::FixedCost), None, "B"),
        recipient("2584", None, None, "C"),
    ];
    let after = [
        recipient("2584", None, Some("2027-01-01"), "C"),
        recipient("2580", Some(LineKind::FixedCost), None, "B2"),
        recipient("2580", None, None, " A "),
    ];
    let told = difference(&before, &after);
    assert_eq!((told.unchanged, told.added.as_slice()), (1, &after[..1]));
    assert_eq!(told.removed, before[2..]);
    assert_eq!(told.changed.len(), 1);
    assert_eq!(told.changed[0].columns, ["buyer_reference"]);
}

#[test]
fn what_an_agreement_may_charge_is_looked_for_before_it_is_issued() {
    let terms: AgreementTerms = toml::from_str(TERMS).unwrap();
    let on = |more: &str, day: &str| {
        lacking(&books(more), &terms, date(day)).into_iter().collect::<Vec<_>>()
    };
    let kiruna: MunicipalityCode = "2584".parse().unwrap();
    let of = |charge| Missing::Recipient { municipality: kiruna, charge };
    let vat = |charge, code: &str| Missing::Vat { charge, code: code.to_owned() };
    assert_eq!(
        on("", "2026-01-01"),
        [
            vat(LineKind::CourseFee, "venue"),
            vat(LineKind::FixedCost, "Projektledare"),
            of(LineKind::CourseFee),
            of(LineKind::FixedCost),
        ]
    );
    let chosen = "[[vat]]\ncategory = \"S\"\nrate = 25\n[[recipients]]\nmunicipality = \"2584\"\n\
        charge = \"fixed_cost\"\npeppol = \"0007:2120002742\"\nbuyer_reference = \"A\"\n\
        to = 2026-12-31\n"
        .replace("2026-12-31", "\"2026-12-31\"");
    assert_eq!(on(&chosen, "2026-12-31"), [of(LineKind::CourseFee)]);
    assert_eq!(on(&chosen, "2027-01-01").len(), 2, "it held for a year");
    assert!(lacking(&Books::default(), &terms, date("2026-01-01")).contains(&Missing::Seller));
}

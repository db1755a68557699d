//! Documents as a workbook: every amount is the document's to the öre, under the names that CSV has, and nothing that
//! somebody typed becomes a formula.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{DOCUMENTS, ISSUE, content, economist, file, money, set, set_up};

testkit::on_both_databases!(
    a_workbook_says_what_the_document_says_to_the_ore,
    what_looks_like_a_formula_stays_a_text,
);

/// Both sheets, without a formula in them.
pub(crate) fn sheets(made: &Value) -> (Range<Data>, Range<Data>) {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(content(made))).unwrap();
    assert_eq!(workbook.sheet_names(), ["Rader", "Underlag"]);
    for name in ["Rader", "Underlag"] {
        assert!(workbook.worksheet_formula(name).unwrap().is_empty(), "{name}");
    }
    (workbook.worksheet_range("Rader").unwrap(), workbook.worksheet_range("Underlag").unwrap())
}

/// The cell in a row under a head.
pub(crate) fn cell<'a>(sheet: &'a Range<Data>, row: usize, head: &str) -> &'a Data {
    let mut rows = sheet.rows();
    let heads = rows.next().unwrap();
    let column = heads.iter().position(|one| *one == Data::String(head.to_owned()));
    &rows.nth(row).unwrap()[column.unwrap_or_else(|| unreachable!("no column {head}"))]
}

/// As a reader takes it: a binary number, told to two decimals.
pub(crate) fn amount(cell: &Data) -> Money {
    let Data::Float(held) = cell else { unreachable!("{cell:?} is no number") };
    format!("{held:.2}").parse().unwrap()
}

/// A cell's text as CSV has it.
fn told(cell: &Data, kind: &str) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTime(day) => date(day),
        Data::Float(_) if kind == "amount" => amount(cell).to_string(),
        Data::Float(held) => held.to_string(),
        other => unreachable!("{other:?}"),
    }
}

fn date(day: &calamine::ExcelDateTime) -> String {
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

async fn a_workbook_says_what_the_document_says_to_the_ore(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
    let region = person.ask(DOCUMENTS, json!({})).await["region"].take();
    let documents = region["documents"]["nodes"].as_array().unwrap();
    assert!(documents.len() > 20, "{}", documents.len());
    for document in documents {
        let made = file(&person, &document["id"], "XLSX").await;
        let number = document["number"].as_str().unwrap();
        assert_eq!(made["name"], format!("goteborgsregionen-{number}.xlsx"));
        let (lines, heads) = sheets(&made);
        for (head, part) in [
            ("document_total", "total"),
            ("document_vat", "vat"),
            ("document_rounding", "rounding"),
            ("document_payable", "payable"),
        ] {
            let stated = money(&document[part]);
            // The document's row, and the row of sums.
            assert_eq!([0, 1].map(|row| amount(cell(&heads, row, head))), [stated, stated]);
        }
        assert_eq!(*cell(&heads, 1, "document"), Data::String("Summa".to_owned()));
        let count = document["lines"].as_array().unwrap().len();
        let amounts = (0..count).map(|row| amount(cell(&lines, row, "amount")));
        assert_eq!(Money::sum(amounts).unwrap(), money(&document["total"]));

        let text =
            String::from_utf8(content(&file(&person, &document["id"], "CSV").await)).unwrap();
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(lines.height(), rows.len() + 1);
        for (at, row) in rows.iter().enumerate() {
            for (name, expected) in names.iter().zip(row) {
                let is_amount = name.starts_with("document_") || name == "amount";
                let kind = if is_amount { "amount" } else { "" };
                assert_eq!(told(cell(&lines, at, name), kind), expected, "{number} {name}");
            }
        }
    }
    let again = async || file(&person, &documents[0]["id"], "XLSX").await;
    assert_eq!(again().await, again().await, "the same document is the same file");
}

async fn what_looks_like_a_formula_stays_a_text(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    let recipients = codes.iter().map(|code| {
        json!({ "municipality": code, "peppol": "0007:2120002742", "buyerReference": "=1+1",
            "orderReference": "@SUM(A1:A9)" })
    });
    set(&person, json!({ "recipients": recipients.collect::<Vec<_>>() })).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let document = person.ask(DOCUMENTS, json!({})).await["region"]["documents"]["nodes"][0].take();
    let (lines, heads) = sheets(&file(&person, &document["id"], "XLSX").await);
    for sheet in [&lines, &heads] {
        assert_eq!(*cell(sheet, 0, "buyer_reference"), Data::String("=1+1".to_owned()));
        assert_eq!(*cell(sheet, 0, "order_reference"), Data::String("@SUM(A1:A9)".to_owned()));
    }
    let rows = content(&file(&person, &document["id"], "CSV").await);
    let rows = String::from_utf8(rows).unwrap();
    assert!(rows.contains(",'=1+1,'@SUM(A1:A9),"), "{rows}");
}

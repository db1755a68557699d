//! What is written is read back by somebody else: text, title, language, tags, pages.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use paper::{Align, Block, Column, Fact, Letterhead, Level, Paper, Row, Table};
use proptest::prelude::*;

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "Fakturaunderlag 2026-00014".to_owned(),
        letterhead: Letterhead {
            name: "Norrbottens Kommuner".to_owned(),
            lines: vec!["Box 947, 971 28 Luleå".to_owned()],
        },
        decided: "2026-11-25T09:30:00Z".parse().unwrap(),
        blocks,
    }
}

fn table(rows: Vec<Row>) -> Table {
    Table {
        caption: "Kronor utan moms.".to_owned(),
        columns: vec![Column::text("Avgift"), Column::figures("Antal"), Column::figures("Belopp")],
        rows,
    }
}

fn written(blocks: Vec<Block>) -> Document {
    let bytes = paper::write(&paper(blocks)).unwrap();
    Document::load_mem(&bytes).unwrap()
}

/// The text of all pages, as it is read.
fn text(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().replace('\n', "")
}

/// How often each tag stands in the tree.
fn tags(document: &Document) -> BTreeMap<String, usize> {
    fn walk(document: &Document, object: &Object, tags: &mut BTreeMap<String, usize>) {
        match document.dereference(object).unwrap().1 {
            Object::Array(all) => all.iter().for_each(|one| walk(document, one, tags)),
            Object::Dictionary(own) => {
                if let Ok(kind) = own.get(b"S").and_then(Object::as_name) {
                    *tags.entry(String::from_utf8_lossy(kind).into_owned()).or_default() += 1;
                }
                if let Ok(below) = own.get(b"K") {
                    walk(document, below, tags);
                }
            }
            _ => {}
        }
    }
    let mut tags = BTreeMap::new();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    walk(document, root, &mut tags);
    tags
}

fn dictionary<'a>(document: &'a Document, within: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    document.dereference(within.get(key).unwrap()).unwrap().1.as_dict().unwrap()
}

fn said(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

#[test]
fn a_document_is_tagged_and_has_title_and_language() {
    let document = written(vec![
        Block::Lead("Älvsbyn betalar 10 323 kr till Norrbottens Kommuner.".to_owned()),
        Block::Facts(vec![Fact::new("Bankgiro", "5402-9681"), Fact::new("OCR", "20260000145")]),
        Block::Heading(Level::Part, "Specifikation".to_owned()),
        Block::Table(table(vec![
            Row::Group("2026-05-20 Kurs Å".to_owned()),
            Row::Cells(vec!["Lokal och fika".to_owned(), "3".to_owned(), "−1 234,50".to_owned()]),
            Row::Sum(vec!["Summa".to_owned(), String::new(), "−1 234,50".to_owned()]),
        ])),
        Block::Heading(Level::Section, "Så är det".to_owned()),
        Block::Steps(vec!["3 deltagare × 1 hel dag".to_owned(), "= 1 500 kr".to_owned()]),
        Block::Note("Med § och % – och så vidare…".to_owned()),
    ]);
    let catalog = document.catalog().unwrap();
    assert_eq!(said(catalog.get(b"Lang").unwrap()), "sv-SE");
    assert!(dictionary(&document, catalog, b"MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
    let shows_title = dictionary(&document, catalog, b"ViewerPreferences").get(b"DisplayDocTitle");
    assert!(shows_title.unwrap().as_bool().unwrap());
    let information = dictionary(&document, &document.trailer, b"Info");
    assert_eq!(said(information.get(b"Title").unwrap()), "Fakturaunderlag 2026-00014");
    assert_eq!(said(information.get(b"Author").unwrap()), "Norrbottens Kommuner");
    let tags = tags(&document);
    let count = |kind: &str| tags.get(kind).copied().unwrap_or_default();
    assert_eq!([count("H1"), count("H2"), count("H3")], [1, 1, 1]);
    assert_eq!([count("Table"), count("Caption"), count("THead"), count("TBody")], [1; 4]);
    // Three heads, a group, and the first cell of two rows.
    assert_eq!([count("TR"), count("TH"), count("TD")], [4, 6, 4]);
    assert_eq!([count("L"), count("LI"), count("Lbl"), count("LBody")], [2, 4, 2, 4]);
    let text = text(&document);
    for part in [
        "Box 947, 971 28 Luleå",
        "Älvsbyn betalar 10 323 kr till Norrbottens Kommuner.",
        "20260000145",
        "2026-05-20 Kurs Å",
        "Lokal och fika",
        "−1 234,50",
        "3 deltagare × 1 hel dag",
        "Med § och % – och så vidare…",
        "Sida 1 av 1",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_long_table_breaks_over_pages_and_loses_no_row() {
    let rows: Vec<Row> = (0..500)
        .map(|number| match number % 50 {
            0 => Row::Group(format!("grupp{number:03}.")),
            49 => Row::Sum(vec![format!("summa{number:03}."), String::new(), "1".to_owned()]),
            _ => Row::Cells(vec![format!("rad{number:03}."), "1".to_owned(), "2,50".to_owned()]),
        })
        .collect();
    let count = rows.len();
    let document = written(vec![Block::Table(table(rows))]);
    let pages = document.get_pages();
    assert!(pages.len() > 8, "{}", pages.len());
    let all = text(&document);
    for number in 0..count {
        let name = match number % 50 {
            0 => "grupp",
            49 => "summa",
            _ => "rad",
        };
        assert_eq!(all.matches(&format!("{name}{number:03}.")).count(), 1, "{name}{number}");
    }
    for page in pages.keys() {
        let own = document.extract_text(&[*page]).unwrap().replace('\n', "");
        assert!(own.contains("Avgift") && own.contains("Belopp"), "heads on page {page}");
        assert!(own.contains(&format!("Sida {page} av {}", pages.len())), "number of page {page}");
        assert_eq!(own.contains("Norrbottens Kommuner · Fakturaunderlag"), *page > 1);
    }
    // Repeated heads are no part of what is read: one row of heads, one row of the table each.
    let tags = tags(&document);
    assert_eq!([tags["Table"], tags["TR"]], [1, count + 1]);
}

#[test]
fn the_same_paper_is_the_same_bytes() {
    let blocks =
        || vec![Block::Paragraph("Å".to_owned()), Block::NewPage, Block::Lead("Ä".to_owned())];
    let first = paper::write(&paper(blocks())).unwrap();
    assert_eq!(first, paper::write(&paper(blocks())).unwrap());
    assert_eq!(Document::load_mem(&first).unwrap().get_pages().len(), 2);
    let mut other = paper(blocks());
    other.title.push('!');
    assert_ne!(first, paper::write(&other).unwrap());
}

#[test]
fn hostile_texts_are_set_all_the_same() {
    let long = "ordutanslut".repeat(200);
    let texts = [
        String::new(),
        " ".repeat(500),
        long.clone(),
        "\u{0}\u{7}\t\r\n\u{feff}\u{fffe}\u{e000}\u{202e}".to_owned(),
        "👩‍👩‍👧‍👦 中文 עברית e\u{301}\u{301}a\u{30a}".to_owned(),
    ];
    for hostile in &texts {
        let cells = || vec![hostile.clone(); 5];
        let mut columns = vec![Column::text(hostile.clone()), Column::figures(hostile.clone())];
        columns.push(Column { head: String::new(), align: Align::Left });
        let mut odd = table(vec![
            Row::Group(hostile.clone()),
            Row::Cells(cells()),
            Row::Sum(Vec::new()),
            Row::Sum(cells()),
        ]);
        odd.columns = columns;
        let mut paper = paper(vec![
            Block::Heading(Level::Part, hostile.clone()),
            Block::Paragraph(hostile.clone()),
            Block::Facts(vec![Fact::new(hostile.clone(), hostile.clone()); 4]),
            Block::Facts(Vec::new()),
            Block::Steps(vec![hostile.clone(); 2]),
            Block::Steps(Vec::new()),
            Block::Table(odd),
            Block::Table(Table { columns: Vec::new(), ..table(Vec::new()) }),
            Block::Table(table(Vec::new())),
        ]);
        paper.title.clone_from(hostile);
        paper.letterhead.name.clone_from(hostile);
        let bytes = paper::write(&paper).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        if *hostile == long {
            // Title, name (also on top of pages), heading, paragraph, facts, steps, cells: nothing is cut short.
            assert!(text(&document).matches("ordutanslut").count() > 200 * 10);
        }
    }
}

#[test]
fn letters_of_two_parts_are_one() {
    let document = written(vec![Block::Paragraph("La\u{30a}ngo\u{308}gd 😀.".to_owned())]);
    assert!(text(&document).contains("Långögd \u{fffd}."), "{}", text(&document));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_can_be_set(text in "\\PC{0,400}", cells in proptest::collection::vec(".{0,60}", 1..40)) {
        let rows = cells.chunks(3).map(|row| Row::Cells(row.to_vec())).collect();
        let paper = paper(vec![Block::Paragraph(text), Block::Table(table(rows))]);
        prop_assert!(paper::write(&paper).is_ok());
    }
}

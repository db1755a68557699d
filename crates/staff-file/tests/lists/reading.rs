//! Every encoding, delimiter and line end that a municipality's programs write.

use staff_file::{ColumnIndex, Delimiter, Encoding, Form, Limits, RowNumber, Sheet, SheetFault};

use crate::{cells, pasted};

const TEXT: &str = "Namn;E-post;Enhet\nÅsa Öberg;asa@lulea.example;\"Barn; unga\"\n\nEva Ek;eva@lulea.example;Vuxna\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

#[test]
fn every_encoding_delimiter_and_line_end_gives_the_same_cells() {
    let expected = vec![
        vec!["Namn", "E-post", "Enhet"],
        vec!["Åsa Öberg", "asa@lulea.example", "Barn; unga"],
        vec!["Eva Ek", "eva@lulea.example", "Vuxna"],
    ];
    let delimiters = [(";", Delimiter::Semicolon), (",", Delimiter::Comma), ("\t", Delimiter::Tab)];
    for (mark, delimiter) in delimiters {
        for line_end in ["\n", "\r\n", "\r"] {
            let quoted = TEXT.replace("Barn; unga", "Barn# unga").replace(';', mark);
            let text = quoted.replace('#', ";").replace('\n', line_end);
            let marked = format!("\u{feff}{text}");
            let files = [
                (Encoding::Utf8, text.clone().into_bytes()),
                (Encoding::Utf8, marked.clone().into_bytes()),
                (Encoding::Utf16Le, utf16(&text, u16::to_le_bytes)),
                (Encoding::Utf16Le, utf16(&marked, u16::to_le_bytes)),
                (Encoding::Utf16Be, utf16(&text, u16::to_be_bytes)),
                (Encoding::Utf16Be, utf16(&marked, u16::to_be_bytes)),
                (Encoding::Windows1252, windows_1252(&text)),
            ];
            for (encoding, bytes) in files {
                let sheet = Sheet::read(&bytes, Limits::USUAL).unwrap();
                assert_eq!(cells(&sheet), expected, "{encoding:?} {delimiter:?} {line_end:?}");
                assert_eq!(*sheet.form(), Form::Text { encoding, delimiter });
                let numbers: Vec<_> = sheet.rows().map(|row| row.number().0).collect();
                assert_eq!(numbers, [2, 4], "the blank row counts");
            }
        }
    }
}

#[test]
fn pasted_cells_may_have_lines_and_quotes_within() {
    let sheet = pasted(
        "Namn\tE-post\tEnhet\r\n\"Eva\r\n\"\"Ek\"\"\"\te@x.example\t5\" tum\r\nBo\tb@x.example\t\r\n",
    );
    assert_eq!(cells(&sheet)[1], ["Eva\r\n\"Ek\"", "e@x.example", "5\" tum"]);
    assert_eq!(sheet.row(1).unwrap().number(), RowNumber(3), "as Excel counts");
}

#[test]
fn delimiters_within_values_do_not_deceive() {
    let sheet = pasted("Namn;E-post\nEk, Eva;e@x.example\nBy, Bo;b@x.example\n");
    assert_eq!(cells(&sheet)[1], ["Ek, Eva", "e@x.example"]);
    let sheet = pasted("a;\"b,c,d,e\"\n");
    assert_eq!(cells(&sheet)[0], ["a", "b,c,d,e"]);
    let one_column = pasted("E-post\ne@x.example\n");
    assert_eq!(cells(&one_column), [["E-post"], ["e@x.example"]]);
    let named = pasted("sep=,\r\nNamn,E;post\r\nEva,e@x.example\r\n");
    assert_eq!(cells(&named)[0], ["Namn", "E;post"]);
}

#[test]
fn cells_are_trimmed_and_of_one_form() {
    let sheet = pasted("Namn;Enhet\n \u{a0}Eva\u{a0}Ek\u{200b} ;A\u{30a}re\u{ad}n\n");
    assert_eq!(cells(&sheet)[1], ["Eva Ek", "Åren"]);
}

#[test]
fn short_rows_are_filled_and_long_ones_told() {
    let sheet = pasted("\n\nNamn;E-post\nEva\nBo;b@x.example;;mer\n;;\n");
    assert_eq!(sheet.header_row(), RowNumber(3));
    assert_eq!(cells(&sheet)[1], ["Eva", ""]);
    assert_eq!(sheet.row(0).unwrap().beyond_header(), None);
    assert_eq!(sheet.row(1).unwrap().beyond_header(), Some(ColumnIndex(3)));
    assert_eq!(sheet.len(), 2);
}

#[test]
fn what_is_no_sheet_is_told_apart() {
    let read = |bytes: &[u8]| Sheet::read(bytes, Limits::USUAL).unwrap_err();
    assert_eq!(read(b""), SheetFault::Empty);
    assert_eq!(read(b" ; ;\r\n\r\n"), SheetFault::Empty);
    assert_eq!(read(b"a;b\n\"c;d\n"), SheetFault::UnclosedQuote { row: RowNumber(2) });
    assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"), SheetFault::NotASheet);
    assert_eq!(read(b"%PDF-1.7\n"), SheetFault::NotASheet);
    assert_eq!(read(b"<html><table>"), SheetFault::NotASheet);
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), SheetFault::OldOrLocked);
    assert_eq!(read(b"PK\x03\x04rest"), SheetFault::Damaged);
    assert_eq!(read(b"\xef\xbb\xbfa;\xe5"), SheetFault::Undecodable);
}

#[test]
fn limits_are_told_with_their_place() {
    let limits = Limits { bytes: 100, unpacked: 60, rows: 2, columns: 3, cell: 20 };
    let read = |text: &str| Sheet::read(text.as_bytes(), limits).map(|sheet| sheet.len());
    assert_eq!(read("a;b;c\n1;2;3\n4;5;6;;\n"), Ok(2));
    assert_eq!(read("a\n1\n2\n3\n"), Err(SheetFault::TooManyRows { most: 2 }));
    let row = RowNumber(2);
    assert_eq!(read("a\n1;2;3;4\n"), Err(SheetFault::TooManyColumns { row, most: 3 }));
    let (long, column) = ("x".repeat(21), ColumnIndex(1));
    let too_long = SheetFault::CellTooLong { row, column, most: 20 };
    assert_eq!(too_long.to_string(), "row 2, column B: the cell is longer than 20 bytes");
    assert_eq!(read(&format!("a;b\n1;{long}\n")), Err(too_long));
    let rows = format!("a;b;c\n{0};{0};{0}\n{0};{0};{0}\n", "y".repeat(12));
    assert_eq!(read(&rows), Err(SheetFault::TooBigUnpacked { most: 60 }));
    assert_eq!(read(&"z".repeat(101)), Err(SheetFault::TooBig { most: 100 }));
    assert_eq!(ColumnIndex(0).to_string() + &ColumnIndex(27).to_string(), "AAB");
}

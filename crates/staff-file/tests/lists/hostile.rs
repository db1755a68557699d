//! Files that mean harm.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use staff_file::{Limits, Mapping, RowNumber, Sheet, SheetFault, parse, personal_numbers, totara};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::workbooks::saved;

/// A small workbook, with some parts replaced.
fn workbook_with(replaced: &[(&str, &[u8])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["Namn", "E-post"]).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(saved(workbook))).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if !replaced.iter().any(|(other, _)| *other == name) {
            writer.raw_copy_file(part).unwrap();
        }
    }
    for (name, content) in replaced {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let bomb = workbook_with(&[("xl/worksheets/sheet1.xml", &vec![b' '; 50 << 20])]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let limits = Limits { unpacked: 8 << 20, ..Limits::USUAL };
    let fault = SheetFault::TooBigUnpacked { most: 8 << 20 };
    assert_eq!(Sheet::read(&bomb, limits), Err(fault));
}

#[test]
fn strings_that_are_promised_take_no_room() {
    for promise in ["99999999999999", "4000000000", "99999999999999999999999999"] {
        let strings = format!("<sst uniqueCount=\"{promise}\"><si><t>x</t></si></sst>");
        let bytes = workbook_with(&[("xl/sharedStrings.xml", strings.as_bytes())]);
        assert_eq!(Sheet::read(&bytes, Limits::USUAL), Err(SheetFault::Damaged));
    }
}

#[test]
fn one_string_in_every_cell_is_bounded() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(60_000));
    let cell = |row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let cells: String = (1..400).map(cell).collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let bytes = workbook_with(&[
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let limits = |unpacked| Limits { unpacked, ..Limits::USUAL };
    let fault = SheetFault::TooBigUnpacked { most: 8 << 20 };
    assert_eq!(Sheet::read(&bytes, limits(8 << 20)), Err(fault));
    assert_eq!(Sheet::read(&bytes, limits(32 << 20)).map(|sheet| sheet.len()), Ok(398));
}

#[test]
fn impossible_cells_are_damage() {
    for cell in ["A99999999999", "ZZZZZZZZZZZZ1", "1A", "", "A0"] {
        let sheet = format!(
            "<worksheet><sheetData><row><c r=\"{cell}\"><v>1</v></c></row></sheetData></worksheet>"
        );
        let bytes = workbook_with(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
        assert_eq!(Sheet::read(&bytes, Limits::USUAL), Err(SheetFault::Damaged), "{cell}");
    }
    let far = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    let bytes = workbook_with(&[("xl/worksheets/sheet1.xml", far.as_bytes())]);
    let fault = SheetFault::TooManyColumns { row: RowNumber(1_048_576), most: 100 };
    assert_eq!(Sheet::read(&bytes, Limits::USUAL), Err(fault));
}

#[test]
fn a_cell_of_ten_megabytes_is_refused() {
    let text = format!("Namn;E-post\n\"{}\";e@x.example\n", "x;\"\"".repeat(10 << 18));
    let fault = Sheet::read(text.as_bytes(), Limits::USUAL).unwrap_err();
    assert!(matches!(fault, SheetFault::CellTooLong { row: RowNumber(2), .. }), "{fault}");
}

/// Reads and goes all the way; what comes of it is all the same.
fn survive(bytes: &[u8]) {
    if let Ok(sheet) = Sheet::read(bytes, Limits::USUAL) {
        let numbers = personal_numbers(&sheet).into_iter().map(|found| found.at).collect();
        let _ = sheet.without(&numbers).to_csv();
        if let Ok(mapping) = Mapping::guess(sheet.header()).check(&sheet) {
            let _ = parse(&sheet, &mapping);
        }
    }
    let _ = totara::read_users(bytes, &totara::Names::usual(), Limits::USUAL);
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survive(&bytes);
    }

    #[test]
    fn no_text_brings_it_down(rows in "(?s)[\u{0}-\u{17f};,\t\"'\r\n]{0,200}") {
        survive(format!("Namn;E-post;Anst.nr;Fr.o.m.;Kommun;Skyddad\n{rows}").as_bytes());
    }

    #[test]
    fn no_damage_to_a_workbook_brings_it_down(
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
    ) {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write_row(0, 0, ["Namn", "E-post", "Eva Ek"]).unwrap();
        let mut bytes = saved(workbook);
        for (at, byte) in hits {
            *at.get_mut(&mut bytes) = byte;
        }
        survive(&bytes);
    }
}

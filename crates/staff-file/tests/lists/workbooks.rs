//! Excel workbooks, written here as Excel writes them.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use staff_file::{Form, Limits, RowNumber, Sheet, SheetFault};

use crate::cells;

pub(crate) fn saved(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().unwrap()
}

#[test]
fn numbers_dates_and_formulas_are_text() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Tomt").unwrap();
    workbook.add_worksheet().set_name("Dolt").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    let sheet = workbook.add_worksheet().set_name("Personal").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_row(1, 0, ["Namn", "Anst.nr", "Fr.o.m.", "Tid", "Chef", "Skyddad"]).unwrap();
    sheet.write(3, 0, " Åsa\u{a0}Öberg ").unwrap();
    sheet.write(3, 1, 100_234).unwrap();
    let day = ExcelDateTime::from_ymd(2026, 1, 31).unwrap();
    sheet.write_with_format(3, 2, &day, &date).unwrap();
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write_with_format(3, 3, day.and_hms(8, 30, 0).unwrap(), &time).unwrap();
    sheet.write(3, 4, Formula::new("=LOWER(\"C@X.EXAMPLE\")").set_result("c@x.example")).unwrap();
    sheet.write(3, 5, true).unwrap();
    sheet.write(4, 1, 0.5).unwrap();

    let sheet = Sheet::read(&saved(workbook), Limits::USUAL).unwrap();
    assert_eq!(*sheet.form(), Form::Workbook { sheet: "Personal".to_owned() });
    assert_eq!(sheet.header_row(), RowNumber(2));
    let row = ["Åsa Öberg", "100234", "2026-01-31", "2026-01-31T08:30:00", "c@x.example", "TRUE"];
    assert_eq!(cells(&sheet)[1], row);
    assert_eq!(sheet.row(0).unwrap().number(), RowNumber(4));
    assert_eq!(cells(&sheet)[2], ["", "0.5", "", "", "", ""]);
}

#[test]
fn a_workbook_keeps_to_the_limits() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Namn").unwrap();
    sheet.write(7, 200, "långt bort").unwrap();
    let bytes = saved(workbook);
    let fault = SheetFault::TooManyColumns { row: RowNumber(8), most: 100 };
    assert_eq!(Sheet::read(&bytes, Limits::USUAL), Err(fault));
    let tight = Limits { unpacked: 1000, ..Limits::USUAL };
    assert_eq!(Sheet::read(&bytes, tight), Err(SheetFault::TooBigUnpacked { most: 1000 }));
    assert_eq!(Sheet::read(&saved(Workbook::new()), Limits::USUAL), Err(SheetFault::Empty));
}

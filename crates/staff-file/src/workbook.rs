//! An Excel workbook (.xlsx): its first visible sheet that is not blank.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::sheet::{Builder, Clean};
use crate::{Form, Limits, RowNumber, Sheet, SheetFault, archive};

/// Reads a sheet of bytes that begin as a zip archive does.
pub(crate) fn read(bytes: &[u8], limits: Limits, clean: Clean) -> Result<Sheet, SheetFault> {
    archive::check(bytes, limits.unpacked)?;
    // The library reckons with cells' names that no honest workbook has, and may overflow.
    let opened = catch_unwind(AssertUnwindSafe(|| open(bytes, limits, clean)));
    opened.unwrap_or(Err(SheetFault::Damaged))
}

fn open(bytes: &[u8], limits: Limits, clean: Clean) -> Result<Sheet, SheetFault> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<_> =
        workbook.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect();
    for name in names {
        match one(&mut workbook, &name, limits, clean) {
            Err(SheetFault::Empty) => {}
            sheet => return sheet,
        }
    }
    Err(SheetFault::Empty)
}

fn one(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: Limits,
    clean: Clean,
) -> Result<Sheet, SheetFault> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut builder = Builder::new(limits, clean);
    let mut row = OneRow { at: 0, cells: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (at, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if at < row.at {
            return Err(SheetFault::Damaged);
        }
        if at > row.at {
            builder.row(row.number(), &row.cells)?;
            row = OneRow { at, cells: Vec::new() };
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits.columns {
            return Err(SheetFault::TooManyColumns { row: row.number(), most: limits.columns });
        }
        row.put(column, text);
    }
    builder.row(row.number(), &row.cells)?;
    builder.finish(Form::Workbook { sheet: name.to_owned() })
}

/// The row that is being read.
struct OneRow {
    at: u32,
    cells: Vec<String>,
}

impl OneRow {
    fn number(&self) -> RowNumber {
        RowNumber(self.at.saturating_add(1))
    }

    fn put(&mut self, column: usize, text: String) {
        if self.cells.len() <= column {
            self.cells.resize(column.saturating_add(1), String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
    }
}

fn damaged(_: XlsxError) -> SheetFault {
    SheetFault::Damaged
}

/// A value as text: dates in ISO form, numbers without a needless fraction.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(instant) => instant_text(*instant),
        DataRef::Error(error) => error.to_string(),
    }
}

fn instant_text(instant: ExcelDateTime) -> String {
    if instant.is_duration() {
        return instant.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = instant.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    // Day 0 is a time of day alone.
    if instant.as_f64() < 1.0 {
        time
    } else if time == "00:00:00" {
        date
    } else {
        format!("{date}T{time}")
    }
}

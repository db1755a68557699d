//! A sheet: a header and rows of cells, whatever file it came from.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::{
    ColumnIndex, Delimiter, Encoding, Limits, RowNumber, SheetFault, clean, delimited, workbook,
};

/// What kind of file a sheet came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text in columns: a file or what was pasted.
    Text {
        /// How it was encoded.
        encoding: Encoding,
        /// What stood between cells.
        delimiter: Delimiter,
    },
    /// An Excel workbook.
    Workbook {
        /// The name of the sheet that was read: the first visible one that is not blank.
        sheet: String,
    },
}

/// A header and the rows below it that are not blank.
///
/// Cells are trimmed, no-break spaces are plain spaces, letters are composed, and what cannot be
/// seen (soft hyphen, zero-width space) is gone. Control characters inside a cell stay until
/// [`crate::parse`] refuses them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    form: Form,
    header: Vec<String>,
    header_row: RowNumber,
    /// All cells, one after another.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Each row's number, and its first cell. A row's last cell is not blank.
    rows: Vec<(RowNumber, usize)>,
}

/// A row of a sheet.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    number: RowNumber,
    cells: Range<usize>,
}

impl Sheet {
    /// Reads a file: CSV in any usual encoding and with any usual delimiter, or an XLSX workbook.
    ///
    /// The first row that is not blank is the header. Of a workbook the first visible sheet that is
    /// not blank is read, formulas give the values that Excel last computed, dates are ISO dates.
    pub fn read(bytes: &[u8], limits: Limits) -> Result<Self, SheetFault> {
        Self::read_cleaned(bytes, limits, clean::cell)
    }

    /// Reads cells that were pasted into a form, usually from Excel and then with tabs between them.
    pub fn paste(text: &str, limits: Limits) -> Result<Self, SheetFault> {
        if text.len() > limits.bytes {
            return Err(SheetFault::TooBig { most: limits.bytes });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        delimited::read_text(text, Encoding::Utf8, limits, clean::cell)
    }

    /// Reads a file whose cells are cleaned by `clean`.
    pub(crate) fn read_cleaned(
        bytes: &[u8],
        limits: Limits,
        clean: Clean,
    ) -> Result<Self, SheetFault> {
        if bytes.len() > limits.bytes {
            return Err(SheetFault::TooBig { most: limits.bytes });
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(SheetFault::OldOrLocked);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return workbook::read(bytes, limits, clean);
        }
        delimited::read(bytes, limits, clean)
    }

    /// What kind of file it came from.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The names of the columns. Some may be empty or occur twice.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The header's row.
    pub fn header_row(&self) -> RowNumber {
        self.header_row
    }

    /// How many rows there are below the header.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing below the header.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row by its position below the header, blank rows not counted.
    pub fn row(&self, position: usize) -> Option<Row<'_>> {
        let (number, first) = *self.rows.get(position)?;
        let next = self.rows.get(position.saturating_add(1));
        let end = next.map_or(self.ends.len(), |(_, first)| *first);
        Some(Row { sheet: self, number, cells: first..end })
    }

    /// The rows below the header, in the file's order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + Clone {
        let row = |position| {
            let none = Row { sheet: self, number: RowNumber(0), cells: 0..0 };
            self.row(position).unwrap_or(none)
        };
        (0..self.rows.len()).map(row)
    }

    /// The sheet without some columns, for what must not be kept: see [`crate::personal_numbers`].
    /// The other columns close up. Rows keep their numbers, and go where they become blank.
    #[must_use]
    pub fn without(&self, columns: &BTreeSet<ColumnIndex>) -> Self {
        let kept = |at: &usize| !columns.contains(&ColumnIndex(*at));
        let mut less = Self {
            form: self.form.clone(),
            header: Vec::new(),
            header_row: self.header_row,
            text: String::with_capacity(self.text.len()),
            ends: Vec::with_capacity(self.ends.len()),
            rows: Vec::with_capacity(self.rows.len()),
        };
        let names = self.header.iter().enumerate().filter(|(at, _)| kept(at));
        less.header = names.map(|(_, name)| name.clone()).collect();
        for row in self.rows() {
            let cells = row.own_cells().enumerate().filter(|(at, _)| kept(at));
            let cells: Vec<_> = cells.map(|(_, cell)| cell).collect();
            let filled = cells.iter().rposition(|cell| !cell.is_empty());
            let Some(last) = filled else { continue };
            less.rows.push((row.number, less.ends.len()));
            for cell in cells.into_iter().take(last.saturating_add(1)) {
                less.text.push_str(cell);
                // No more text than there was.
                less.ends.push(u32::try_from(less.text.len()).unwrap_or(u32::MAX));
            }
        }
        less
    }

    fn cell(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let begin = at.checked_sub(1).map_or(Some(0), end);
        let range = begin.zip(end(at)).map(|(begin, end)| begin..end);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }
}

impl<'a> Row<'a> {
    /// Its number in the file.
    pub fn number(&self) -> RowNumber {
        self.number
    }

    /// A cell; an empty one where the row is shorter.
    pub fn cell(&self, column: ColumnIndex) -> &'a str {
        let at = self.cells.start.checked_add(column.0).filter(|at| self.cells.contains(at));
        at.map(|at| self.sheet.cell(at)).unwrap_or_default()
    }

    /// Its cells: as many as the header has, and more where the row goes on beyond it.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let row = self.clone();
        let width = self.cells.len().max(self.sheet.header.len());
        (0..width).map(move |column| row.cell(ColumnIndex(column)))
    }

    /// The first column beyond the header in which the row has a value: often a delimiter that
    /// should have been in quotes.
    pub fn beyond_header(&self) -> Option<ColumnIndex> {
        let beyond = self.sheet.header.len()..self.cells.len();
        beyond.map(ColumnIndex).find(|column| !self.cell(*column).is_empty())
    }

    fn own_cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let sheet = self.sheet;
        self.cells.clone().map(|at| sheet.cell(at))
    }
}

/// How a cell is kept.
pub(crate) type Clean = fn(&str) -> Cow<'_, str>;

/// A sheet being read.
pub(crate) struct Builder {
    limits: Limits,
    clean: Clean,
    sheet: Sheet,
}

impl Builder {
    pub(crate) fn new(limits: Limits, clean: Clean) -> Self {
        let form = Form::Workbook { sheet: String::new() };
        let (header, text, ends, rows) = Default::default();
        let sheet = Sheet { form, header, header_row: RowNumber(0), text, ends, rows };
        Self { limits, clean, sheet }
    }

    /// Adds a row, unless it is blank.
    pub(crate) fn row<T: AsRef<str>>(
        &mut self,
        number: RowNumber,
        cells: &[T],
    ) -> Result<(), SheetFault> {
        let blank = |cell: &T| cell.as_ref().trim().is_empty();
        let Some(last) = cells.iter().rposition(|cell| !blank(cell)) else { return Ok(()) };
        let Limits { columns, cell: longest, unpacked, rows, .. } = self.limits;
        if last >= columns {
            return Err(SheetFault::TooManyColumns { row: number, most: columns });
        }
        let begun = self.sheet.ends.len();
        for (column, cell) in cells.iter().take(last.saturating_add(1)).enumerate() {
            let kept = (self.clean)(cell.as_ref());
            if kept.len() > longest {
                let column = ColumnIndex(column);
                return Err(SheetFault::CellTooLong { row: number, column, most: longest });
            }
            self.sheet.text.push_str(&kept);
            let end = u32::try_from(self.sheet.text.len()).ok();
            let within = end.filter(|_| self.sheet.text.len() <= unpacked);
            self.sheet.ends.push(within.ok_or(SheetFault::TooBigUnpacked { most: unpacked })?);
        }
        while self.sheet.ends.len() > begun && self.sheet.cell(self.sheet.ends.len() - 1).is_empty()
        {
            self.sheet.ends.pop();
        }
        if self.sheet.ends.len() == begun {
            return Ok(());
        }
        if self.sheet.header_row == RowNumber(0) {
            let names = (0..self.sheet.ends.len()).map(|at| in_one_line(self.sheet.cell(at)));
            self.sheet.header = names.collect();
            self.sheet.header_row = number;
            (self.sheet.text, self.sheet.ends) = Default::default();
            return Ok(());
        }
        if self.sheet.rows.len() >= rows {
            return Err(SheetFault::TooManyRows { most: rows });
        }
        self.sheet.rows.push((number, begun));
        Ok(())
    }

    pub(crate) fn finish(self, form: Form) -> Result<Sheet, SheetFault> {
        let Sheet { header_row, .. } = self.sheet;
        if header_row == RowNumber(0) {
            Err(SheetFault::Empty)
        } else {
            Ok(Sheet { form, ..self.sheet })
        }
    }
}

/// A column's name: in a workbook it often has a line break in its cell.
fn in_one_line(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

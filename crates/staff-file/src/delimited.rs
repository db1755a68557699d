//! Text in columns: its records one at a time, each with the row number that Excel would show.
//!
//! Not the csv crate, which passes over blank lines without counting them, so that "row 7" would
//! be another one than the reader sees.

use std::borrow::Cow;

use crate::sheet::Builder;
use crate::{Delimiter, Encoding, Form, Limits, RowNumber, Sheet, SheetFault, encoding, sniff};

/// Reads a sheet of bytes that are text.
pub(crate) fn read(
    bytes: &[u8],
    limits: Limits,
    clean: crate::sheet::Clean,
) -> Result<Sheet, SheetFault> {
    let (text, encoding) = encoding::decode(bytes)?;
    read_text(&text, encoding, limits, clean)
}

/// Reads a sheet of text.
pub(crate) fn read_text(
    text: &str,
    encoding: Encoding,
    limits: Limits,
    clean: crate::sheet::Clean,
) -> Result<Sheet, SheetFault> {
    if text.contains('\0') || is_document(text) {
        return Err(SheetFault::NotASheet);
    }
    let (delimiter, text) = sniff::named(text).unwrap_or_else(|| (sniff::delimiter(text), text));
    let mut builder = Builder::new(limits, clean);
    let mut records = Records::new(text, delimiter);
    let mut cells = Vec::new();
    while let Some(row) = records.next(&mut cells)? {
        builder.row(row, &cells)?;
    }
    builder.finish(Form::Text { encoding, delimiter })
}

/// The records of a text that are left to read.
pub(crate) struct Records<'a> {
    rest: &'a str,
    delimiter: u8,
    row: u32,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, delimiter: Delimiter) -> Self {
        Self { rest: text, delimiter: delimiter.byte(), row: 0 }
    }

    /// Puts the cells of the next record into `cells`, and tells its row; `None` at the end.
    pub(crate) fn next(
        &mut self,
        cells: &mut Vec<Cow<'a, str>>,
    ) -> Result<Option<RowNumber>, SheetFault> {
        cells.clear();
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.row = self.row.saturating_add(1);
        let row = RowNumber(self.row);
        loop {
            let cell = match self.rest.strip_prefix('"') {
                Some(quoted) => self.quoted(quoted).ok_or(SheetFault::UnclosedQuote { row })?,
                None => Cow::Borrowed(self.plain()),
            };
            cells.push(cell);
            if !self.another_cell() {
                return Ok(Some(row));
            }
        }
    }

    /// What is before the next delimiter or end of line.
    fn plain(&mut self) -> &'a str {
        let delimiter = self.delimiter;
        let ends = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
        let end = self.rest.bytes().position(ends).unwrap_or(self.rest.len());
        self.take(end)
    }

    /// What is before the closing quote; `None` where there is none. `text` begins after the opening one.
    fn quoted(&mut self, text: &'a str) -> Option<Cow<'a, str>> {
        let mut cell = Cow::Borrowed("");
        let mut text = text;
        loop {
            let (inside, after) = text.split_once('"')?;
            cell += inside;
            if let Some(rest) = after.strip_prefix('"') {
                cell += "\"";
                text = rest;
            } else {
                self.rest = after;
                // Nothing, in a well-formed file.
                cell += self.plain();
                return Some(cell);
            }
        }
    }

    /// Passes over what ended the cell: whether it was a delimiter.
    fn another_cell(&mut self) -> bool {
        match self.rest.as_bytes().first() {
            Some(byte) if *byte == self.delimiter => {
                self.take(1);
                true
            }
            _ => {
                let rest = self.rest;
                self.rest = rest
                    .strip_prefix("\r\n")
                    .or_else(|| rest.strip_prefix(['\r', '\n']))
                    .unwrap_or(rest);
                false
            }
        }
    }

    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

/// Whether the text is a page of the web, other markup or a PDF: some systems call their pages `.xls`.
fn is_document(text: &str) -> bool {
    let begun: String = text.trim_start().chars().take(9).collect();
    let begun = begun.to_ascii_lowercase();
    ["<!doctype", "<html", "<?xml", "<table", "<head", "%pdf"]
        .iter()
        .any(|kind| begun.starts_with(kind))
}

//! The result of an import, as a file for Excel: what was uploaded, with what became of each row in front.
//!
//! CSV in UTF-8 with a byte order mark, semicolons and CRLF: what Excel in Sweden opens by a double
//! click. A cell that Excel would take for a formula (it begins with `=`, `+`, `-` or `@`, or with
//! a tab or carriage return) gets an apostrophe in front, because a name in a list must not run a
//! program on the administrator's computer. [`Sheet::read`] takes that apostrophe off again, so
//! that the file can be corrected and uploaded as it is; a reading gives exactly the cells that
//! were there.

use std::borrow::Cow;

use crate::{Row, Sheet, guard};

/// What became of a row, in the words of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// In a word: "Ny", "Ändrad", "Oförändrad", "Avvisad".
    pub word: Cow<'a, str>,
    /// Why, and what to do; may be empty.
    pub message: Cow<'a, str>,
}

/// The sheet's rows with two columns in front, whose names are `names`. `outcome` is asked once
/// for each row, in order, with its position below the header (as in [`crate::parse`]'s result).
pub fn result_file<'a>(
    sheet: &Sheet,
    names: [&str; 2],
    mut outcome: impl FnMut(usize, Row<'_>) -> Outcome<'a>,
) -> Vec<u8> {
    let mut file = File::begun();
    let [word, message] = names;
    file.record([word, message].into_iter().chain(sheet.header().iter().map(String::as_str)));
    for (position, row) in sheet.rows().enumerate() {
        let Outcome { word, message } = outcome(position, row.clone());
        file.record([word.as_ref(), message.as_ref()].into_iter().chain(row.cells()));
    }
    file.text.into_bytes()
}

impl Sheet {
    /// The sheet as a file of the same form as [`result_file()`]: [`Sheet::read`] gives back its
    /// header, rows and cells. Row numbers close up where blank rows were.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut file = File::begun();
        file.record(self.header().iter().map(String::as_str));
        for row in self.rows() {
            file.record(row.cells());
        }
        file.text.into_bytes()
    }
}

struct File {
    text: String,
}

impl File {
    fn begun() -> Self {
        Self { text: "\u{feff}".to_owned() }
    }

    fn record<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for (position, cell) in cells.enumerate() {
            if position > 0 {
                self.text.push(';');
            }
            self.cell(&guard::put_on(cell));
        }
        self.text.push_str("\r\n");
    }

    /// A cell, in quotes where it must be: also where another program would see a delimiter.
    fn cell(&mut self, cell: &str) {
        if !cell.contains([';', ',', '\t', '"', '\r', '\n']) {
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        for (position, part) in cell.split('"').enumerate() {
            if position > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(part);
        }
        self.text.push('"');
    }
}

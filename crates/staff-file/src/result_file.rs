//! The result of an import, as a file for Excel: what was uploaded, with what became of each row in front.
//!
//! CSV in UTF-8 with a byte order mark, semicolons and CRLF: what Excel in Sweden opens by a double
//! click. A cell that Excel would take for a formula (it begins with `=`, `+`, `-` or `@`, or with
//! a tab or carriage return) gets an apostrophe in front, because a name in a list must not run a
//! program on the administrator's computer. [`Sheet::read`] takes that apostrophe off again, so
//! that the file can be corrected and uploaded as it is; a reading gives exactly the cells that
//! were there.

use std::borrow::Cow;

use crate::written::Written;
use crate::{Row, Sheet, guard};

/// What became of a row, in the words of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// In a word: "Ny", "Ändrad", "Oförändrad", "Felaktig".
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
    let mut file = Written::for_excel();
    let header = sheet.header().iter().map(String::as_str);
    file.record(names.into_iter().chain(header).map(guard::put_on));
    for (position, row) in sheet.rows().enumerate() {
        let Outcome { word, message } = outcome(position, row.clone());
        let added = [word.as_ref(), message.as_ref()];
        file.record(added.into_iter().chain(row.cells()).map(guard::put_on));
    }
    file.into_bytes()
}

/// A table as a file of the same form: [`Sheet::read`] gives back its names and cells.
pub fn table_file<T: AsRef<str>, R: IntoIterator<Item = T>>(
    names: impl IntoIterator<Item = T>,
    rows: impl IntoIterator<Item = R>,
) -> Vec<u8> {
    let mut file = Written::for_excel();
    let guarded = |cell: T| guard::put_on(cell.as_ref()).into_owned();
    file.record(names.into_iter().map(guarded));
    for row in rows {
        file.record(row.into_iter().map(guarded));
    }
    file.into_bytes()
}

impl Sheet {
    /// The sheet as a file of the same form as [`result_file()`]: [`Sheet::read`] gives back its
    /// header, rows and cells. Row numbers close up where blank rows were.
    pub fn to_csv(&self) -> Vec<u8> {
        let names = self.header().iter().map(String::as_str);
        table_file(names, self.rows().map(|row| row.cells().collect::<Vec<_>>()))
    }
}

//! Lists of staff and the learning platform's files, through the public surface.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod hostile;
mod mapping;
mod reading;
mod results;
mod round_trips;
mod rows;
mod totara;
mod workbooks;

use staff_file::{Limits, Sheet};

/// The cells of a sheet, its header first.
fn cells(sheet: &Sheet) -> Vec<Vec<&str>> {
    let header = sheet.header().iter().map(String::as_str).collect();
    let rows = sheet.rows().map(|row| row.cells().collect());
    std::iter::once(header).chain(rows).collect()
}

fn pasted(text: &str) -> Sheet {
    Sheet::paste(text, Limits::USUAL).unwrap()
}

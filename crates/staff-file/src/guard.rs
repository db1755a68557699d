//! Cells that a spreadsheet would take for a formula get an apostrophe in front, and lose it again.

use std::borrow::Cow;

/// What begins a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// The cell, safe to open in Excel.
///
/// A cell that is a formula after any number of apostrophes gets one more, so that [`taken_off`]
/// gives back exactly what was there.
pub(crate) fn put_on(cell: &str) -> Cow<'_, str> {
    let formula = cell.trim_start_matches('\'').starts_with(FORMULA);
    if formula || cell.starts_with(['\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the apostrophe that [`put_on`] gave it.
pub(crate) fn taken_off(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => cell,
    }
}

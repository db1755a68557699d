//! From cells to recipients, all of which hold; or everything that is wrong, where it is and what was expected.

use domain::MunicipalityCode;

use super::column::{COLUMNS, Column};
use crate::expected::{self, Expected};
use crate::{Books, BooksFault, StatedBooks, StatedRecipient};

/// A table as it was read from a file.
#[derive(Clone, Debug)]
pub struct RecipientTable<'a> {
    /// The columns' names.
    pub header: Vec<&'a str>,
    /// The header's row, the first of the file being 1.
    pub header_row: u32,
    /// The rows below that are not blank, each with its number.
    pub rows: Vec<(u32, Vec<&'a str>)>,
}

/// Something in a table that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The row, the first of the file being 1.
    pub row: u32,
    /// The column as the file calls it; `None` where the row as a whole is meant.
    pub column: Option<String>,
    /// What stands there; empty for nothing.
    pub found: String,
    /// What was expected instead.
    pub expected: Expected,
}

/// The recipients of a table, or all that is wrong with it. `municipality` finds whom a cell means, by code or name.
pub fn read(
    table: &RecipientTable<'_>,
    municipality: impl Fn(&str) -> Option<MunicipalityCode>,
) -> Result<Vec<StatedRecipient>, Vec<CellFault>> {
    let columns = columns(table)?;
    let mut faults = Vec::new();
    let mut stated = Vec::with_capacity(table.rows.len());
    for (row, cells) in &table.rows {
        let mut recipient = StatedRecipient::default();
        for (position, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let fault = |expected| CellFault {
                row: *row,
                column: table.header.get(position).map(|&name| name.to_owned()),
                found: (*cell).to_owned(),
                expected,
            };
            let Some(column) = columns.get(position).and_then(|column| COLUMNS.get(*column)) else {
                faults.push(fault(expected::NO_CELL));
                continue;
            };
            let is_municipality = column.key == MUNICIPALITY;
            let named = if is_municipality { municipality(cell) } else { None };
            if is_municipality && named.is_none() {
                faults.push(fault(expected::OWN_MUNICIPALITY));
            }
            let code = named.map(|code| code.to_string());
            let read = (column.set)(&mut recipient, code.as_deref().unwrap_or(cell));
            faults.extend(read.err().map(fault));
        }
        stated.push(recipient);
    }
    let whole = StatedBooks { recipients: stated, ..StatedBooks::default() };
    if let Err(wrong) = Books::parse(&whole) {
        let told = wrong.iter().filter_map(|fault| in_table(table, &columns, fault));
        // What could not be read has been told of already, and cannot be held against other rows.
        let is_known = |one: &CellFault, known: &CellFault| {
            known.row == one.row && (known.column == one.column || one.column.is_none())
        };
        let new: Vec<CellFault> =
            told.filter(|one| !faults.iter().any(|known| is_known(one, known))).collect();
        faults.extend(new);
    }
    faults.sort_by_key(|fault| fault.row);
    if faults.is_empty() { Ok(whole.recipients) } else { Err(faults) }
}

const MUNICIPALITY: &str = "municipality";
/// Of each of these a table has at least one.
const NEEDED: [&[&str]; 3] =
    [&[MUNICIPALITY], &["peppol"], &["buyer_reference", "order_reference"]];

/// What each of the table's columns holds.
fn columns(table: &RecipientTable<'_>) -> Result<Vec<usize>, Vec<CellFault>> {
    let mut faults = Vec::new();
    let mut columns: Vec<usize> = Vec::with_capacity(table.header.len());
    let fault = |name: &str, found: &str, expected| CellFault {
        row: table.header_row,
        column: Some(name.to_owned()),
        found: found.to_owned(),
        expected,
    };
    for name in &table.header {
        match Column::named(name) {
            None => faults.push(fault(name, name, expected::COLUMN)),
            Some(column) if columns.contains(&column) => {
                faults.push(fault(name, name, expected::COLUMN_ONCE));
            }
            Some(column) => columns.push(column),
        }
    }
    for needed in NEEDED {
        let is_there = |key: &&str| {
            columns.iter().filter_map(|at| COLUMNS.get(*at)).any(|column| column.key == *key)
        };
        if !needed.iter().any(is_there)
            && let Some(name) = needed.first()
        {
            faults.push(fault(name, "", expected::THIS_COLUMN));
        }
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

/// Where a fault of the recipients is in the table.
fn in_table(
    table: &RecipientTable<'_>,
    columns: &[usize],
    fault: &BooksFault,
) -> Option<CellFault> {
    let rest = fault.path.strip_prefix("recipients[")?;
    let (place, field) = rest.split_once(']')?;
    let place: usize = place.parse().ok()?;
    let (row, cells) = table.rows.get(place)?;
    let key = field.strip_prefix('.');
    let is_it = |at: &usize| COLUMNS.get(*at).is_some_and(|column| Some(column.key) == key);
    let position = columns.iter().position(is_it);
    let name = position.and_then(|position| table.header.get(position)).copied().or(key);
    let found = position.and_then(|position| cells.get(position)).copied().unwrap_or_default();
    Some(CellFault {
        row: *row,
        column: name.map(str::to_owned),
        found: found.to_owned(),
        expected: fault.expected,
    })
}

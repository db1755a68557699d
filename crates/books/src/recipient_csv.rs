//! Recipients as a table: columns named as in `region.toml` or in Swedish, every fault by its row and column, and what a
//! table would change. Knows neither bytes nor delimiters: whoever reads the file hands its cells in.

mod column;
mod difference;
mod read;

pub use difference::{RecipientChange, RecipientsDifference, difference};
pub use read::{CellFault, RecipientTable, read};

use crate::StatedRecipient;
use column::COLUMNS;

/// The columns' names, as in `region.toml`.
pub fn names() -> [&'static str; COLUMNS.len()] {
    COLUMNS.map(|column| column.key)
}

/// A recipient's cells, in the order of [`names`]; empty where nothing is said.
pub fn cells(recipient: &StatedRecipient) -> [String; COLUMNS.len()] {
    COLUMNS.map(|column| (column.get)(recipient))
}

//! Where in a sheet something is, as Excel shows it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A row's number as Excel shows it, the first being 1. Blank rows count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowNumber(pub u32);

/// A column's position in a sheet, the first being 0. Written as Excel names it: `A`, `B` … `AA`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ColumnIndex(pub usize);

impl fmt::Display for RowNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ColumnIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = (self.0 / 26).checked_sub(1) {
            Self(before).fmt(f)?;
        }
        let letter = u8::try_from(self.0 % 26).unwrap_or_default();
        char::from(b'A'.saturating_add(letter)).fmt(f)
    }
}

//! What can be wrong with a row.

use std::fmt;

use crate::{ColumnIndex, RowNumber, StaffColumn, TextFault};

/// Something that is wrong with a row, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The row, as Excel shows it.
    pub row: RowNumber,
    /// The column; `None` where the row as a whole is meant.
    pub at: Option<ColumnIndex>,
    /// What the column was to hold; `None` where the row as a whole is meant, or a column beyond the header.
    pub column: Option<StaffColumn>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong, with what a page needs to say so in Swedish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Too long, a control character, an error of the spreadsheet, a personal identity number.
    #[error(transparent)]
    Text(#[from] TextFault),
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// Not a date in a form that is understood, or of another century.
    #[error("not a date like 2026-01-31")]
    NotADate,
    /// The last day is before the first one.
    #[error("the last day is before the first")]
    LastDayBeforeFirst,
    /// Neither yes nor no.
    #[error("neither yes nor no")]
    NotYesOrNo,
    /// Neither a municipality's code nor like a name.
    #[error("not a municipality's code or name")]
    NotAMunicipality,
    /// A whole name in which given and family name cannot be told apart.
    #[error("given and family name cannot be told apart")]
    NameNotSplit,
    /// A hyphen where a value can be changed but not taken away.
    #[error("this value cannot be taken away")]
    NotClearable,
    /// Neither an e-mail address nor a staff number: the row is about nobody.
    #[error("neither an e-mail address nor a staff number")]
    NoIdentity,
    /// Another row has the same e-mail address.
    #[error("the same e-mail address as in row {row}")]
    SameEmail {
        /// The other row.
        row: RowNumber,
    },
    /// Another row has the same staff number.
    #[error("the same staff number as in row {row}")]
    SameStaffNumber {
        /// The other row.
        row: RowNumber,
    },
    /// A value beyond the last column of the header: often a delimiter that should be in quotes.
    #[error("a value beyond the last column")]
    BeyondHeader,
}

impl fmt::Display for CellFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        if let Some(at) = self.at {
            write!(f, ", column {at}")?;
        }
        if let Some(column) = self.column {
            write!(f, " ({column})")?;
        }
        write!(f, ": {}", self.kind)
    }
}

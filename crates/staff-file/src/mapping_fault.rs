//! Why a mapping does not do.

use crate::{ColumnIndex, StaffColumn};

/// Why a mapping cannot be used, with what a page needs to say so in Swedish.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingFault {
    /// Two columns of the file are said to hold the same.
    #[error("columns {first} and {second} are both said to hold {column}")]
    HeldTwice {
        /// What both are said to hold.
        column: StaffColumn,
        /// The one.
        first: ColumnIndex,
        /// The other.
        second: ColumnIndex,
    },
    /// One column of the file is said to hold two things.
    #[error("column {at} is said to hold both {first} and {second}")]
    HoldsTwo {
        /// The column.
        at: ColumnIndex,
        /// The one thing.
        first: StaffColumn,
        /// The other.
        second: StaffColumn,
    },
    /// The file has no such column.
    #[error("there is no column {at} to hold {column}")]
    NoSuchColumn {
        /// The column that is not there.
        at: ColumnIndex,
        /// What it is said to hold.
        column: StaffColumn,
    },
    /// Nothing tells who a row is about: e-mail or staff number is needed.
    #[error("no column holds the e-mail address or the staff number")]
    NoIdentity,
    /// Given and family names are needed, in one column or two.
    #[error("no column holds the name")]
    NoName,
    /// The name is there both in one column and in parts.
    #[error("the name is said to be both in one column and in two")]
    NameTwice,
    /// The column holds Swedish personal identity or coordination numbers, which the product must
    /// not hold: it has no need of them, so that the law gives it no leave to keep them.
    #[error("column {at} holds personal identity numbers, which must not be held")]
    PersonalNumbers {
        /// The column.
        at: ColumnIndex,
        /// What it was said to hold.
        column: StaffColumn,
        /// How many rows have one.
        rows: usize,
    },
}

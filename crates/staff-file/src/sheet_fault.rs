//! Why a file is no sheet. Everything here concerns the file as a whole: none of its rows is used.

use crate::{ColumnIndex, RowNumber};

/// Why a file cannot be read, with what a page needs to say so in Swedish.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// Nothing but blank cells, or nothing at all.
    #[error("the file holds no cells")]
    Empty,
    /// The file as it came is too big.
    #[error("the file is bigger than {most} bytes")]
    TooBig {
        /// The limit.
        most: usize,
    },
    /// Unpacked, the workbook or its text is too big.
    #[error("unpacked, the file is bigger than {most} bytes")]
    TooBigUnpacked {
        /// The limit.
        most: usize,
    },
    /// Too many rows below the header.
    #[error("more than {most} rows")]
    TooManyRows {
        /// The limit.
        most: usize,
    },
    /// A row has a value too far to the right.
    #[error("row {row} has more than {most} columns")]
    TooManyColumns {
        /// The first such row.
        row: RowNumber,
        /// The limit.
        most: usize,
    },
    /// A cell is too long.
    #[error("row {row}, column {column}: the cell is longer than {most} bytes")]
    CellTooLong {
        /// Its row.
        row: RowNumber,
        /// Its column.
        column: ColumnIndex,
        /// The limit.
        most: usize,
    },
    /// A quotation mark opens a cell and none closes it.
    #[error("row {row}: a quotation mark is not closed")]
    UnclosedQuote {
        /// Where it opens.
        row: RowNumber,
    },
    /// A byte order mark promises an encoding that the bytes after it do not have.
    #[error("the text is not in the encoding that the file says it is in")]
    Undecodable,
    /// A picture, a page of the web, a document in another format: neither text in columns nor XLSX.
    #[error("the file is neither text in columns nor an Excel workbook (.xlsx)")]
    NotASheet,
    /// A workbook of Excel 97–2003 (.xls), or one with a password: they begin alike.
    #[error("the workbook is in the old format (.xls) or has a password")]
    OldOrLocked,
    /// The workbook is damaged.
    #[error("the workbook is damaged")]
    Damaged,
}

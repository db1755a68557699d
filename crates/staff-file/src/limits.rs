//! How much a file may hold. Arguments, so that a caller can be stricter.

/// The most that is read of a file; what is beyond is a fault and never cut off silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it came.
    pub bytes: usize,
    /// Bytes of all parts of a workbook when unpacked, and of the text that is kept of any file.
    /// A workbook of a few kilobytes can unpack to gigabytes.
    pub unpacked: usize,
    /// Rows below the header that are not blank.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell: usize,
}

impl Limits {
    /// The usual limits: 16 MiB, 128 MiB unpacked, 100 000 rows, 100 columns, 64 KiB in a cell.
    pub const USUAL: Self =
        Self { bytes: 16 << 20, unpacked: 128 << 20, rows: 100_000, columns: 100, cell: 64 << 10 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}

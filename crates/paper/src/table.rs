//! Tables: heads above their columns, rows that are named by their first cell, groups and sums.

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns; the first names the row.
    pub columns: Vec<Column>,
    /// Its rows. Cells that are missing are empty, and what is beyond the last column is left out.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// On which side its cells begin.
    pub align: Align,
}

/// On which side a column's cells are even.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Figures.
    Right,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What the rows that follow have in common.
    Group(String),
    /// A cell a column.
    Cells(Vec<String>),
    /// What rows above come to.
    Sum(Vec<String>),
}

impl Column {
    /// A column of texts.
    pub fn text(head: impl Into<String>) -> Self {
        Self { head: head.into(), align: Align::Left }
    }

    /// A column of figures.
    pub fn figures(head: impl Into<String>) -> Self {
        Self { head: head.into(), align: Align::Right }
    }
}

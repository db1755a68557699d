//! A table of figures with its heading, ready to show. Computes nothing.

use domain::{Money, swedish};

/// A section with a table.
#[derive(Default)]
pub(super) struct Table {
    pub(super) id: &'static str,
    pub(super) heading: String,
    /// Empty for none.
    pub(super) caption: String,
    /// What is told where there is no row.
    pub(super) empty: &'static str,
    /// The head of the first column.
    pub(super) head: &'static str,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) foot: Option<Row>,
}

/// A column after the first.
pub(super) struct Column {
    pub(super) name: &'static str,
    /// Whether it holds figures.
    pub(super) number: bool,
    /// What they are in; empty for words, and for what is in nothing.
    pub(super) unit: &'static str,
}

/// A row, or the foot.
pub(super) struct Row {
    pub(super) head: Cell,
    pub(super) cells: Vec<Cell>,
}

/// A cell; its address is empty where it leads nowhere.
#[derive(Clone, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) number: bool,
}

impl Table {
    /// The label of a cell: its column's name, with the unit.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates give references")]
    pub(super) fn column(&self, place: &usize) -> String {
        match self.columns.get(*place) {
            Some(Column { name, unit: "", .. }) => (*name).to_owned(),
            Some(Column { name, unit, .. }) => format!("{name}, {unit}"),
            None => String::new(),
        }
    }
}

impl Column {
    /// A column of words.
    pub(super) const fn text(name: &'static str) -> Self {
        Self { name, number: false, unit: "" }
    }

    /// A column of amounts.
    pub(super) const fn money(name: &'static str) -> Self {
        Self { name, number: true, unit: "kr" }
    }

    /// A column of points.
    pub(super) const fn points(name: &'static str) -> Self {
        Self { name, number: true, unit: "" }
    }
}

impl Cell {
    /// Words.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// An amount.
    pub(super) fn money(amount: Money) -> Self {
        Self { text: swedish::figure(amount), number: true, ..Self::default() }
    }

    /// Points.
    pub(super) fn points(points: &str) -> Self {
        Self { text: swedish::decimal(points), number: true, ..Self::default() }
    }

    /// The same, leading somewhere.
    pub(super) fn to(self, href: String) -> Self {
        Self { href, ..self }
    }
}

impl Row {
    /// A row of amounts.
    pub(super) fn of(head: impl Into<String>, amounts: impl IntoIterator<Item = Money>) -> Self {
        let cells = amounts.into_iter().map(Cell::money).collect();
        Self { head: Cell::text(head), cells }
    }
}

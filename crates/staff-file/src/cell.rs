//! What a cell says about a value that is already there.

/// What a cell says: nothing, "no longer", or a value. A blank never wipes what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cell<T> {
    /// Blank, or no column for it: leave as it is.
    #[default]
    Blank,
    /// A hyphen: take away what is there.
    Clear,
    /// Put this there.
    Value(T),
}

impl<T> Cell<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Blank | Self::Clear => None,
        }
    }

    /// What is there after the cell has had its say on `before`.
    pub fn over(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Blank => before,
            Self::Clear => None,
            Self::Value(value) => Some(value),
        }
    }
}

/// The word by which a cell takes away what is there; a dash does as well.
pub(crate) fn clears(cell: &str) -> bool {
    matches!(cell, "-" | "\u{2013}" | "\u{2014}" | "\u{2212}")
}

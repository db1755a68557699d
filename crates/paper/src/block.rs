//! The parts of a document's text.

use crate::Table;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading beneath the title.
    Heading(Level, String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that says the most important.
    Lead(String),
    /// A paragraph in small letters.
    Note(String),
    /// Lines one beneath the other, as the steps of a calculation.
    Steps(Vec<String>),
    /// Labels with their values.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// What follows begins on a new page.
    NewPage,
}

/// How deep a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Beneath the title.
    Part,
    /// Beneath a part.
    Section,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
}

impl Fact {
    /// The fact that `label` is `value`.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

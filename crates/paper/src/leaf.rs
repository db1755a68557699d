//! The document as it is read, whatever the pages: a tree whose leaves are the texts on them.

/// A text, which may stand on several lines and pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeafId(pub(crate) usize);

/// A part of the tree.
pub(crate) enum Branch {
    Group(Kind, Vec<Branch>),
    Leaf(LeafId),
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Of a level, from 1, with its text.
    Heading(u16, String),
    Paragraph,
    List,
    ListItem,
    Label,
    ListBody,
    Table,
    Caption,
    TableHead,
    TableBody,
    TableRow,
    ColumnHead,
    /// Across so many columns.
    RowHead(u32),
    Cell,
}

impl Branch {
    pub(crate) fn of(kind: Kind, leaf: LeafId) -> Self {
        Self::Group(kind, vec![Self::Leaf(leaf)])
    }
}

/// A heading, and where it stands.
pub(crate) struct Entry {
    pub(crate) level: u16,
    pub(crate) text: String,
    /// From 0.
    pub(crate) page: usize,
    pub(crate) top: i32,
}

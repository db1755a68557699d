//! A document, before it is set on pages.

use chrono::{DateTime, Utc};

use crate::Block;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called: its first heading, and the title that readers show.
    pub title: String,
    /// Who it comes from.
    pub letterhead: Letterhead,
    /// When what it says was decided; it stands for the day when the file is made.
    pub decided: DateTime<Utc>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Who a document comes from, at the top of its first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The name, which stands on every page.
    pub name: String,
    /// Address and the like, a line each.
    pub lines: Vec<String>,
}

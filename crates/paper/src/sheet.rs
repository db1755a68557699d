//! Pages with everything in its place, before any of it is drawn.

use crate::leaf::LeafId;
use crate::length::Twips;
use crate::style::Style;

/// A page.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) marks: Vec<Mark>,
}

/// Something on a page.
pub(crate) enum Mark {
    /// A line of text.
    Text {
        /// What it is a part of; `None` for what is no part of the document's text, as page numbers.
        leaf: Option<LeafId>,
        style: Style,
        left: Twips,
        baseline: Twips,
        text: String,
    },
    /// A line across, which says nothing by itself; the thinner, the paler.
    Rule { top: Twips, thickness: Twips },
}

//! The shape that every explanation has on the page, whatever it explains.

use domain::Money;
use domain::swedish::Why;

/// The line that is explained.
pub(super) struct About<'a> {
    /// The region's short name.
    pub(super) region: &'a str,
    /// Who is charged, or gets.
    pub(super) municipality: &'a str,
    /// What the line is called.
    pub(super) name: &'a str,
    /// What it comes to.
    pub(super) amount: Money,
}

/// An explanation, ready to show.
#[derive(Default)]
pub(super) struct Explained {
    /// A sentence in plain Swedish.
    pub(super) answer: String,
    /// The calculation, a step a line.
    pub(super) calculation: Vec<String>,
    /// What it leads to.
    pub(super) result: String,
    /// How it was rounded, and what that did.
    pub(super) rounding: Vec<String>,
    /// What was signed that it rests on.
    pub(super) clause: String,
    /// What happened that it rests on.
    pub(super) facts: Vec<Fact>,
    /// The days that earned points.
    pub(super) days: Vec<PointsRow>,
    /// What they come to.
    pub(super) points: String,
}

/// Something that happened.
pub(super) struct Fact {
    /// In a sentence.
    pub(super) text: String,
    /// What the link says; empty for none.
    pub(super) label: &'static str,
    pub(super) href: String,
}

/// A day on which points were earned.
pub(super) struct PointsRow {
    pub(super) date: String,
    pub(super) course: String,
    pub(super) href: String,
    pub(super) role: &'static str,
    pub(super) served: i64,
    pub(super) points: String,
}

impl From<Why> for Explained {
    fn from(why: Why) -> Self {
        let Why { answer, calculation, result, rounding, clause } = why;
        Self { answer, calculation, result, rounding, clause, ..Self::default() }
    }
}

impl Fact {
    /// A fact without a page of its own.
    pub(super) fn plain(text: String) -> Self {
        Self { text, label: "", href: String::new() }
    }
}

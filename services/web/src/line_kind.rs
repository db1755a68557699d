//! What kind of thing a line charges, as the API names it and pages call it.

use serde::{Deserialize, Serialize};

/// What kind of thing a line charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum LineKind {
    CourseFee,
    FixedCost,
    TrainerPot,
}

impl LineKind {
    /// Every kind, in the order that pages list them.
    pub(crate) const ALL: [Self; 3] = [Self::CourseFee, Self::FixedCost, Self::TrainerPot];

    /// What pages call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::CourseFee => "Kursavgifter",
            Self::FixedCost => "Fast kostnad",
            Self::TrainerPot => "Utbildarpott",
        }
    }

    /// The word for it in addresses.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::CourseFee => "kursavgifter",
            Self::FixedCost => "fast-kostnad",
            Self::TrainerPot => "utbildarpott",
        }
    }

    /// The kind that a word in an address stands for.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

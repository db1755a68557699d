//! What a choice is for, as files state it.

use serde::{Deserialize, Serialize};
use settle::LineKind;

/// A kind of charge that something is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// Components of course days.
    CourseFee,
    /// Parts of yearly costs.
    FixedCost,
    /// Shares of the trainer pot.
    TrainerPot,
}

impl From<LineKind> for Charge {
    fn from(kind: LineKind) -> Self {
        match kind {
            LineKind::CourseFee => Self::CourseFee,
            LineKind::FixedCost => Self::FixedCost,
            LineKind::TrainerPot => Self::TrainerPot,
        }
    }
}

/// How well a choice fits a charge: one for just this fits better than one for its kind, and that better than one for
/// everything. `None` where it is for something else.
pub(crate) fn fit(chosen: (Option<Charge>, Option<&str>), asked: (Charge, &str)) -> Option<u8> {
    let kind = match chosen.0 {
        None => 0,
        Some(kind) if kind == asked.0 => 1,
        Some(_) => return None,
    };
    let code = match chosen.1 {
        None => 0,
        Some(code) if code == asked.1 => 2,
        Some(_) => return None,
    };
    Some(kind | code)
}

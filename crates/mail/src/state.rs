//! How far a mail has come. Pure.

use std::fmt;
use std::str::FromStr;

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent when it is due.
    Waiting,
    /// A postman has it, and has not handed it over.
    Claimed,
    /// A postman is handing it over: from here on it may have arrived.
    Handing,
    /// The server has accepted it.
    Sent,
    /// It was refused for good, or too often.
    Failed,
    /// It was handed over and not acknowledged. Nobody knows whether it arrived, so that nobody sends it again unasked.
    Unsure,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Claimed, Self::Handing, Self::Sent, Self::Failed, Self::Unsure];

    /// The word that stands for it in the column, in metrics and in commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Claimed => "claimed",
            Self::Handing => "handing",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unsure => "unsure",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected waiting, claimed, handing, sent, failed or unsure")]
pub struct UnknownState;

impl FromStr for State {
    type Err = UnknownState;

    fn from_str(word: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.word() == word).ok_or(UnknownState)
    }
}

//! Staff from a file: uploaded, mapped, tried, and then brought in by a job that survives whatever happens to us.
//!
//! The file's rows are decided on by [`plan`], the same for the dry run and the real one. A batch of rows and the note
//! that it is done are one transaction, so that every row is brought in exactly once.

use chrono::{DateTime, Utc};
use domain::{AccountId, MunicipalityCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) mod cancel;
pub(crate) mod holder;
pub(crate) mod map;
pub(crate) mod plan;
pub(crate) mod preview;
pub(crate) mod result;
pub(crate) mod run;
pub(crate) mod start;
pub(crate) mod upload;
pub(crate) mod words;

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum ImportState {
    /// The file is here; nothing has been brought in.
    Uploaded,
    /// It is being brought in, or waits for its turn.
    Running,
    /// It is in.
    Done,
    /// Somebody has stopped it; what was in stays.
    Cancelled,
    /// It could not be brought in; nothing more will happen.
    Failed,
}

impl ImportState {
    const ALL: [Self; 5] =
        [Self::Uploaded, Self::Running, Self::Done, Self::Cancelled, Self::Failed];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What to do with faulty rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum OnFault {
    /// Bring nothing in where any row is at fault.
    AllOrNothing,
    /// Leave faulty rows out.
    Skip,
}

impl OnFault {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::AllOrNothing => "all-or-nothing",
            Self::Skip => "skip",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::AllOrNothing, Self::Skip].into_iter().find(|choice| choice.word() == word)
    }
}

/// An import, without its file.
#[derive(Clone, Debug)]
pub(crate) struct ImportRecord {
    pub(crate) id: Uuid,
    /// Who uploaded it, and as whom it is brought in.
    pub(crate) account: Option<AccountId>,
    pub(crate) by: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) file_name: String,
    /// The mapping, as JSON; `None` before one was chosen that does.
    pub(crate) mapping: Option<String>,
    /// The employer of rows that name none.
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) on_fault: Option<OnFault>,
    /// Whether those who are new are invited.
    pub(crate) invites: bool,
    pub(crate) state: ImportState,
    pub(crate) cancel_requested: bool,
    pub(crate) counts: Counts,
    pub(crate) finished_at: Option<DateTime<Utc>>,
    /// Why it failed, in Swedish.
    pub(crate) fault: Option<String>,
}

/// How many rows there are, and what has become of them so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) rows: i32,
    pub(crate) created: i32,
    pub(crate) changed: i32,
    pub(crate) unchanged: i32,
    pub(crate) refused: i32,
}

impl Counts {
    /// Counts one row more.
    pub(crate) fn add(&mut self, outcome: RowOutcome) {
        let count = match outcome {
            RowOutcome::Created => &mut self.created,
            RowOutcome::Changed => &mut self.changed,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Refused => &mut self.refused,
        };
        *count = count.saturating_add(1);
    }
}

/// What becomes, or has become, of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, async_graphql::Enum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RowOutcome {
    /// Somebody new.
    Created,
    /// Somebody known, of whom something is otherwise.
    Changed,
    /// Somebody known, of whom all is true already.
    Unchanged,
    /// At fault.
    Refused,
}

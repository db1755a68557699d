//! Bringing staff in from a file: uploaded or pasted, its columns named, tried, and then brought in in the background.

use axum::Router;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::pill::Pill;
use crate::router::App;
use crate::urls;

mod begin;
mod columns;
mod latest;
mod progress;
mod result_file;
mod rows;
mod show;

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::STAFF_IMPORTS, get(latest::show).post(latest::upload))
        .route(urls::STAFF_IMPORT, get(show::show))
        .route(urls::MAP_IMPORT, post(columns::map))
        .route(urls::START_IMPORT, post(begin::start))
        .route(urls::CANCEL_IMPORT, post(begin::cancel))
        .route(urls::IMPORT_RESULT, get(result_file::send))
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ImportState {
    Uploaded,
    Running,
    Done,
    Cancelled,
    Failed,
}

impl ImportState {
    const fn pill(self) -> Pill {
        match self {
            Self::Uploaded => Pill::attention("Inte inläst än"),
            Self::Running => Pill::live("Läses in"),
            Self::Done => Pill::ready("Inläst"),
            Self::Cancelled => Pill::quiet("Avbruten"),
            Self::Failed => Pill::attention("Gick inte"),
        }
    }
}

/// What becomes, or has become, of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum RowOutcome {
    Created,
    Changed,
    Unchanged,
    Refused,
}

/// How many rows there are, and what becomes of them.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Counts {
    rows: i64,
    created: i64,
    changed: i64,
    unchanged: i64,
    refused: i64,
}

impl Counts {
    /// Rows that are over and done with.
    const fn done(self) -> i64 {
        self.created
            .saturating_add(self.changed)
            .saturating_add(self.unchanged)
            .saturating_add(self.refused)
    }

    /// Persons of whom something is written.
    const fn written(self) -> i64 {
        self.created.saturating_add(self.changed)
    }
}

/// An import, as the API tells of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Import {
    id: String,
    file_name: String,
    by: String,
    created_at: DateTime<Utc>,
    state: ImportState,
    stopping: bool,
    municipality: Option<super::Municipality>,
    invites: bool,
    progress: Counts,
    finished_at: Option<DateTime<Utc>>,
    fault: Option<String>,
    columns: Vec<Column>,
    mapping_faults: Vec<String>,
}

/// A column of the file.
#[derive(Clone, Debug, Deserialize)]
struct Column {
    index: i32,
    letter: String,
    name: String,
    /// The API's word for what it holds.
    holds: Option<String>,
    samples: Vec<String>,
}

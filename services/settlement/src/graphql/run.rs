//! Runs as clients see them.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Date, Money};

use crate::record::RunRecord;

graph::connection! {
    /// Runs, latest first.
    RunConnection of Run
}

/// What was issued at one moment.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct Run {
    id: ID,
    /// Everything due up to and including this date.
    until: Date,
    issued_at: DateTime<Utc>,
    issued_by: String,
    documents: i64,
    total: Money,
    first_number: String,
    last_number: String,
}

impl Run {
    pub(super) fn show(run: RunRecord) -> Self {
        Self {
            id: run.id.to_string().into(),
            until: Date(run.until),
            issued_at: run.issued_at,
            issued_by: run.issued_by,
            documents: run.documents,
            total: Money(run.total),
            first_number: run.first.to_string(),
            last_number: run.last.to_string(),
        }
    }
}

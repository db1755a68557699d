//! All files of a run as one archive: asked for, made in the background by whichever process is free, kept for a day.
//!
//! A batch of documents' files and the note of how far it has come are one transaction; whoever takes over from a
//! process that died goes on after the last batch. In the end the batches become one archive, kept in pieces, so that
//! nobody ever holds more than a piece and a batch in memory.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{RunId, Slug};
use identity::Permission;
use serde::{Deserialize, Serialize};
use tenancy::RegionScope;
use tenancy::jobs::JobKind;
use uuid::Uuid;

use crate::files::Format;
use crate::record::RunRecord;
use crate::{SettlementFault, store};

mod archive;
pub(crate) mod ask;
mod make;
pub(crate) mod work;

/// What is done in the background.
const KIND: JobKind = JobKind("run-files");
/// How long they are kept.
const KEPT: TimeDelta = TimeDelta::days(1);

/// How far they have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "RunFilesState")]
pub(crate) enum FilesState {
    /// They are being made, or wait for their turn.
    Making,
    /// They are there.
    Ready,
    /// They could not be made; asking again begins anew.
    Failed,
}

impl FilesState {
    pub(crate) const ALL: [Self; 3] = [Self::Making, Self::Ready, Self::Failed];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Making => "making",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }
}

/// The files of a run in one format, without what is in them.
#[derive(Clone, Debug)]
pub(crate) struct RunFiles {
    pub(crate) id: Uuid,
    pub(crate) run: RunId,
    pub(crate) format: Format,
    pub(crate) asked_at: DateTime<Utc>,
    pub(crate) asked_by: String,
    /// How many documents the run has.
    pub(crate) documents: i32,
    /// How many of them are over and done with.
    pub(crate) done: i32,
    pub(crate) state: FilesState,
    pub(crate) withheld: Vec<WithheldDocument>,
    /// Of the archive, in bytes.
    pub(crate) size: i64,
    /// Of the archive; none where every document is withheld.
    pub(crate) parts: i32,
    pub(crate) finished_at: Option<DateTime<Utc>>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
}

/// A document without a file, and why.
#[derive(Clone, Debug, Serialize, Deserialize, async_graphql::SimpleObject)]
pub(crate) struct WithheldDocument {
    /// The document's number.
    pub(crate) number: String,
    /// What does not hold, by the rule's id where there is one.
    pub(crate) faults: Vec<String>,
}

/// The files of this run in this format that somebody has asked for and that are kept still; outside, `None` where
/// there is no such run.
pub(crate) async fn find(
    scope: &RegionScope,
    run: RunId,
    format: Format,
) -> Result<Option<(RunRecord, Option<RunFiles>)>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let Some(run) = store::runs::find(scope, run).await? else { return Ok(None) };
    let found = store::run_files::find_of(scope, run.id, format).await?;
    let now = scope.now();
    let kept = found.filter(|files| files.expires_at.is_none_or(|at| at > now));
    Ok(Some((run, kept)))
}

/// A piece of the archive, the first being 1.
pub(crate) async fn part(
    scope: &RegionScope,
    files: &RunFiles,
    number: i32,
) -> Result<Option<Vec<u8>>, SettlementFault> {
    scope.require(Permission::Settle)?;
    if files.state != FilesState::Ready {
        return Ok(None);
    }
    let position = number.saturating_sub(1);
    Ok(store::run_files::part(scope, files.id, store::run_files::Stage::File, position).await?)
}

/// `norrbotten-2026-00001-2026-00290-peppol.zip`
pub(crate) fn name(region: &Slug, run: &RunRecord, format: Format) -> String {
    let (first, last, word) = (run.first, run.last, format.word());
    if first == last {
        format!("{region}-{first}-{word}.zip")
    } else {
        format!("{region}-{first}-{last}-{word}.zip")
    }
}

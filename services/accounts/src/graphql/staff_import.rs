//! Imports of staff as those who bring them in see them.

use async_graphql::{Enum, ID, Object, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use graph::{Municipality, Refusal};
use tenancy::RegionScope;

use crate::AccountsFault;
use crate::staff::import::preview::{Opened, PreviewRow, open_sheet};
use crate::staff::import::result::{self, RowResult};
use crate::staff::import::{ImportRecord, ImportState, OnFault, RowOutcome, words};

mod columns;
mod mutation;

use columns::ImportColumn;
pub use mutation::StaffImportMutation;

/// So many rows at most are shown at a time.
const MOST_ROWS: usize = 100;

/// What a column of a staff file holds.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "staff_file::StaffColumn")]
pub(crate) enum StaffColumn {
    GivenName,
    FamilyName,
    /// Both names in one.
    FullName,
    Email,
    StaffNumber,
    Unit,
    Title,
    Journey,
    Step,
    FirstDay,
    LastDay,
    ManagerEmail,
    Municipality,
    ProtectedIdentity,
}

/// Staff from a file.
pub(crate) struct StaffImport {
    scope: RegionScope,
    record: ImportRecord,
}

impl StaffImport {
    pub(crate) const fn of(scope: RegionScope, record: ImportRecord) -> Self {
        Self { scope, record }
    }

    /// A file tells of persons, whether the region knows them or not.
    async fn opened(&self) -> Result<Option<Opened>, Refusal> {
        self.is_read();
        match open_sheet(&self.scope, self.record.clone()).await {
            Ok(opened) => Ok(Some(opened)),
            // The file is not kept any more.
            Err(AccountsFault::Conflict(_)) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    fn is_read(&self) {
        self.scope.reads_by_id("staff-import-read", self.record.id);
    }
}

/// How many rows there are, and what has become of them, or would.
#[derive(SimpleObject, Clone, Copy, Debug)]
struct ImportCounts {
    rows: i32,
    created: i32,
    changed: i32,
    unchanged: i32,
    refused: i32,
}

/// What has become of a row, or would.
#[derive(SimpleObject, Clone, Debug)]
struct ImportRow {
    /// Its number in the file, as Excel shows it.
    row: i32,
    outcome: RowOutcome,
    /// Whom it is about, where that can be told.
    name: Option<String>,
    email: Option<String>,
    /// What is wrong and what to do, or what changes; in Swedish, as in the result file.
    explanation: String,
}

/// The dry run, or what has been done.
#[derive(SimpleObject, Clone, Debug)]
struct ImportRows {
    counts: ImportCounts,
    /// Those asked for, at most 100.
    rows: Vec<ImportRow>,
}

#[Object]
impl StaffImport {
    async fn id(&self) -> ID {
        self.record.id.to_string().into()
    }

    async fn file_name(&self) -> &str {
        &self.record.file_name
    }

    /// Who uploaded it.
    async fn by(&self) -> &str {
        &self.record.by
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.record.created_at
    }

    async fn state(&self) -> ImportState {
        self.record.state
    }

    /// Whether somebody has asked for it to be stopped.
    async fn stopping(&self) -> bool {
        self.record.cancel_requested
    }

    /// The employer of rows that name none.
    async fn municipality(&self) -> async_graphql::Result<Option<Municipality>> {
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(self.record.municipality.map(|code| Municipality::named(code, &names)))
    }

    /// What is done with faulty rows; null before it was begun.
    async fn on_fault(&self) -> Option<OnFault> {
        self.record.on_fault
    }

    /// Whether those who are new are invited.
    async fn invites(&self) -> bool {
        self.record.invites
    }

    /// How far it has come.
    async fn progress(&self) -> ImportCounts {
        let counts = self.record.counts;
        ImportCounts {
            rows: counts.rows,
            created: counts.created,
            changed: counts.changed,
            unchanged: counts.unchanged,
            refused: counts.refused,
        }
    }

    async fn finished_at(&self) -> Option<DateTime<Utc>> {
        self.record.finished_at
    }

    /// Why it has failed and what to do, in Swedish.
    async fn fault(&self) -> Option<&str> {
        self.record.fault.as_deref()
    }

    /// The file's columns and what they hold; empty where the file is not kept any more.
    #[graphql(complexity = "20 * child_complexity")]
    async fn columns(&self) -> async_graphql::Result<Vec<ImportColumn>> {
        let opened = self.opened().await?;
        Ok(opened.map(|opened| columns::of(&opened)).unwrap_or_default())
    }

    /// What is wrong with the mapping and what to do, in Swedish; empty where it does.
    async fn mapping_faults(&self) -> async_graphql::Result<Vec<String>> {
        let opened = self.opened().await?;
        Ok(opened.map(|opened| columns::faults(&opened)).unwrap_or_default())
    }

    /// What would become of the rows, while nothing has been brought in; null where the mapping does not do.
    #[graphql(complexity = "100 * child_complexity")]
    async fn dry_run(
        &self,
        outcome: Option<RowOutcome>,
        #[graphql(default = 0)] skip: i32,
    ) -> async_graphql::Result<Option<ImportRows>> {
        let Some(opened) = self.opened().await? else { return Ok(None) };
        let Some(preview) = opened.preview(&self.scope).await.map_err(Refusal::from)? else {
            return Ok(None);
        };
        let counts = preview.counts;
        let rows = preview.rows.iter();
        let rows = rows.filter(|row| outcome.is_none_or(|one| one == row.planned.outcome()));
        let rows = rows.skip(usize::try_from(skip).unwrap_or_default()).take(MOST_ROWS);
        Ok(Some(ImportRows {
            counts: ImportCounts {
                rows: counts.rows,
                created: counts.created,
                changed: counts.changed,
                unchanged: counts.unchanged,
                refused: counts.refused,
            },
            rows: rows.map(|row| ImportRow::planned(&self.scope, row)).collect(),
        }))
    }

    /// What has become of the rows.
    #[graphql(complexity = "100 * child_complexity")]
    async fn results(
        &self,
        outcome: Option<RowOutcome>,
        #[graphql(default = 0)] skip: i32,
    ) -> async_graphql::Result<Vec<ImportRow>> {
        self.is_read();
        let rows = result::rows(&self.scope, &self.record).await.map_err(Refusal::from)?;
        let rows = rows.iter().filter(|row| outcome.is_none_or(|one| one == row.outcome));
        let rows = rows.skip(usize::try_from(skip).unwrap_or_default()).take(MOST_ROWS);
        Ok(rows.map(ImportRow::done).collect())
    }

    /// The rows with what has become of each in front, as CSV in Base64.
    async fn result_file(&self) -> async_graphql::Result<String> {
        self.is_read();
        let file = result::file(&self.scope, self.record.clone()).await.map_err(Refusal::from)?;
        Ok(STANDARD.encode(file))
    }
}

impl ImportRow {
    fn planned(scope: &RegionScope, row: &PreviewRow) -> Self {
        let known = row.planned.known();
        if let Some(known) = known {
            scope.reads(known.staff.id);
        }
        Self {
            row: i32::try_from(row.row).unwrap_or(i32::MAX),
            outcome: row.planned.outcome(),
            name: known.map(|known| known.staff.name.clone()),
            email: known.and_then(|known| known.staff.email.clone()),
            explanation: row.explanation(),
        }
    }

    fn done(row: &RowResult) -> Self {
        Self {
            row: i32::try_from(row.row).unwrap_or(i32::MAX),
            outcome: row.outcome,
            name: None,
            email: None,
            explanation: row.explanation.clone(),
        }
    }
}

/// A column's meaning, as people call it.
fn held(column: staff_file::StaffColumn) -> &'static str {
    words::column(column)
}

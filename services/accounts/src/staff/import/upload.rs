//! Taking a file in: read as a sheet, without what must not be kept, with a mapping to begin with.

use std::collections::BTreeSet;

use identity::{Permission, Reach};
use staff_file::{ColumnIndex, Limits, Mapping, RememberedMapping, Sheet, SheetFault};
use tenancy::RegionScope;
use uuid::Uuid;

use super::{Counts, ImportRecord, ImportState};
use crate::store::staff_imports;
use crate::{Accounts, AccountsFault};

const LONGEST_NAME: usize = 120;

/// What was uploaded or pasted.
pub(crate) enum Upload {
    /// A file: CSV in whatever encoding, or an XLSX workbook.
    File(Vec<u8>),
    /// Cells from a spreadsheet.
    Pasted(String),
}

impl Accounts {
    /// Takes a file in, and gives the import's id. Nobody is brought in by that.
    pub(crate) async fn staff_upload(
        &self,
        scope: &RegionScope,
        file_name: &str,
        upload: Upload,
    ) -> Result<Uuid, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let taken = tokio::task::spawn_blocking(move || take_in(upload));
        let (sheet, content) = taken.await?.map_err(|fault| unreadable(&fault))?;
        if sheet.is_empty() {
            return Err(AccountsFault::field("content", "expected a header and rows below it"));
        }
        let municipality = match scope.reach(Permission::ManageStaff) {
            Reach::Municipalities(own) if own.len() == 1 => own.first().copied(),
            Reach::Municipalities(_) | Reach::Region | Reach::Oneself => None,
        };
        let remembered = staff_imports::remembered(scope, municipality).await?;
        let mapping = begin_with(remembered.as_deref(), sheet.header());
        let file_name: String = file_name.trim().chars().take(LONGEST_NAME).collect();
        let record = ImportRecord {
            id: scope.ids().next(),
            account: scope.actor().account,
            by: scope.actor().name.clone(),
            created_at: scope.now(),
            file_name,
            mapping: serde_json::to_string(&mapping).ok(),
            municipality,
            on_fault: None,
            invites: false,
            state: ImportState::Uploaded,
            cancel_requested: false,
            counts: Counts {
                rows: i32::try_from(sheet.len()).unwrap_or(i32::MAX),
                ..Counts::default()
            },
            finished_at: None,
            fault: None,
        };
        let tx = scope.begin().await?;
        staff_imports::insert(&tx, &record, content).await?;
        tx.note("staff-import-upload", &record.id.to_string());
        tx.commit().await?;
        Ok(record.id)
    }
}

/// The sheet, and the file to keep: as it came, so that rows keep their numbers, unless something must not be kept.
fn take_in(upload: Upload) -> Result<(Sheet, Vec<u8>), SheetFault> {
    let (sheet, content) = match upload {
        Upload::File(bytes) => (Sheet::read(&bytes, Limits::USUAL)?, bytes),
        Upload::Pasted(text) => (Sheet::paste(&text, Limits::USUAL)?, text.into_bytes()),
    };
    let numbers = staff_file::personal_numbers(&sheet);
    if numbers.is_empty() {
        return Ok((sheet, content));
    }
    let numbers: BTreeSet<ColumnIndex> = numbers.iter().map(|column| column.at).collect();
    let sheet = sheet.without(&numbers);
    let content = sheet.to_csv();
    Ok((sheet, content))
}

/// The mapping that was used last, where it still does; otherwise what the header's names say.
fn begin_with(remembered: Option<&str>, header: &[String]) -> RememberedMapping {
    let remembered: Option<RememberedMapping> =
        remembered.and_then(|json| serde_json::from_str(json).ok());
    let applied = remembered.map(|mapping| mapping.apply(header));
    let mapping = match applied {
        Some(applied) if applied.gone.is_empty() => applied.mapping,
        Some(_) | None => Mapping::guess(header),
    };
    mapping.remember(header)
}

fn unreadable(fault: &SheetFault) -> AccountsFault {
    tracing::info!(cause = %fault, "a staff file was not read");
    AccountsFault::field("content", "expected a CSV file, an XLSX workbook or pasted cells")
}

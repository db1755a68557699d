//! Choosing what the columns of an uploaded file hold, and whose staff they are.

use domain::MunicipalityCode;
use identity::Permission;
use staff_file::{ColumnIndex, Limits, Mapping, RememberedMapping, Sheet, StaffColumn};
use tenancy::{InRegion, RegionScope};
use uuid::Uuid;

use super::{ImportRecord, ImportState};
use crate::store::staff_imports;
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Takes the mapping that somebody chose. It may still be faulty: the preview says how.
    pub(crate) async fn staff_import_map(
        &self,
        scope: &RegionScope,
        id: Uuid,
        columns: &[(StaffColumn, ColumnIndex)],
        municipality: Option<MunicipalityCode>,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        if let Some(code) = municipality {
            crate::staff::create::within_reach(scope, code).await?;
        }
        let tx = scope.begin().await?;
        let record = open(&tx, id).await?;
        let sheet = sheet(&tx, id).await?;
        let mapping = Mapping::of_choices(columns.iter().map(|(column, at)| (*at, *column)));
        let mapping = mapping.map_err(|_| {
            AccountsFault::field("columns", "expected each column once, and each meaning once")
        })?;
        let mapping = serde_json::to_string(&mapping.remember(sheet.header())).ok();
        let changed = ImportRecord { mapping, municipality, ..record };
        staff_imports::update(&tx, &changed).await?;
        tx.note("staff-import-map", &id.to_string());
        tx.commit().await?;
        Ok(())
    }
}

/// An import that has not begun, of the caller's own or, for those who reach the whole region, of anybody's.
pub(crate) async fn open(store: &impl InRegion, id: Uuid) -> Result<ImportRecord, AccountsFault> {
    let record = visible(store, id).await?.ok_or(AccountsFault::NotFound)?;
    match record.state {
        ImportState::Uploaded => Ok(record),
        ImportState::Running | ImportState::Done | ImportState::Cancelled | ImportState::Failed => {
            Err(AccountsFault::Conflict("the import has begun already"))
        }
    }
}

/// An import that the caller may see.
pub(crate) async fn visible(
    store: &impl InRegion,
    id: Uuid,
) -> Result<Option<ImportRecord>, AccountsFault> {
    let scope = store.scope();
    let found = staff_imports::find(store, id).await?;
    let whole = scope.reach(Permission::ManageStaff) == identity::Reach::Region;
    Ok(found.filter(|record| whole || record.account == scope.actor().account))
}

/// The sheet of an import.
pub(crate) async fn sheet(store: &impl InRegion, id: Uuid) -> Result<Sheet, AccountsFault> {
    let content = staff_imports::content(store, id).await?;
    let content =
        content.ok_or(AccountsFault::Conflict("the file is not kept any more; upload it again"))?;
    let read = tokio::task::spawn_blocking(move || Sheet::read(&content, Limits::USUAL));
    read.await?.map_err(|_| AccountsFault::Conflict("the file cannot be read again"))
}

/// The mapping of an import, for the sheet that it was made for.
pub(crate) fn mapping(record: &ImportRecord, sheet: &Sheet) -> Mapping {
    let stored = record.mapping.as_deref();
    let remembered: Option<RememberedMapping> =
        stored.and_then(|json| serde_json::from_str(json).ok());
    remembered.map_or_else(Mapping::new, |mapping| mapping.apply(sheet.header()).mapping)
}

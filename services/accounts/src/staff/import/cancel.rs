//! Stopping an import: what is in stays, nothing more comes in.

use identity::Permission;
use tenancy::RegionScope;
use uuid::Uuid;

use super::{ImportRecord, ImportState, map};
use crate::store::staff_imports;
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Stops an import, or puts an uploaded file away.
    pub(crate) async fn staff_import_cancel(
        &self,
        scope: &RegionScope,
        id: Uuid,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let tx = scope.begin().await?;
        let record = map::visible(&tx, id).await?.ok_or(AccountsFault::NotFound)?;
        match record.state {
            ImportState::Uploaded => {
                let state = ImportState::Cancelled;
                let ended = ImportRecord { state, finished_at: Some(scope.now()), ..record };
                staff_imports::update(&tx, &ended).await?;
            }
            ImportState::Running => staff_imports::request_cancel(&tx, id).await?,
            ImportState::Done | ImportState::Cancelled | ImportState::Failed => {
                return Err(AccountsFault::Conflict("the import has ended already"));
            }
        }
        tx.note("staff-import-cancel", &id.to_string());
        tx.commit().await?;
        Ok(())
    }
}

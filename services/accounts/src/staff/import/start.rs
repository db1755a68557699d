//! Beginning to bring a file in: the choices are kept, and the work waits for whoever is free.

use identity::Permission;
use tenancy::{RegionScope, jobs};
use uuid::Uuid;

use super::preview::open_sheet;
use super::{ImportRecord, ImportState, OnFault, map};
use crate::store::staff_imports;
use crate::work::STAFF_IMPORT;
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Begins to bring a file in.
    pub(crate) async fn staff_import_start(
        &self,
        scope: &RegionScope,
        id: Uuid,
        on_fault: OnFault,
        invites: bool,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let record = map::open(scope, id).await?;
        if scope.actor().account.is_none() || record.account != scope.actor().account {
            return Err(AccountsFault::Conflict("whoever uploaded the file brings it in"));
        }
        let opened = open_sheet(scope, record).await?;
        if !opened.mapping_faults.is_empty() {
            return Err(AccountsFault::Conflict("the columns are not all mapped"));
        }
        if on_fault == OnFault::AllOrNothing {
            let preview = opened.preview(scope).await?;
            if preview.is_none_or(|preview| preview.counts.refused > 0) {
                return Err(AccountsFault::Conflict("rows are at fault, so that nothing comes in"));
            }
        }
        // First the work, then the state: whoever claims it in between finds that it has not begun, and waits.
        jobs::add(self.platform(), STAFF_IMPORT, id, scope.slug()).await?;
        let tx = scope.begin().await?;
        let record = map::open(&tx, id).await?;
        if let Some(mapping) = &record.mapping {
            staff_imports::remember(&tx, record.municipality, mapping).await?;
        }
        let state = ImportState::Running;
        let begun = ImportRecord { state, on_fault: Some(on_fault), invites, ..record };
        staff_imports::update(&tx, &begun).await?;
        tx.note("staff-import-start", &id.to_string());
        tx.commit().await?;
        self.work.notify_one();
        Ok(())
    }
}

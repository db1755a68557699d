//! Writing the files that the learning platform's HR import reads.

use identity::Permission;
use staff_file::totara::{assignments_csv, organisations_csv, users_csv};
use tenancy::RegionScope;

use super::{TotaraExport, ours};
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// The staff within reach as files of an HR import. Whom they name goes into the audit.
    pub async fn totara_export(
        &self,
        scope: &RegionScope,
        framework: &str,
    ) -> Result<TotaraExport, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let ours = ours::read(scope, framework).await?;
        let trace = scope.begin().await?;
        trace.note_reading("totara-export", ours.persons.iter().map(|id| id.uuid()));
        trace.commit().await?;
        Ok(TotaraExport {
            users: users_csv(&ours.users),
            assignments: assignments_csv(&ours.assignments),
            organisations: organisations_csv(&ours.organisations),
            user_count: ours.users.len(),
            left_out: ours.left_out,
        })
    }
}

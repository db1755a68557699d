//! Where somebody of the staff is signed in, and signing them out: of one session or of all, for their very next request.

use domain::{AccountId, PersonId, SessionId};
use identity::Permission;
use tenancy::RegionScope;

use super::suspend;
use crate::sessions::OpenSession;
use crate::store::sessions;
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Somebody's open sessions, the last renewed first; none where they have no account.
    pub(crate) async fn staff_sessions(
        &self,
        scope: &RegionScope,
        id: PersonId,
    ) -> Result<Vec<OpenSession>, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let account = self.account_within_powers(scope, id).await?;
        scope.reads(id);
        let Some(account) = account else { return Ok(Vec::new()) };
        Ok(sessions::open(self.platform(), account, self.now()).await?)
    }

    /// Ends one of somebody's sessions, or all of them. They may sign in again.
    pub(crate) async fn staff_sign_out(
        &self,
        scope: &RegionScope,
        id: PersonId,
        only: Option<SessionId>,
    ) -> Result<(), AccountsFault> {
        let open = self.staff_sessions(scope, id).await?;
        let ended: Vec<SessionId> = open
            .iter()
            .map(|one| one.id)
            .filter(|session| only.is_none_or(|only| only == *session))
            .collect();
        if only.is_some() && ended.is_empty() {
            return Err(AccountsFault::NotFound);
        }
        let tx = scope.begin().await?;
        tx.note("staff-sign-out", &id.to_string());
        // On the platform first: what must hold at once holds even where the rest fails.
        for session in ended {
            sessions::end(self.platform(), session, self.now()).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// The account of somebody within reach, of whose roles none is beyond the caller.
    async fn account_within_powers(
        &self,
        scope: &RegionScope,
        id: PersonId,
    ) -> Result<Option<AccountId>, AccountsFault> {
        let found = people::staff::find(scope, id).await?.ok_or(AccountsFault::NotFound)?;
        let Some(account) = found.account else { return Ok(None) };
        suspend::require_powers_over(self, scope, account, found.municipality).await?;
        Ok(Some(account))
    }
}

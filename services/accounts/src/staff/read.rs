//! Staff within the caller's reach: a page of them, one of them, and oneself.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{AccountId, PersonId};
use identity::Permission;
use people::{Employment, Staff, StaffFilter};
use tenancy::{GateFault, RegionScope};

use super::Known;
use crate::store::staff_accounts::{self, StaffAccount};
use crate::{Accounts, AccountsFault};

/// Somebody with every employment and their account.
#[derive(Clone, Debug)]
pub(crate) struct StaffView {
    pub(crate) staff: Staff,
    /// The present one first.
    pub(crate) employments: Vec<Employment>,
    pub(crate) state: AccountState,
}

/// How far somebody has come towards signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum AccountState {
    /// No account.
    None,
    /// Invited, and not been here yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in here.
    Suspended,
}

impl Accounts {
    /// A page of staff by name, and how many there are in all.
    pub(crate) async fn staff_page(
        &self,
        scope: &RegionScope,
        filter: StaffFilter<'_>,
        after: Option<(&str, PersonId)>,
        limit: u64,
    ) -> Result<(Vec<StaffView>, i64), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let (staff, total) = people::staff::page(scope, filter, after, limit).await?;
        Ok((self.views(scope, staff).await?, total))
    }

    /// One of the staff; out of reach, there is nobody.
    pub(crate) async fn staff_member(
        &self,
        scope: &RegionScope,
        id: PersonId,
    ) -> Result<Option<StaffView>, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let found = people::staff::find(scope, id).await?;
        Ok(self.views(scope, found.into_iter().collect()).await?.pop())
    }

    /// What is held on the caller themselves; `None` where the region has nothing but an account.
    pub(crate) async fn myself_in(
        &self,
        scope: &RegionScope,
    ) -> Result<Option<StaffView>, AccountsFault> {
        scope.require(Permission::ReadOwn)?;
        let Some(account) = scope.actor().account else { return Ok(None) };
        let found = people::staff::of_account(scope, account).await?;
        Ok(self.views(scope, found.into_iter().collect()).await?.pop())
    }

    /// Adds employments and accounts: one statement in the region, one on the platform.
    pub(crate) async fn views(
        &self,
        scope: &RegionScope,
        staff: Vec<Staff>,
    ) -> Result<Vec<StaffView>, AccountsFault> {
        let ids: Vec<PersonId> = staff.iter().map(|one| one.id).collect();
        let mut employments: HashMap<PersonId, Vec<Employment>> = HashMap::new();
        for one in Employment::of(scope, &ids).await? {
            employments.entry(one.person).or_default().push(one);
        }
        let ids: Vec<AccountId> = staff.iter().filter_map(|one| one.account).collect();
        let accounts = staff_accounts::of(self.platform(), &ids).await?;
        let view = |staff: Staff| StaffView {
            employments: employments.remove(&staff.id).unwrap_or_default(),
            state: state_of(&staff, staff.account.and_then(|id| accounts.get(&id))),
            staff,
        };
        Ok(staff.into_iter().map(view).collect())
    }
}

fn state_of(staff: &Staff, account: Option<&StaffAccount>) -> AccountState {
    match account {
        None => AccountState::None,
        Some(_) if staff.suspended_at.is_some() => AccountState::Suspended,
        Some(account) if account.has_been_here => AccountState::Active,
        Some(_) => AccountState::Invited,
    }
}

/// Somebody and their present employment, as a transaction sees them; out of reach, there is nobody.
pub(crate) async fn known(
    tx: &tenancy::RegionTx,
    id: PersonId,
) -> Result<Option<Known>, GateFault> {
    let Some(staff) = people::staff::find(tx, id).await? else { return Ok(None) };
    let present = Employment::present(tx, &[id]).await?.remove(&id);
    Ok(Some(Known { staff, present }))
}

/// When something changed, as rows say it.
pub(crate) fn changed(staff: &Staff, now: DateTime<Utc>) -> Staff {
    Staff { changed_at: Some(now), ..staff.clone() }
}

//! Leaving a region: somebody who works in another one now ends their employment and their roles here, themselves.
//!
//! Persons, courses and counts stay, for the region's money; whoever has left sees nothing more of it.

use domain::Date;
use identity::{Caller, Membership, Permission, Scope};
use people::Employment;
use tenancy::{RegionScope, StoreFault};

use crate::store::erasing;
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Ends the caller's employment with this last day, and their roles at once. Asked for again, nothing more happens.
    pub(crate) async fn staff_leave(
        &self,
        scope: &RegionScope,
        caller: &Caller,
        last_day: Date,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ReadOwn)?;
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        may_leave(scope, caller)?;
        if last_day > scope.today() {
            return Err(AccountsFault::field("input.lastDay", "expected a day that has begun"));
        }
        let tx = scope.begin().await?;
        if let Some(own) = people::staff::of_account(&tx, account).await? {
            for holder in self.holders() {
                if !holder.hindrances(&tx, &[own.id]).await?.is_empty() {
                    return Err(AccountsFault::Conflict(
                        "you are expected on course days that are not closed; ask whoever signed \
                         you up to cancel them, or wait until they are closed",
                    ));
                }
            }
            if let Some(old) = Employment::present(&tx, &[own.id]).await?.remove(&own.id) {
                if old.first_day.is_some_and(|first| last_day < first) {
                    let expected = "expected a day when you were employed";
                    return Err(AccountsFault::field("input.lastDay", expected));
                }
                let last_day = old.last_day.into_iter().chain([last_day]).min();
                Employment { last_day, ..old }.update(&tx).await?;
            }
            tx.note("staff-leave", &own.id.to_string());
        }
        // On the platform last: once their roles have ended, they cannot ask again.
        tx.commit().await?;
        let platform = self.platform().begin().await?;
        erasing::leave_region(&platform, account, scope.slug(), scope.now()).await?;
        platform.commit().await.map_err(StoreFault::from)?;
        Ok(())
    }
}

/// Whoever leaves must have somewhere else to be, and nothing here that others count on.
fn may_leave(scope: &RegionScope, caller: &Caller) -> Result<(), AccountsFault> {
    let mut elsewhere = false;
    for membership in caller.memberships() {
        match membership {
            Membership::Regional { region, role, .. } if region == scope.slug() => {
                if role.scope() != Scope::Oneself {
                    return Err(AccountsFault::Conflict(
                        "you hold a role here that others count on; ask a coordinator to take it",
                    ));
                }
            }
            Membership::Regional { .. } => elsewhere = true,
            Membership::National | Membership::Producer { .. } => {}
        }
    }
    if elsewhere {
        return Ok(());
    }
    Err(AccountsFault::Conflict(
        "you are a member of no other region; your employer ends your employment",
    ))
}

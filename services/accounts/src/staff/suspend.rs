//! Suspending somebody in a region, which holds for their very next request, and letting them in again.

use domain::{AccountId, MunicipalityCode, PersonId};
use identity::Permission;
use people::Staff;
use tenancy::RegionScope;

use super::read;
use crate::store::memberships::{self, HeldRole};
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Suspends somebody's roles here, or takes them up again. Their roles in other regions are not the caller's affair.
    pub(crate) async fn staff_suspend(
        &self,
        scope: &RegionScope,
        id: PersonId,
        suspended: bool,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let tx = scope.begin().await?;
        let known = read::known(&tx, id).await?.ok_or(AccountsFault::NotFound)?;
        let account = known.staff.account.ok_or(AccountsFault::Conflict("they have no account"))?;
        if scope.actor().account == Some(account) {
            return Err(AccountsFault::Conflict("nobody suspends themselves"));
        }
        require_powers_over(self, scope, account, known.staff.municipality).await?;
        let suspended_at = suspended.then(|| scope.now());
        let staff = Staff { suspended_at, ..known.staff };
        people::staff::update(&tx, &read::changed(&staff, scope.now())).await?;
        tx.note(if suspended { "staff-suspend" } else { "staff-resume" }, &id.to_string());
        // On the platform first: what must hold at once holds even where the rest fails.
        memberships::suspend(self.platform(), account, scope.slug(), suspended_at).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Whoever has a role that the caller could not give is beyond them.
pub(crate) async fn require_powers_over(
    accounts: &Accounts,
    scope: &RegionScope,
    account: AccountId,
    employer: Option<MunicipalityCode>,
) -> Result<(), AccountsFault> {
    let held = memberships::in_region(accounts.platform(), account, scope.slug()).await?;
    require_powers_to_give(scope, &held, employer)
}

/// Whoever could not give every one of these roles has no powers over who holds them.
pub(crate) fn require_powers_to_give(
    scope: &RegionScope,
    held: &[HeldRole],
    employer: Option<MunicipalityCode>,
) -> Result<(), AccountsFault> {
    let gives = |one: &HeldRole| scope.standing().gives(one.role, one.municipality.or(employer));
    if held.iter().all(gives) { Ok(()) } else { Err(AccountsFault::Forbidden) }
}

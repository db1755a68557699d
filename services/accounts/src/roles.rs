//! Roles of a region: who has which, giving one, and taking it away, which holds for the very next request.

use domain::MunicipalityCode;
use identity::{Permission, Reach, Role, Scope};
use tenancy::RegionScope;
use uuid::Uuid;

use crate::store::memberships::{self, HeldRole, RoleFilter};
use crate::{Accounts, AccountsFault};

pub(crate) mod give;

impl Accounts {
    /// A page of the region's roles within the caller's reach, by name, and how many there are in all.
    pub(crate) async fn roles(
        &self,
        scope: &RegionScope,
        role: Option<Role>,
        after: Option<(&str, Uuid)>,
        limit: u64,
    ) -> Result<(Vec<HeldRole>, i64), AccountsFault> {
        scope.require(Permission::ManageRoles)?;
        let limited = scope.reach(Permission::ManageRoles).limit();
        let filter = RoleFilter { role, municipalities: limited.as_deref() };
        let (platform, now) = (self.platform(), self.now());
        Ok(memberships::of_region(platform, scope.slug(), filter, now, after, limit).await?)
    }

    /// Ends a role that somebody has here.
    pub(crate) async fn role_take(
        &self,
        scope: &RegionScope,
        id: Uuid,
    ) -> Result<HeldRole, AccountsFault> {
        scope.require(Permission::ManageRoles)?;
        let found = memberships::find(self.platform(), scope.slug(), id).await?;
        let held = found.ok_or(AccountsFault::NotFound)?;
        if !sees(scope, &held) {
            return Err(AccountsFault::NotFound);
        }
        if !scope.standing().gives(held.role, held.municipality) {
            return Err(AccountsFault::Forbidden);
        }
        if held.role == Role::RegionalCoordinator && scope.actor().account == Some(held.account) {
            return Err(AccountsFault::Conflict("another coordinator must take this role away"));
        }
        if held.ends_at.is_some_and(|ends| ends <= self.now()) {
            return Err(AccountsFault::Conflict("the role has ended already"));
        }
        let tx = scope.begin().await?;
        tx.note("role-take", &format!("{} {}", held.role, held.account));
        memberships::end(self.platform(), id, self.now()).await?;
        tx.commit().await?;
        Ok(held)
    }
}

/// Whether those who give roles see this one: all of the region, or their municipalities' own.
fn sees(scope: &RegionScope, held: &HeldRole) -> bool {
    match (scope.reach(Permission::ManageRoles), held.municipality) {
        (Reach::Region, _) => true,
        (reach, Some(code)) => reach.includes(code),
        (Reach::Municipalities(_) | Reach::Oneself, None) => false,
    }
}

/// The municipality that a role is held for, where it is held for one.
pub(crate) fn checked_scope(
    role: Role,
    municipality: Option<MunicipalityCode>,
) -> Result<Option<MunicipalityCode>, AccountsFault> {
    match (role.scope(), municipality) {
        (Scope::Municipality, None) => {
            Err(AccountsFault::field("municipality", "this role is held for a municipality"))
        }
        (Scope::Region | Scope::Oneself, Some(_)) => {
            Err(AccountsFault::field("municipality", "this role is held for no municipality"))
        }
        (Scope::Nation | Scope::Journey, _) => Err(AccountsFault::Forbidden),
        (Scope::Municipality | Scope::Region | Scope::Oneself, given) => Ok(given),
    }
}

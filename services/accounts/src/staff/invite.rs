//! Inviting one of the staff to sign in, once or again.

use domain::PersonId;
use identity::{Membership, Permission, Reach, Role, Scope};
use people::Staff;
use tenancy::{InRegion, RegionScope, RegionTx};

use super::{Known, read};
use crate::invite::Invitee;
use crate::{Accounts, AccountsFault, InviteFault};

impl Accounts {
    /// Invites somebody to these roles; whoever has an account already gets the roles that they lack.
    pub(crate) async fn staff_invite(
        &self,
        scope: &RegionScope,
        id: PersonId,
        roles: &[Role],
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let known = {
            let tx = scope.begin_snapshot().await?;
            read::known(&tx, id).await?.ok_or(AccountsFault::NotFound)?
        };
        let whom = invitee(scope, &known, roles)?;
        let platform = self.platform().begin().await?;
        let by = scope.actor().account;
        let invited = self.invite_all(&platform, vec![whom], by).await?;
        let account = invited.first().map(|one| one.account()).ok_or(AccountsFault::NotFound)?;
        if known.staff.account == Some(account) {
            // Asked for once more: where they have not been here yet, another mail.
            match self.invite_again(&platform, account, by).await {
                Ok(()) | Err(InviteFault::InUse) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        platform.commit().await.map_err(tenancy::StoreFault::from)?;
        let tx = scope.begin().await?;
        link(&tx, id, account).await?;
        tx.note("staff-invite", &id.to_string());
        tx.commit().await?;
        Ok(())
    }
}

/// Somebody with the roles that they are invited to, all of which the caller may give.
pub(crate) fn invitee(
    scope: &RegionScope,
    known: &Known,
    roles: &[Role],
) -> Result<Invitee, AccountsFault> {
    let email = known.staff.email.clone();
    let email = email.ok_or(AccountsFault::Conflict("they have no e-mail address to invite"))?;
    let memberships = roles.iter().map(|role| membership(scope, &known.staff, *role));
    Ok(Invitee {
        email,
        name: known.staff.name.clone(),
        memberships: memberships.collect::<Result<_, _>>()?,
    })
}

fn membership(scope: &RegionScope, staff: &Staff, role: Role) -> Result<Membership, AccountsFault> {
    if !scope.standing().gives(role, staff.municipality) {
        return Err(AccountsFault::Forbidden);
    }
    let reach = match role.scope() {
        Scope::Region => Reach::Region,
        Scope::Municipality => {
            let code = staff.municipality;
            Reach::municipality(code.ok_or(AccountsFault::Conflict("they have no employer"))?)
        }
        Scope::Oneself => Reach::Oneself,
        Scope::Nation | Scope::Journey => return Err(AccountsFault::Forbidden),
    };
    Ok(Membership::Regional { region: scope.slug().clone(), role, reach })
}

/// Notes which account a person signs in with.
pub(crate) async fn link(
    tx: &RegionTx,
    id: PersonId,
    account: domain::AccountId,
) -> Result<(), AccountsFault> {
    let found = people::staff::whatever_state(tx, id).await?.ok_or(AccountsFault::NotFound)?;
    if found.account == Some(account) {
        return Ok(());
    }
    let staff = Staff { account: Some(account), ..found };
    people::staff::update(tx, &read::changed(&staff, tx.scope().now())).await?;
    Ok(())
}

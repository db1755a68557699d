//! Which account somebody keeps who had two, and what becomes of the other's roles in the region.

use chrono::{DateTime, Utc};
use domain::AccountId;
use identity::Membership;
use people::Staff;
use tenancy::{RegionScope, StoreFault};

use crate::staff::suspend::require_powers_to_give;
use crate::store::inviting;
use crate::store::memberships::{self, HeldRole, NewMembership};
use crate::store::staff_accounts::{self, StaffAccount};
use crate::{Accounts, AccountsFault};

/// Whose account is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignInWith {
    /// That of the person who is kept.
    Keep,
    /// That of the person who is merged into them.
    Merge,
}

/// What becomes of the accounts of two who are one.
#[derive(Clone, Debug)]
pub(crate) struct MergedAccounts {
    /// The account that they sign in with from now on.
    pub(crate) stays: Option<AccountId>,
    /// The one that leaves the region, with the roles that go over to the other.
    goes: Option<(AccountId, Vec<HeldRole>)>,
}

/// Which account stays and which goes. One that was never used goes before one that was.
fn decide(
    keep: (AccountId, bool),
    gone: (AccountId, bool),
    choice: Option<SignInWith>,
) -> Result<(AccountId, AccountId), AccountsFault> {
    let choice = match (choice, keep.1, gone.1) {
        (Some(choice), _, _) => choice,
        (None, true, true) => {
            return Err(AccountsFault::Conflict(
                "both have signed in: choose by signInWith whose account they keep; the other loses its roles here",
            ));
        }
        (None, false, true) => SignInWith::Merge,
        (None, _, false) => SignInWith::Keep,
    };
    Ok(match choice {
        SignInWith::Keep => (keep.0, gone.0),
        SignInWith::Merge => (gone.0, keep.0),
    })
}

impl Accounts {
    /// Decides what becomes of both accounts. Refused where the caller may not do so.
    pub(crate) async fn merged_accounts(
        &self,
        scope: &RegionScope,
        keep: &Staff,
        gone: &Staff,
        choice: Option<SignInWith>,
    ) -> Result<MergedAccounts, AccountsFault> {
        let (own, other) = match (keep.account, gone.account) {
            (Some(own), Some(other)) if own != other => (own, other),
            (own, other) => return Ok(MergedAccounts { stays: own.or(other), goes: None }),
        };
        let known = staff_accounts::of(self.platform(), &[own, other]).await?;
        let used = |id: AccountId| known.get(&id).is_some_and(StaffAccount::is_used);
        let (stays, goes) = decide((own, used(own)), (other, used(other)), choice)?;
        if scope.actor().account == Some(goes) {
            return Err(AccountsFault::Conflict("nobody gives up the account that they act with"));
        }
        let mut held = memberships::in_region(self.platform(), goes, scope.slug()).await?;
        held.retain(|role| role.ends_at.is_none_or(|ends| ends > self.now()));
        require_powers_to_give(scope, &held, gone.municipality.or(keep.municipality))?;
        Ok(MergedAccounts { stays: Some(stays), goes: Some((goes, held)) })
    }

    /// Gives the roles of the account that goes to the one that stays, and ends them. Done again, nothing changes.
    pub(crate) async fn save_merged_accounts(
        &self,
        scope: &RegionScope,
        accounts: &MergedAccounts,
        suspended_at: Option<DateTime<Utc>>,
    ) -> Result<(), AccountsFault> {
        let (Some(stays), Some((goes, held))) = (accounts.stays, &accounts.goes) else {
            return Ok(());
        };
        let now = self.now();
        let tx = self.platform().begin().await?;
        let of_both = inviting::memberships_of(&tx, &[stays], now).await?;
        let has = of_both.get(&stays).cloned().unwrap_or_default();
        let mut given = Vec::new();
        for role in held {
            let region = Some(scope.slug().clone());
            let membership = Membership::parse(role.role, region, role.municipality, None);
            let membership = membership.map_err(|_| AccountsFault::Forbidden)?;
            if !has.contains(&membership) {
                given.push((membership, role));
            }
        }
        let rows: Vec<_> = given
            .iter()
            .map(|(membership, role)| NewMembership {
                account: stays,
                membership,
                begins_at: Some(role.begins_at),
                ends_at: role.ends_at,
                reason: role.reason.as_deref(),
                given_by: role.giver,
            })
            .collect();
        memberships::insert_many(&tx, self.ids(), &rows, now).await?;
        for role in held {
            memberships::end_in(&tx, role.id, now).await?;
        }
        if inviting::memberships_of(&tx, &[*goes], now).await?.is_empty() {
            self.withdraw_invitation(&tx, *goes).await?;
        }
        tx.commit().await.map_err(StoreFault::from)?;
        memberships::suspend(self.platform(), stays, scope.slug(), suspended_at).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_account_in_use_is_kept_and_two_are_chosen_from() {
        let [one, other] = [1, 2].map(|number| AccountId::from_uuid(Uuid::from_u128(number)));
        let ask = |own, others, choice| decide((one, own), (other, others), choice).ok();
        assert_eq!(ask(true, false, None), Some((one, other)));
        assert_eq!(ask(false, true, None), Some((other, one)));
        assert_eq!(ask(false, false, None), Some((one, other)));
        assert_eq!(ask(true, true, None), None);
        assert_eq!(ask(true, true, Some(SignInWith::Merge)), Some((other, one)));
        assert_eq!(ask(false, true, Some(SignInWith::Keep)), Some((one, other)));
    }
}

//! Merging two persons who are the same: one is kept, with all that was held on both; the other leads to them.

use domain::PersonId;
use identity::Permission;
use people::{HandOverFault, Staff};
use tenancy::{InRegion, RegionScope};

use super::read;
use crate::{Accounts, AccountsFault};

mod account;

pub(crate) use account::SignInWith;

/// Two persons who are the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merge {
    /// Who stays, and whose details hold.
    pub(crate) keep: PersonId,
    /// Who goes.
    pub(crate) gone: PersonId,
    /// Whose account they keep, where both have one; `None` for the one that is in use.
    pub(crate) sign_in_with: Option<SignInWith>,
}

impl Accounts {
    /// Merges two of the staff: whatever services hold on the one is the other's then.
    pub(crate) async fn staff_merge(
        &self,
        scope: &RegionScope,
        merge: Merge,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let tx = scope.begin_serial().await?;
        let keep = people::staff::find(&tx, merge.keep).await?.ok_or(AccountsFault::NotFound)?;
        let gone = people::staff::find(&tx, merge.gone).await?.ok_or(AccountsFault::NotFound)?;
        if keep.id == gone.id {
            return Err(AccountsFault::field("merge", "expected another person"));
        }
        let accounts = self.merged_accounts(scope, &keep, &gone, merge.sign_in_with).await?;
        for holder in self.holders() {
            holder.hand_over(&tx, gone.id, keep.id).await?;
        }
        let (keep, gone) = decide(keep, gone, accounts.stays);
        let now = tx.scope().now();
        people::merged::merge(&tx, &read::changed(&gone, now), &read::changed(&keep, now)).await?;
        tx.note("staff-merge", &format!("{} {}", gone.id, keep.id));
        // On the platform first: asked for once more, the same is done again.
        self.save_merged_accounts(scope, &accounts, keep.suspended_at).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Both as they are to be: what the one who stays does not have, they get from the other.
fn decide(keep: Staff, gone: Staff, account: Option<domain::AccountId>) -> (Staff, Staff) {
    let same_employer = keep.municipality.is_none() || keep.municipality == gone.municipality;
    let named = keep.given_name.is_some() || gone.given_name.is_none();
    let from = if named { &keep } else { &gone };
    let (name, given_name, family_name) =
        (from.name.clone(), from.given_name.clone(), from.family_name.clone());
    let gives_email = keep.email.is_none();
    let number = gone.staff_number.clone().filter(|_| same_employer);
    let kept = Staff {
        name,
        given_name,
        family_name,
        email: keep.email.or_else(|| gone.email.clone()),
        staff_number: keep.staff_number.or(number),
        municipality: keep.municipality.or(gone.municipality),
        account,
        // Whoever was to be protected or kept out still is.
        protected: keep.protected || gone.protected,
        suspended_at: keep.suspended_at.or(gone.suspended_at),
        ..keep
    };
    // An address that they do not get stays where it is, and leads to them.
    let email = gone.email.filter(|_| !gives_email);
    (kept, Staff { email, account: None, ..gone })
}

impl From<HandOverFault> for AccountsFault {
    fn from(fault: HandOverFault) -> Self {
        match fault {
            HandOverFault::Clash(told) => Self::Conflict(told),
            HandOverFault::Store(fault) => fault.into(),
        }
    }
}

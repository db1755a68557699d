//! What somebody who has signed in is: their account, and what they are members of, by name.

use domain::{AccountId, Slug};
use identity::{Caller, Membership, Permission, Role};
use tenancy::{Enter, GateFault, MunicipalityName, Operation};

use crate::{Accounts, AccountsFault, store};

/// An account with its memberships.
pub(crate) struct Myself {
    pub(crate) id: AccountId,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) memberships: Vec<MyMembership>,
}

/// A membership, by name.
pub(crate) struct MyMembership {
    pub(crate) role: Role,
    pub(crate) region: Option<(Slug, String)>,
    pub(crate) municipality: Option<MunicipalityName>,
}

impl Accounts {
    /// The caller's own account; `None` for nobody.
    pub(crate) async fn me(&self, caller: &Caller) -> Result<Option<Myself>, AccountsFault> {
        let Some(id) = caller.account_id() else { return Ok(None) };
        let Some(email) = store::accounts::email_of(self.platform(), id).await? else {
            return Ok(None);
        };
        let mut memberships = Vec::new();
        for membership in caller.memberships() {
            memberships.extend(self.named(caller, membership).await?);
        }
        Ok(Some(Myself { id, email, name: caller.name().to_owned(), memberships }))
    }

    /// Nothing for a membership of a region that is not there any more.
    async fn named(
        &self,
        caller: &Caller,
        membership: &Membership,
    ) -> Result<Option<MyMembership>, AccountsFault> {
        let role = membership.role();
        let Some(region) = membership.region() else {
            return Ok(Some(MyMembership { role, region: None, municipality: None }));
        };
        // For names alone: a membership of what is no longer there is no attempt to get in.
        let names = Operation::begin();
        let entered = caller.enter(&names, &self.regions, region, Permission::ReadOwn).await;
        let scope = match entered {
            Ok(scope) => scope,
            Err(GateFault::Store(fault)) => return Err(fault.into()),
            Err(GateFault::NotFound | GateFault::Forbidden | GateFault::Unauthenticated) => {
                return Ok(None);
            }
        };
        let municipality = match membership.municipality() {
            None => None,
            Some(code) => scope.municipalities().await?.get(code).cloned(),
        };
        let region = Some((region.clone(), scope.name().to_owned()));
        Ok(Some(MyMembership { role, region, municipality }))
    }
}

//! Which providers there are: by name for whoever wants to sign in, whole for those who see to them.

use domain::{AccountId, Slug};
use identity::{Membership, Permission};
use tenancy::RegionScope;

use super::OpenIdFault as Fault;
use super::provider::Provider;
use super::set_provider::reaches;
use crate::create::normal;
use crate::store::account_state;
use crate::store::identity_providers::{self, Named};
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Where somebody with this address, or somebody of this region, can sign in.
    ///
    /// The domain of the address alone decides: whether there is an account with it is not told.
    pub(crate) async fn sign_in_providers(
        &self,
        email: Option<&str>,
        region: Option<&str>,
    ) -> Result<Vec<Named>, AccountsFault> {
        if self.openid.is_none() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        if let Some((_, domain)) = email.map(normal).as_deref().and_then(|e| e.rsplit_once('@')) {
            found.extend(identity_providers::active_for(self.platform(), domain).await?);
        }
        if let Some(region) = region.and_then(|region| Slug::parse(region).ok()) {
            let of_region = identity_providers::active_in(self.platform(), &region).await?;
            let new = |one: &Named| found.iter().all(|known| known.id != one.id);
            let new: Vec<Named> = of_region.into_iter().filter(new).collect();
            found.extend(new);
        }
        Ok(found)
    }

    /// The providers that may let somebody into this account, by name: those of its region that cover all that it is.
    pub(crate) async fn providers_for(
        &self,
        account: AccountId,
    ) -> Result<Vec<Named>, AccountsFault> {
        let state = account_state::by_id(self.platform(), account, self.now()).await?;
        let memberships = state.map(|state| state.memberships).unwrap_or_default();
        let region = memberships.first().and_then(Membership::region);
        let (true, Some(region)) = (self.openid.is_some(), region) else { return Ok(Vec::new()) };
        let mut found = identity_providers::of_region(self.platform(), region).await?;
        found.retain(|one| one.active && memberships.iter().all(|held| one.covers(held)));
        Ok(found.into_iter().map(|one| Named { id: one.id, name: one.name }).collect())
    }

    /// The region's providers that the caller sees to, by name.
    pub(crate) async fn providers_of(&self, scope: &RegionScope) -> Result<Vec<Provider>, Fault> {
        scope.require(Permission::ManageSignIn)?;
        let mut all = identity_providers::of_region(self.platform(), scope.slug()).await?;
        all.retain(|provider| reaches(scope, provider));
        Ok(all)
    }

    /// What a provider must be told to send people back to; `None` where sign-in by providers is not set up here.
    pub(crate) fn callback(&self, scope: &RegionScope) -> Result<Option<String>, Fault> {
        scope.require(Permission::ManageSignIn)?;
        Ok(self.openid.as_ref().map(super::OpenId::callback))
    }
}

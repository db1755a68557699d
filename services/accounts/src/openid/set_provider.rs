//! Setting a region's providers up, changing them, and taking them away.

use domain::IdentityProviderId;
use graph::FieldFault;
use identity::{Permission, Reach, SecretKey};
use tenancy::RegionScope;

use super::OpenIdFault as Fault;
use super::identify::PURPOSE;
use super::proposal::{Accepted, Proposal};
use super::provider::Provider;
use crate::{Accounts, store};

/// More than a region has municipalities.
const MOST: usize = 100;

impl Accounts {
    /// Sets a provider up, or changes it.
    ///
    /// Another issuer knows people by other names: the links to accounts go. It also gets no secret that was another's.
    /// Sessions that its word began end where that is not taken any more, or stands for less.
    pub(crate) async fn set_provider(
        &self,
        scope: &RegionScope,
        proposal: Proposal,
    ) -> Result<Provider, Fault> {
        scope.require(Permission::ManageSignIn)?;
        let openid = self.openid()?;
        let old = match proposal.id {
            Some(id) => Some(self.provider_within(scope, id).await?),
            None => None,
        };
        let municipalities = scope.municipalities().await?;
        let reach = scope.reach(Permission::ManageSignIn);
        let accepted = proposal.accept(&openid.outbound, |code| {
            municipalities.get(code).is_some() && reach.includes(code)
        });
        let accepted = accepted.map_err(Fault::Invalid)?;
        if reach != Reach::Region && accepted.municipality.is_none() {
            let fault = FieldFault::new("municipality", "expected one's own");
            return Err(Fault::Invalid(vec![fault]));
        }
        if old.is_none() && self.providers_of(scope).await?.len() >= MOST {
            return Err(Fault::TooMany);
        }
        let elsewhere = old.as_ref().is_none_or(|old| old.issuer != accepted.issuer);
        let provider = self.provider(scope, accepted, old.as_ref(), elsewhere)?;
        let noted = scope.begin().await?;
        noted.note("identity-provider-set", &provider.id.to_string());
        let tx = self.platform().begin().await?;
        store::identity_providers::set(&tx, &provider, old.is_none(), self.now()).await?;
        if elsewhere {
            store::identity_links::remove_all(&tx, provider.id).await?;
        }
        if old.is_some_and(|old| elsewhere || vouches_less(&old, &provider)) {
            store::sessions::end_by_provider(&tx, provider.id, self.now()).await?;
        }
        // Told first: a change that nobody is told of would be worse than a notice of one that failed.
        noted.commit().await?;
        tx.commit().await.map_err(tenancy::StoreFault::from)?;
        Ok(provider)
    }

    /// Takes a provider away, and ends the sessions that its word began. Who signs in by it has to find another way.
    pub(crate) async fn remove_provider(
        &self,
        scope: &RegionScope,
        id: IdentityProviderId,
    ) -> Result<(), Fault> {
        scope.require(Permission::ManageSignIn)?;
        let provider = self.provider_within(scope, id).await?;
        let noted = scope.begin().await?;
        noted.note("identity-provider-remove", &provider.id.to_string());
        let tx = self.platform().begin().await?;
        store::identity_providers::remove(&tx, provider.id).await?;
        store::sessions::end_by_provider(&tx, provider.id, self.now()).await?;
        noted.commit().await?;
        tx.commit().await.map_err(tenancy::StoreFault::from)?;
        Ok(())
    }

    /// The provider with this id, where it is the region's and within reach.
    pub(super) async fn provider_within(
        &self,
        scope: &RegionScope,
        id: IdentityProviderId,
    ) -> Result<Provider, Fault> {
        let found = store::identity_providers::find(self.platform(), id).await?;
        let own =
            |provider: &Provider| provider.region == *scope.slug() && reaches(scope, provider);
        found.filter(own).ok_or(Fault::NotFound)
    }

    fn provider(
        &self,
        scope: &RegionScope,
        accepted: Accepted,
        old: Option<&Provider>,
        elsewhere: bool,
    ) -> Result<Provider, Fault> {
        let id = old.map_or_else(|| IdentityProviderId::next(self.ids()), |old| old.id);
        let key = &self.openid()?.settings.secret_key;
        let sealed_secret = match (accepted.client_secret, old) {
            (Some(secret), _) => seal(key, id, &secret)?,
            (None, Some(old)) if !elsewhere => old.sealed_secret.clone(),
            (None, _) => {
                let fault = FieldFault::new("clientSecret", "expected the issuer's secret for us");
                return Err(Fault::Invalid(vec![fault]));
            }
        };
        Ok(Provider {
            id,
            region: scope.slug().clone(),
            municipality: accepted.municipality,
            name: accepted.name,
            issuer: accepted.issuer,
            client_id: accepted.client_id,
            sealed_secret,
            domains: accepted.domains,
            creates: accepted.creates,
            second_factor: accepted.second_factor,
            active: accepted.active,
        })
    }
}

/// Whether a provider's word is taken for less than before: in use no more, or its second factor not for ours.
fn vouches_less(old: &Provider, new: &Provider) -> bool {
    (old.active && !new.active)
        || (old.second_factor.trusted && old.second_factor != new.second_factor)
        || old.municipality != new.municipality
}

/// Whether the caller may see to this provider: all of the region's, or those of their own municipality.
pub(super) fn reaches(scope: &RegionScope, provider: &Provider) -> bool {
    let reach = scope.reach(Permission::ManageSignIn);
    match provider.municipality {
        Some(code) => reach.includes(code),
        None => reach == Reach::Region,
    }
}

fn seal(key: &SecretKey, id: IdentityProviderId, secret: &str) -> Result<String, Fault> {
    Ok(key.seal(PURPOSE, &id.to_string(), secret.as_bytes())?)
}

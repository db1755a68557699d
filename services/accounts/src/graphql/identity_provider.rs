//! A region's identity providers, as those see and type them who see to them. The secret is typed and never shown.

use async_graphql::{Enum, ID, InputObject, SimpleObject};
use graph::{FieldFault, Municipality, Refusal, Role};
use tenancy::Municipalities;

use crate::openid::provider::Provider;
use crate::openid::{Problem, Proposal};

/// Where a region or one of its municipalities lets people sign in, by OpenID Connect.
#[derive(SimpleObject)]
pub(super) struct IdentityProvider {
    id: ID,
    name: String,
    /// Set where it is one municipality's, for its staff alone.
    municipality: Option<Municipality>,
    issuer: String,
    client_id: String,
    /// Of the e-mail addresses that it may vouch for.
    domains: Vec<String>,
    /// The role of accounts that are made for those who have none; null where none are made.
    created_role: Option<Role>,
    /// Whether a second factor that was proven there stands for ours.
    trusts_second_factor: bool,
    /// The `acr` that says so; without one, `mfa` among the `amr` does.
    second_factor_acr: Option<String>,
    /// Whether people can sign in by it.
    active: bool,
}

impl IdentityProvider {
    pub(super) fn show(provider: Provider, names: &Municipalities) -> Self {
        let shown = |code| Municipality::named(code, names);
        Self {
            id: provider.id.to_string().into(),
            name: provider.name,
            municipality: provider.municipality.map(shown),
            issuer: provider.issuer,
            client_id: provider.client_id,
            domains: provider.domains,
            created_role: provider.creates.map(Into::into),
            trusts_second_factor: provider.second_factor.trusted,
            second_factor_acr: provider.second_factor.acr,
            active: provider.active,
        }
    }
}

/// A provider to set up, or to change.
#[derive(InputObject)]
pub(super) struct IdentityProviderSetInput {
    pub(super) region: String,
    /// The one to change; null for a new one.
    id: Option<ID>,
    /// Shown on the sign-in page, after "Logga in med".
    name: String,
    /// SCB code; set where it is one municipality's, for its staff alone.
    municipality: Option<String>,
    issuer: String,
    client_id: String,
    /// Null keeps the one that is there, unless the issuer is another.
    client_secret: Option<String>,
    domains: Vec<String>,
    /// Null where no accounts are made.
    created_role: Option<Role>,
    #[graphql(default)]
    trusts_second_factor: bool,
    second_factor_acr: Option<String>,
    #[graphql(default = true)]
    active: bool,
}

impl IdentityProviderSetInput {
    pub(super) fn read(self) -> Result<Proposal, Refusal> {
        let id = self.id.map(|id| id.parse().map_err(|_| Refusal::NotFound)).transpose()?;
        if self.domains.len() > 100 {
            let fault = FieldFault::new("domains", "expected 1 to 20 domains: kommunen.se");
            return Err(Refusal::InvalidInput(vec![fault]));
        }
        Ok(Proposal {
            id,
            municipality: self.municipality,
            name: self.name,
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret: self.client_secret,
            domains: self.domains,
            created_role: self.created_role.map(identity::Role::from),
            trusts_second_factor: self.trusts_second_factor,
            second_factor_acr: self.second_factor_acr,
            active: self.active,
        })
    }
}

/// A provider of a region.
#[derive(InputObject)]
pub(super) struct IdentityProviderInput {
    pub(super) region: String,
    pub(super) id: ID,
}

/// What came of trying a provider out.
#[derive(SimpleObject)]
pub(super) struct IdentityProviderCheck {
    /// Null where sign-in by it should work.
    pub(super) problem: Option<IdentityProviderProblem>,
}

/// What is wrong with a provider.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Problem")]
pub(super) enum IdentityProviderProblem {
    /// Nobody answers at its address.
    NoAnswer,
    /// Its address, or one that it names, is not a public one by https.
    NotPublic,
    /// There is an answer, and it is no provider's.
    NoProvider,
    /// It calls itself by another address.
    OtherIssuer,
    /// It publishes no keys, or signs with none that we believe.
    NoKeys,
    /// It does not let people sign in by a code.
    NoCodes,
}

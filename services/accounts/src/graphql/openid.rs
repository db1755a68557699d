//! Signing in by an identity provider, and seeing to a region's: the slices of `Query` and `Mutation`.

use async_graphql::{Context, ID, Object, SimpleObject};
use graph::Refusal;
use identity::{LinkToken, Permission};
use tenancy::RegionScope;

use super::accounts;
use super::identity_provider::{
    IdentityProvider, IdentityProviderCheck, IdentityProviderInput, IdentityProviderSetInput,
};
use super::tokens::Tokens;
use crate::openid::Callback;
use crate::store::identity_providers::Named;
use crate::throttle::ClientAddress;

/// Where one can sign in.
#[derive(SimpleObject)]
pub(super) struct SignInProvider {
    id: ID,
    name: String,
}

impl SignInProvider {
    pub(super) fn show(one: Named) -> Self {
        Self { id: one.id.to_string().into(), name: one.name }
    }
}

/// A sign-in at a provider that has begun.
#[derive(SimpleObject)]
struct OidcBegun {
    /// Where the browser is to go.
    url: String,
    /// What the browser keeps, and brings back with the provider's answer.
    browser_proof: String,
}

/// What sign-in by providers adds to the queries.
#[derive(Default)]
pub struct OpenIdQuery;

#[Object]
impl OpenIdQuery {
    /// Where somebody can sign in: by the domain of their e-mail address, by their region, or by both. Whether there
    /// is an account with the address makes no difference.
    async fn sign_in_providers(
        &self,
        context: &Context<'_>,
        email: Option<String>,
        region: Option<String>,
    ) -> async_graphql::Result<Vec<SignInProvider>> {
        let found = accounts(context)?.sign_in_providers(email.as_deref(), region.as_deref());
        let found = found.await.map_err(Refusal::from)?.into_iter();
        Ok(found.map(SignInProvider::show).collect())
    }
}

/// What sign-in by providers adds to the mutations.
#[derive(Default)]
pub struct OpenIdMutation;

#[Object]
impl OpenIdMutation {
    /// Begins to sign in at a provider.
    async fn oidc_begin(
        &self,
        context: &Context<'_>,
        provider: ID,
        #[graphql(desc = "The token of an invitation that is accepted by signing in.")]
        invitation: Option<String>,
    ) -> async_graphql::Result<OidcBegun> {
        let from = context.data_opt::<ClientAddress>().copied().unwrap_or_default();
        let provider = provider.parse().map_err(|_| Refusal::NotFound)?;
        let invitation = invitation.map(LinkToken::presented);
        let begun = accounts(context)?.begin_openid(provider, invitation.as_ref(), from).await;
        let begun = begun.map_err(Refusal::from)?;
        Ok(OidcBegun { url: begun.url, browser_proof: begun.browser_proof })
    }

    /// Ends a sign-in with what the provider answered: its `state`, its `code` or `error`, and `iss` as `issuer`.
    ///
    /// Refused by the path of what does not hold: `state`, `issuer`, `error`, `provider`, `code`, `identity`,
    /// `email`, `domain`, `account` or `suspended`.
    async fn oidc_complete(
        &self,
        context: &Context<'_>,
        state: String,
        code: Option<String>,
        error: Option<String>,
        issuer: Option<String>,
        browser_proof: String,
    ) -> async_graphql::Result<Tokens> {
        let callback = Callback { state, code, error, issuer, browser_proof };
        let tokens = accounts(context)?.complete_openid(callback).await;
        Ok(Tokens::show(tokens.map_err(Refusal::from)?))
    }

    /// Sets one of a region's identity providers up, or changes it.
    async fn identity_provider_set(
        &self,
        context: &Context<'_>,
        input: IdentityProviderSetInput,
    ) -> async_graphql::Result<IdentityProvider> {
        let scope = graph::enter(context, &input.region, Permission::ManageSignIn).await?;
        let set = accounts(context)?.set_provider(&scope, input.read()?).await;
        let names = scope.municipalities().await.map_err(Refusal::from)?;
        Ok(IdentityProvider::show(set.map_err(Refusal::from)?, &names))
    }

    /// Takes an identity provider away.
    async fn identity_provider_remove(
        &self,
        context: &Context<'_>,
        input: IdentityProviderInput,
    ) -> async_graphql::Result<bool> {
        let scope = graph::enter(context, &input.region, Permission::ManageSignIn).await?;
        let id = input.id.parse().map_err(|_| Refusal::NotFound)?;
        let removed = accounts(context)?.remove_provider(&scope, id).await;
        removed.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Tries an identity provider out: looks for it, and at what it says of itself.
    async fn identity_provider_check(
        &self,
        context: &Context<'_>,
        input: IdentityProviderInput,
    ) -> async_graphql::Result<IdentityProviderCheck> {
        let scope = graph::enter(context, &input.region, Permission::ManageSignIn).await?;
        let id = input.id.parse().map_err(|_| Refusal::NotFound)?;
        let problem = accounts(context)?.check_provider(&scope, id).await;
        let problem = problem.map_err(Refusal::from)?.map(Into::into);
        Ok(IdentityProviderCheck { problem })
    }
}

/// What sign-in by providers adds to a region.
pub struct RegionSignIn {
    scope: RegionScope,
}

impl RegionSignIn {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionSignIn {
    /// The identity providers that people of the region sign in by, by name: a hundred at most.
    async fn identity_providers(
        &self,
        context: &Context<'_>,
    ) -> async_graphql::Result<Vec<IdentityProvider>> {
        let accounts = accounts(context)?;
        let found = accounts.providers_of(&self.scope).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(found.into_iter().map(|one| IdentityProvider::show(one, &names)).collect())
    }

    /// What an identity provider must be told to send people back to; null where sign-in by providers is not set up on
    /// this deployment.
    #[expect(clippy::unused_async, reason = "what the library takes for a field")]
    async fn identity_provider_redirect(
        &self,
        context: &Context<'_>,
    ) -> async_graphql::Result<Option<String>> {
        Ok(accounts(context)?.callback(&self.scope).map_err(Refusal::from)?)
    }
}

//! Beginning to sign in at a provider: where the browser is to go, and what it must bring back.

use chrono::TimeDelta;
use domain::IdentityProviderId;
use identity::LinkToken;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{AuthenticationContextClass, CsrfToken, Nonce, PkceCodeChallenge, Scope};

use super::identify::client;
use super::provider::Provider;
use super::{OpenIdFault as Fault, digest};
use crate::store::sign_in_attempts::{self, Attempt, Key};
use crate::throttle::ClientAddress;
use crate::{Accounts, store};

/// Somebody who has not come back by then begins anew.
const LIFE: TimeDelta = TimeDelta::minutes(10);
/// 256 bits.
const RANDOM_BYTES: u32 = 32;

/// A sign-in that has begun.
pub(crate) struct Begun {
    /// Where the browser is to go.
    pub(crate) url: String,
    /// What the browser keeps, so that nobody else can end what it began.
    pub(crate) browser_proof: String,
}

impl Accounts {
    /// Begins a sign-in at a provider that is in use; with an invitation, one that accepts it.
    pub(crate) async fn begin_openid(
        &self,
        provider: IdentityProviderId,
        invitation: Option<&LinkToken>,
        from: ClientAddress,
    ) -> Result<Begun, Fault> {
        self.count_sign_in_begun(from).await?;
        let provider = self.active_provider(provider).await?;
        let invitation = match invitation {
            Some(token) => Some(self.open_invitation(token).await?.id),
            None => None,
        };
        let openid = self.openid()?;
        let metadata = openid.discovered.of(&provider.issuer, &openid.outbound, self.now()).await;
        let metadata = metadata.map_err(|fault| unreachable(&provider, &fault))?;
        let client = client(openid, &provider, &metadata)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client
            .authorize_url(
                flow,
                || CsrfToken::new_random_len(RANDOM_BYTES),
                || Nonce::new_random_len(RANDOM_BYTES),
            )
            .add_scopes(["email", "profile"].map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(challenge);
        if let Some(acr) = &provider.second_factor.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (url, state, nonce) = request.url();
        let browser_proof = CsrfToken::new_random_len(RANDOM_BYTES).into_secret();
        let key = Key { state: digest(state.secret()), browser: digest(&browser_proof) };
        let attempt = Attempt {
            provider: provider.id,
            invitation,
            nonce: nonce.secret().clone(),
            pkce_verifier: verifier.into_secret(),
        };
        let now = self.now();
        let expires_at = now.checked_add_signed(LIFE).unwrap_or(now);
        sign_in_attempts::insert(self.platform(), &key, &attempt, now, expires_at).await?;
        Ok(Begun { url: url.into(), browser_proof })
    }

    /// The provider with this id, while it is in use.
    pub(super) async fn active_provider(&self, id: IdentityProviderId) -> Result<Provider, Fault> {
        let provider = store::identity_providers::find(self.platform(), id).await?;
        provider.filter(|provider| provider.active).ok_or(Fault::NotFound)
    }
}

/// The provider's fault, which its operators find out of by us asking them.
pub(super) fn unreachable(provider: &Provider, cause: &impl std::error::Error) -> Fault {
    let why = cause.source().map(ToString::to_string).unwrap_or_default();
    tracing::warn!(provider = %provider.id, cause = %cause, why, "an identity provider cannot be used");
    Fault::Unreachable
}

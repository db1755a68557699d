//! From a provider's code to a proven identity: the code is exchanged, and every claim of the ID token held against
//! what we asked for. Knows no account.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use identity::SecretKey;
use openidconnect::core::{
    CoreClient, CoreClientAuthMethod, CoreIdTokenClaims, CoreIdTokenVerifier,
    CoreJwsSigningAlgorithm, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId,
    ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, Nonce, OAuth2TokenResponse,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, SignatureVerificationError, TokenResponse,
};

use super::begin::unreachable;
use super::discovery::Metadata;
use super::provider::Provider;
use super::{LONGEST, OpenId, OpenIdFault as Fault};
use crate::create::normal;
use crate::store::sign_in_attempts::Attempt;

/// A provider that is slower than this is as good as down.
const PATIENCE: Duration = Duration::from_secs(8);
/// So much, a provider's clock may be ahead of ours.
const AHEAD: TimeDelta = TimeDelta::minutes(2);
/// What client secrets are sealed for.
pub(super) const PURPOSE: &str = "identity-provider";

/// Signed by the provider's own key: never by a secret that others share, and never not at all.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Who somebody is, as a provider has proven it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// What the provider knows them by, for ever.
    pub(super) subject: String,
    /// In the form in which addresses are compared; `None` where it is not verified.
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    /// Whether they have proven a second factor there, of a provider whose second factor stands for ours.
    pub(super) second_factor: bool,
}

pub(super) type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Us, as the provider knows us.
pub(super) fn client(
    openid: &OpenId,
    provider: &Provider,
    metadata: &Metadata,
) -> Result<Client, Fault> {
    let secret = open(&openid.settings.secret_key, provider)?;
    let callback = RedirectUrl::new(openid.callback()).map_err(|_| Fault::NotSetUp)?;
    let endpoint = metadata.authorization_endpoint().url();
    openid.outbound.allows(endpoint).map_err(|fault| unreachable(provider, &fault))?;
    let id = ClientId::new(provider.client_id.clone());
    let secret = Some(ClientSecret::new(secret));
    let client = CoreClient::from_provider_metadata(metadata.clone(), id, secret);
    let client = client.set_redirect_uri(callback);
    let methods = metadata.token_endpoint_auth_methods_supported();
    let knows = |method| methods.is_some_and(|methods| methods.contains(&method));
    let in_body = knows(CoreClientAuthMethod::ClientSecretPost)
        && !knows(CoreClientAuthMethod::ClientSecretBasic);
    Ok(if in_body { client.set_auth_type(AuthType::RequestBody) } else { client })
}

fn open(key: &SecretKey, provider: &Provider) -> Result<String, Fault> {
    let bytes = key.open(PURPOSE, &provider.id.to_string(), &provider.sealed_secret)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl OpenId {
    /// Who has come back with `code`.
    pub(super) async fn identify(
        &self,
        provider: &Provider,
        attempt: Attempt,
        code: String,
        now: DateTime<Utc>,
    ) -> Result<Identity, Fault> {
        let identified = self.identify_slowly(provider, attempt, code, now);
        tokio::time::timeout(PATIENCE, identified).await.map_err(|_| Fault::Unreachable)?
    }

    async fn identify_slowly(
        &self,
        provider: &Provider,
        attempt: Attempt,
        code: String,
        now: DateTime<Utc>,
    ) -> Result<Identity, Fault> {
        let metadata = self.discovered.of(&provider.issuer, &self.outbound, now).await;
        let metadata = metadata.map_err(|fault| unreachable(provider, &fault))?;
        let client = client(self, provider, &metadata)?;
        let exchange = client.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.map_err(|_| Fault::Incomplete)?;
        let verifier = PkceCodeVerifier::new(attempt.pkce_verifier);
        let answer = exchange.set_pkce_verifier(verifier).request_async(&self.outbound).await;
        let answer = answer.map_err(|fault| match fault {
            RequestTokenError::ServerResponse(_) => {
                tracing::info!(provider = %provider.id, cause = %fault, "a code was refused");
                Fault::CodeRefused
            }
            _ => unreachable(provider, &fault),
        })?;
        let nonce = Nonce::new(attempt.nonce);
        let claims = match verified(&client, &answer, &nonce, now) {
            Err(Unproven::UnknownKey) => {
                let metadata = self.discovered.again(&provider.issuer, &self.outbound, now).await;
                let metadata = metadata.map_err(|fault| unreachable(provider, &fault))?;
                let client = self::client(self, provider, &metadata)?;
                verified(&client, &answer, &nonce, now)
            }
            claims => claims,
        };
        let claims = claims.map_err(|unproven| {
            tracing::warn!(provider = %provider.id, ?unproven, "an ID token does not hold");
            Fault::NotProven
        })?;
        let more = match claims.email() {
            Some(_) => None,
            None => self.user_info(&client, provider, &answer, &claims).await?,
        };
        Ok(identity(provider, &claims, more.as_ref()))
    }

    /// What the ID token leaves out, some providers tell when they are asked for it.
    async fn user_info(
        &self,
        client: &Client,
        provider: &Provider,
        answer: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Option<CoreUserInfoClaims>, Fault> {
        let token = answer.access_token().clone();
        if !token.secret().bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Fault::NotProven);
        }
        // Told of somebody else, it is refused.
        let Ok(request) = client.user_info(token, Some(claims.subject().clone())) else {
            return Ok(None);
        };
        let told = request.request_async(&self.outbound).await;
        told.map(Some).map_err(|fault| unreachable(provider, &fault))
    }
}

/// Why an ID token proves nothing.
#[derive(Debug)]
enum Unproven {
    /// Signed by a key that we do not know, or not yet.
    UnknownKey,
    /// There is none.
    Missing,
    /// It says something else than it should.
    Claims(#[expect(dead_code, reason = "told in the log")] ClaimsVerificationError),
    /// The access token beside it is another's.
    OtherAccessToken,
    /// What the provider knows somebody by is too long to be kept.
    TooLong,
}

/// The claims of an ID token that was made for us, just now, for this sign-in.
fn verified(
    client: &Client,
    answer: &CoreTokenResponse,
    nonce: &Nonce,
    now: DateTime<Utc>,
) -> Result<CoreIdTokenClaims, Unproven> {
    let token = answer.id_token().ok_or(Unproven::Missing)?;
    let latest = now.checked_add_signed(AHEAD).unwrap_or(now);
    let issued = move |at: DateTime<Utc>| {
        if at <= latest { Ok(()) } else { Err("issued in the future".to_owned()) }
    };
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_issue_time_verifier_fn(issued)
        .set_time_fn(move || now);
    let claims = token.claims(&verifier, nonce).map_err(|fault| match fault {
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        ) => Unproven::UnknownKey,
        fault => Unproven::Claims(fault),
    })?;
    if claims.subject().len() > 255 {
        return Err(Unproven::TooLong);
    }
    if let Some(expected) = claims.access_token_hash()
        && hash_of(answer.access_token(), token, &verifier).is_some_and(|hash| hash != *expected)
    {
        return Err(Unproven::OtherAccessToken);
    }
    Ok(claims.clone())
}

/// `None` for algorithms that the standard gives no such hash.
fn hash_of(
    access: &AccessToken,
    token: &openidconnect::core::CoreIdToken,
    verifier: &CoreIdTokenVerifier<'_>,
) -> Option<AccessTokenHash> {
    let key = token.signing_key(verifier).ok()?;
    AccessTokenHash::from_token(access, token.signing_alg().ok()?, key).ok()
}

fn identity(
    provider: &Provider,
    claims: &CoreIdTokenClaims,
    more: Option<&CoreUserInfoClaims>,
) -> Identity {
    let (email, verified) = match (claims.email(), more) {
        (None, Some(more)) => (more.email(), more.email_verified()),
        (email, _) => (email, claims.email_verified()),
    };
    let email = email.filter(|_| verified == Some(true)).map(|email| normal(email));
    let name = claims.name().or_else(|| more.and_then(CoreUserInfoClaims::name));
    let name =
        name.and_then(|name| name.get(None)).map(|name| name.chars().take(LONGEST).collect());
    Identity {
        subject: claims.subject().to_string(),
        email,
        name,
        second_factor: second_factor(provider, claims),
    }
}

fn second_factor(provider: &Provider, claims: &CoreIdTokenClaims) -> bool {
    let proven = match &provider.second_factor.acr {
        Some(acr) => claims.auth_context_ref().is_some_and(|said| **said == *acr),
        None => claims.auth_method_refs().is_some_and(|all| all.iter().any(|one| **one == *"mfa")),
    };
    provider.second_factor.trusted && proven
}

//! What a provider publishes of itself: read once an hour, and again when it signs with a key that is not known.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, DiscoveryError, IssuerUrl, ProviderMetadata};
use serde::{Deserialize, Serialize};
use tokio::sync::RwLock;

use super::outbound::{Outbound, OutboundFault};

/// So long, what was read is believed.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// Whoever brings unknown keys does not make us read more often than this.
const READ_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(10);
/// More providers than this have not been asked for lately.
const MOST: usize = 1_000;

/// Why nothing was found.
pub(super) type Undiscovered = DiscoveryError<OutboundFault>;

/// What a provider publishes, with its keys.
pub(super) type Metadata = ProviderMetadata<
    AnswersWithIssuer,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Whether the provider names itself in its answers, RFC 9207.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct AnswersWithIssuer {
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for AnswersWithIssuer {}

struct Known {
    metadata: Arc<Metadata>,
    read_at: DateTime<Utc>,
}

/// What has been read, by issuer.
#[derive(Default)]
pub(super) struct Discovered(RwLock<HashMap<String, Known>>);

impl Discovered {
    /// What the issuer publishes.
    pub(super) async fn of(
        &self,
        issuer: &str,
        outbound: &Outbound,
        now: DateTime<Utc>,
    ) -> Result<Arc<Metadata>, Undiscovered> {
        match self.younger_than(FRESH, issuer, now).await {
            Some(metadata) => Ok(metadata),
            None => self.read(issuer, outbound, now).await,
        }
    }

    /// The same, read again unless it just was.
    pub(super) async fn again(
        &self,
        issuer: &str,
        outbound: &Outbound,
        now: DateTime<Utc>,
    ) -> Result<Arc<Metadata>, Undiscovered> {
        match self.younger_than(READ_AGAIN_AFTER, issuer, now).await {
            Some(metadata) => Ok(metadata),
            None => self.read(issuer, outbound, now).await,
        }
    }

    async fn younger_than(
        &self,
        age: TimeDelta,
        issuer: &str,
        now: DateTime<Utc>,
    ) -> Option<Arc<Metadata>> {
        let known = self.0.read().await;
        let known = known.get(issuer)?;
        let young = now.signed_duration_since(known.read_at).abs() < age;
        young.then(|| Arc::clone(&known.metadata))
    }

    /// Reads without holding others up.
    async fn read(
        &self,
        issuer: &str,
        outbound: &Outbound,
        now: DateTime<Utc>,
    ) -> Result<Arc<Metadata>, Undiscovered> {
        let url = IssuerUrl::new(issuer.to_owned()).map_err(DiscoveryError::UrlParse)?;
        let metadata = Arc::new(Metadata::discover_async(url, outbound).await?);
        let mut known = self.0.write().await;
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(issuer.to_owned(), Known { metadata: Arc::clone(&metadata), read_at: now });
        Ok(metadata)
    }
}

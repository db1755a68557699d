//! The platform's signing keys: made at first need, read again when a token names one that is not known.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use identity::{KeyRing, SigningKey};
use jsonwebtoken::jwk::JwkSet;

use crate::{Accounts, AccountsFault, store};

/// Whoever makes up key names does not make us read more often than this.
const READ_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(10);

/// The keys as they were read.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) ring: Arc<KeyRing>,
    read_at: DateTime<Utc>,
}

impl Accounts {
    /// The public keys, as a JWK set.
    pub async fn jwks(&self) -> Result<JwkSet, AccountsFault> {
        Ok(self.key_ring().await?.public())
    }

    /// The keys that are known, or that the database holds.
    pub(crate) async fn key_ring(&self) -> Result<Arc<KeyRing>, AccountsFault> {
        if let Some(known) = &*self.keys.read().await {
            return Ok(Arc::clone(&known.ring));
        }
        self.read_keys().await
    }

    /// The keys, read again where `kid` is none of those known: another replica may have made it.
    pub(crate) async fn key_ring_with(&self, kid: &str) -> Result<Arc<KeyRing>, AccountsFault> {
        let now = self.now();
        if let Some(known) = &*self.keys.read().await {
            let fresh = now.signed_duration_since(known.read_at) < READ_AGAIN_AFTER;
            if fresh || known.ring.find(kid).is_some() {
                return Ok(Arc::clone(&known.ring));
            }
        }
        self.read_keys().await
    }

    /// Two processes that start at once may each make a key: both are kept and believed, and the elder one signs.
    async fn read_keys(&self) -> Result<Arc<KeyRing>, AccountsFault> {
        let mut slot = self.keys.write().await;
        let mut stored = store::keys::all(self.platform()).await?;
        if stored.is_empty() {
            let pem = SigningKey::generate()?;
            let key = SigningKey::parse(&pem)?;
            store::keys::insert(self.platform(), key.kid(), &pem, self.now()).await?;
            stored = store::keys::all(self.platform()).await?;
        }
        let keys =
            stored.iter().map(|pem| SigningKey::parse(pem)).collect::<Result<Vec<_>, _>>()?;
        let mut keys = keys.into_iter();
        let signing = keys.next().ok_or(identity::KeyFault::NotAKey)?;
        let ring = Arc::new(KeyRing::new(signing, keys.collect()));
        *slot = Some(Known { ring: Arc::clone(&ring), read_at: self.now() });
        Ok(ring)
    }
}

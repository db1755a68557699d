//! Signing keys: Ed25519 pairs, one that signs and all that are still believed. Published as a JWK set, RFC 7517.

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};
use jsonwebtoken::jwk::{Jwk, JwkSet, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};

/// Why a key cannot be made or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    Randomness,
    /// The key is no Ed25519 key in PKCS#8.
    #[error("not a signing key")]
    NotAKey,
}

/// A key pair with its name.
#[derive(Clone)]
pub struct SigningKey {
    kid: String,
    signs: EncodingKey,
    verifies: DecodingKey,
    public: Jwk,
}

impl SigningKey {
    /// A new key pair, as PKCS#8 PEM to be kept secret.
    pub fn generate() -> Result<String, KeyFault> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| KeyFault::Randomness)?;
        // Without the public half, as RFC 8410 has it and jsonwebtoken expects it.
        let pair = KeypairBytes { secret_key: seed, public_key: None };
        let pem = pair.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyFault::NotAKey)?;
        Ok(pem.to_string())
    }

    /// The key pair in a PKCS#8 PEM; it is named by the thumbprint of its public half (RFC 7638).
    pub fn parse(pem: &str) -> Result<Self, KeyFault> {
        let signs = EncodingKey::from_ed_pem(pem.as_bytes()).map_err(|_| KeyFault::NotAKey)?;
        let mut public =
            Jwk::from_encoding_key(&signs, Algorithm::EdDSA).map_err(|_| KeyFault::NotAKey)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| KeyFault::NotAKey)?;
        public.common.key_id = Some(kid.clone());
        let verifies = DecodingKey::from_jwk(&public).map_err(|_| KeyFault::NotAKey)?;
        Ok(Self { kid, signs, verifies, public })
    }

    /// The key's name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    pub(crate) const fn signs(&self) -> &EncodingKey {
        &self.signs
    }

    pub(crate) const fn verifies(&self) -> &DecodingKey {
        &self.verifies
    }
}

/// The key that signs, and all that are believed.
#[derive(Clone)]
pub struct KeyRing {
    signing: SigningKey,
    others: Vec<SigningKey>,
}

impl KeyRing {
    /// A ring of these keys.
    pub const fn new(signing: SigningKey, others: Vec<SigningKey>) -> Self {
        Self { signing, others }
    }

    /// The key that signs.
    pub const fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// The key with this name.
    pub fn find(&self, kid: &str) -> Option<&SigningKey> {
        self.all().find(|key| key.kid == kid)
    }

    /// The public halves.
    pub fn public(&self) -> JwkSet {
        JwkSet { keys: self.all().map(|key| key.public.clone()).collect() }
    }

    fn all(&self) -> impl Iterator<Item = &SigningKey> {
        std::iter::once(&self.signing).chain(&self.others)
    }
}

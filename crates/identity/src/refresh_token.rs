//! Refresh tokens: random, opaque, and kept only as their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::KeyFault;

/// A refresh token, as its owner holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken(String);

impl RefreshToken {
    /// A new token of 256 random bits.
    pub fn generate() -> Result<Self, KeyFault> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| KeyFault::Randomness)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The token that somebody presents.
    pub const fn presented(text: String) -> Self {
        Self(text)
    }

    /// The text for its owner.
    pub fn into_text(self) -> String {
        self.0
    }

    /// What is kept of it: SHA-256, base64. A token of 256 bits needs no slow hash.
    pub fn digest(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.0.as_bytes()))
    }
}

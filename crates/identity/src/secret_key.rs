//! The deployment's secret key, and sealing with it what must be read again but never from a stolen database.
//!
//! Sealed is XChaCha20-Poly1305 with a key of HKDF-SHA-256 for each purpose, bound to whom it belongs.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::KeyFault;

/// Fewer characters are no secret.
const SHORTEST: usize = 32;
const NONCE: usize = 24;

/// The deployment's secret key.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey(String);

/// A key that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected at least 32 characters, made at random: openssl rand -hex 32")]
pub struct WeakKey;

/// The text was not sealed with this key, for this purpose and owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was sealed cannot be opened with this secret key")]
pub struct SealFault;

impl SecretKey {
    /// The key of a text that was made at random.
    pub fn parse(text: &str) -> Result<Self, WeakKey> {
        let text = text.trim();
        let mut kinds: Vec<char> = text.chars().collect();
        let length = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        // "changeme" over and over is long, and no secret either.
        let weak = length < SHORTEST || kinds.len() < 10;
        if weak { Err(WeakKey) } else { Ok(Self(text.to_owned())) }
    }

    /// A new key's text, to be kept secret.
    pub fn generate() -> Result<String, KeyFault> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| KeyFault::Randomness)?;
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// `content`, sealed for `purpose` and `owner`: base64 of nonce and ciphertext.
    pub fn seal(&self, purpose: &str, owner: &str, content: &[u8]) -> Result<String, KeyFault> {
        let mut bytes = vec![0; NONCE];
        getrandom::fill(&mut bytes).map_err(|_| KeyFault::Randomness)?;
        let cipher = self.cipher(purpose).ok_or(KeyFault::NotAKey)?;
        let nonce = XNonce::try_from(bytes.as_slice()).map_err(|_| KeyFault::NotAKey)?;
        let payload = Payload { msg: content, aad: owner.as_bytes() };
        bytes.extend(cipher.encrypt(&nonce, payload).map_err(|_| KeyFault::NotAKey)?);
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What was sealed for `purpose` and `owner`.
    pub fn open(&self, purpose: &str, owner: &str, sealed: &str) -> Result<Vec<u8>, SealFault> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| SealFault)?;
        let (nonce, content) = bytes.split_at_checked(NONCE).ok_or(SealFault)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| SealFault)?;
        let cipher = self.cipher(purpose).ok_or(SealFault)?;
        let payload = Payload { msg: content, aad: owner.as_bytes() };
        cipher.decrypt(&nonce, payload).map_err(|_| SealFault)
    }

    fn cipher(&self, purpose: &str) -> Option<XChaCha20Poly1305> {
        let mut key = [0; 32];
        let derived = Hkdf::<Sha256>::new(None, self.0.as_bytes());
        derived.expand(purpose.as_bytes(), &mut key).ok()?;
        XChaCha20Poly1305::new_from_slice(&key).ok()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SecretKey {
        SecretKey::parse(&SecretKey::generate().unwrap()).unwrap()
    }

    #[test]
    fn what_is_sealed_is_opened_by_its_own_key_purpose_and_owner_alone() {
        let key = key();
        let sealed = key.seal("totp", "eva", b"hemligt").unwrap();
        assert_eq!(key.open("totp", "eva", &sealed).unwrap(), b"hemligt");
        assert_eq!(key.open("totp", "adam", &sealed), Err(SealFault));
        assert_eq!(key.open("other", "eva", &sealed), Err(SealFault));
        assert_eq!(super::tests::key().open("totp", "eva", &sealed), Err(SealFault));
        assert_ne!(key.seal("totp", "eva", b"hemligt").unwrap(), sealed, "a nonce of its own");
        for wrong in ["", "x", "AAAA", &sealed[..sealed.len() - 4]] {
            assert_eq!(key.open("totp", "eva", wrong), Err(SealFault), "{wrong}");
        }
    }

    #[test]
    fn short_and_simple_keys_are_none() {
        for weak in ["", "hemlig", &"x".repeat(64), &"changeme".repeat(8)] {
            assert_eq!(SecretKey::parse(weak), Err(WeakKey), "{weak}");
        }
        assert_eq!(format!("{:?}", key()), "SecretKey");
    }
}

//! Tokens in links that are sent by mail: random, used once, and kept only as their hash.

use crate::{KeyFault, RefreshToken};

/// The secret part of a link. Made like a refresh token, and never one.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(RefreshToken);

impl LinkToken {
    /// A new token of 256 random bits.
    pub fn generate() -> Result<Self, KeyFault> {
        RefreshToken::generate().map(Self)
    }

    /// The token that somebody presents.
    pub const fn presented(text: String) -> Self {
        Self(RefreshToken::presented(text))
    }

    /// The text for the mail: letters, digits, `-` and `_`.
    pub fn into_text(self) -> String {
        self.0.into_text()
    }

    /// What is kept of it.
    pub fn digest(&self) -> String {
        self.0.digest()
    }
}

//! Tokens as clients see them.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};

/// An access token, and the refresh token that gives the next one.
#[derive(SimpleObject)]
pub(super) struct Tokens {
    /// Sent as `Authorization: Bearer …`.
    access_token: String,
    /// Used once, gives another pair.
    refresh_token: String,
    /// When the access token ends.
    expires_at: DateTime<Utc>,
}

impl Tokens {
    pub(super) fn show(tokens: crate::Tokens) -> Self {
        Self {
            access_token: tokens.access.text,
            refresh_token: tokens.refresh.into_text(),
            expires_at: tokens.access.expires_at,
        }
    }
}

//! Sessions, as their owner sees them.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use identity::Caller;

use crate::sessions::OpenSession;

/// A sign-in that has not ended.
#[derive(SimpleObject)]
pub(super) struct Session {
    id: ID,
    /// By signing in.
    began_at: DateTime<Utc>,
    /// When its tokens were last renewed, which clients do while they are used.
    renewed_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    own: bool,
}

impl Session {
    pub(super) fn show(session: &OpenSession, caller: &Caller) -> Self {
        let OpenSession { id, began_at, renewed_at } = *session;
        let own = caller.session() == Some(id);
        Self { id: id.to_string().into(), began_at, renewed_at, own }
    }
}

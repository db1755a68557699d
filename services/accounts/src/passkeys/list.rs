//! One's own passkeys.

use chrono::{DateTime, Utc};
use identity::Caller;
use uuid::Uuid;

use crate::{Accounts, AccountsFault, store};

/// A passkey, as its owner knows it.
pub(crate) struct OwnPasskey {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) used_at: Option<DateTime<Utc>>,
}

impl Accounts {
    /// The caller's passkeys, the eldest first.
    pub(crate) async fn passkeys_of(
        &self,
        caller: &Caller,
    ) -> Result<Vec<OwnPasskey>, AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        let rows = store::passkeys::of(self.platform(), account).await?.into_iter();
        let own = rows.map(|row| OwnPasskey {
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            used_at: row.used_at,
        });
        Ok(own.collect())
    }
}

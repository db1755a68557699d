//! One's own sessions: which there are, and ending one of them from another.

use chrono::{DateTime, Utc};
use domain::SessionId;
use identity::Caller;

use crate::{Accounts, AccountsFault, store};

/// A session that can still be renewed.
pub(crate) struct OpenSession {
    pub(crate) id: SessionId,
    /// When it was begun, by signing in.
    pub(crate) began_at: DateTime<Utc>,
    /// When its tokens were last renewed.
    pub(crate) renewed_at: DateTime<Utc>,
}

impl Accounts {
    /// The caller's open sessions, the last renewed first.
    pub(crate) async fn sessions_of(
        &self,
        caller: &Caller,
    ) -> Result<Vec<OpenSession>, AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        Ok(store::sessions::open(self.platform(), account, self.now()).await?)
    }

    /// Ends one of the caller's sessions, which holds for its very next request.
    pub(crate) async fn end_session(
        &self,
        caller: &Caller,
        session: SessionId,
    ) -> Result<(), AccountsFault> {
        let open = self.sessions_of(caller).await?;
        if open.iter().all(|known| known.id != session) {
            return Err(AccountsFault::NotFound);
        }
        store::sessions::end(self.platform(), session, self.now()).await?;
        Ok(())
    }
}

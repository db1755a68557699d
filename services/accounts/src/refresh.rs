//! Refreshing: a refresh token is used once, and gives another pair. Used again later, it ends the whole session.

use chrono::{DateTime, TimeDelta, Utc};
use identity::RefreshToken;

use crate::store::sessions::Row;
use crate::{Accounts, AccountsFault, Tokens, store};

/// Two requests of one client may refresh at the same moment: so long, both get a pair.
const GRACE: TimeDelta = TimeDelta::seconds(30);

enum Decision {
    /// Used for the first time.
    Replace,
    /// Used again within the grace.
    Again,
    /// Used again by whom it does not belong to any more: thief or robbed, which nobody can tell.
    EndSession,
    Refuse,
}

impl Accounts {
    /// The next pair of tokens.
    pub async fn refresh(&self, token: RefreshToken) -> Result<Tokens, AccountsFault> {
        let now = self.now();
        let row = store::sessions::by_digest(self.platform(), &token.digest()).await?;
        let row = row.ok_or(AccountsFault::Unauthenticated)?;
        match decide(&row, now) {
            Decision::Replace => {
                // Somebody else who replaces it at this very moment leaves us within the grace.
                store::sessions::replace(self.platform(), row.id, now).await?;
                self.issue_tokens(row.account, row.session, row.origin, now).await
            }
            Decision::Again => self.issue_tokens(row.account, row.session, row.origin, now).await,
            Decision::EndSession => {
                store::sessions::end(self.platform(), row.session, now).await?;
                tracing::warn!(session = %row.session, "a refresh token was used again; its session was ended");
                Err(AccountsFault::Unauthenticated)
            }
            Decision::Refuse => Err(AccountsFault::Unauthenticated),
        }
    }
}

fn decide(row: &Row, now: DateTime<Utc>) -> Decision {
    if row.ended || row.suspended || row.expires_at <= now {
        return Decision::Refuse;
    }
    match row.replaced_at {
        None => Decision::Replace,
        Some(at) if now.signed_duration_since(at) <= GRACE => Decision::Again,
        Some(_) => Decision::EndSession,
    }
}

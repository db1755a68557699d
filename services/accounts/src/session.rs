//! Sessions: a sign-in, with the tokens that stem from it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, IdentityProviderId, SessionId};
use identity::{AccessToken, Claims, RefreshToken};

use crate::{Accounts, AccountsFault, store};

/// A session that nobody uses for so long has ended.
const IDLE: TimeDelta = TimeDelta::days(14);

/// What a session stems from besides its account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Whose word the first factor was; `None` for our own.
    pub(crate) provider: Option<IdentityProviderId>,
    /// Whether the provider has proven a second factor that stands for ours.
    pub(crate) second_factor: bool,
}

/// An access token, and the refresh token that gives the next one.
pub struct Tokens {
    /// Goes with each request.
    pub access: AccessToken,
    /// Used once, gives another pair.
    pub refresh: RefreshToken,
}

impl Accounts {
    /// A new pair of tokens in a session.
    pub(crate) async fn issue_tokens(
        &self,
        account: AccountId,
        session: SessionId,
        origin: Origin,
        now: DateTime<Utc>,
    ) -> Result<Tokens, AccountsFault> {
        let keys = self.key_ring().await?;
        let refresh = RefreshToken::generate()?;
        let claims = Claims { account, session };
        let access = AccessToken::issue(&keys, &claims, now).map_err(AccountsFault::Unsigned)?;
        let row = store::sessions::NewRow {
            id: self.ids().next(),
            session,
            account,
            origin,
            digest: refresh.digest(),
            created_at: now,
            expires_at: now.checked_add_signed(IDLE).unwrap_or(now),
        };
        store::sessions::insert(self.platform(), row).await?;
        Ok(Tokens { access, refresh })
    }
}

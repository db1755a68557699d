//! From an access token to the one who calls, with the memberships that hold now. One statement.
//!
//! Memberships whose role demands a second factor are not there before it is set up, and are there at once after.

use identity::{AccessToken, Caller};

use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// The caller whom the token proves; nobody, where it does not hold, its session has ended, or its account is suspended.
    pub async fn caller_of(&self, token: &str) -> Result<Caller, AccountsFault> {
        let Some(kid) = identity::claimed_kid(token) else { return Ok(Caller::anonymous()) };
        let keys = self.key_ring_with(&kid).await?;
        let Ok(claims) = AccessToken::verify(&keys, token, self.now()) else {
            return Ok(Caller::anonymous());
        };
        let found = store::accounts::in_session(
            self.platform(),
            claims.account,
            claims.session,
            self.now(),
        )
        .await?;
        Ok(found.map_or_else(Caller::anonymous, |(name, memberships, enrolled)| {
            let memberships = self.second_factor.leaves(memberships, enrolled);
            Caller::account(claims.account, claims.session, name, memberships)
        }))
    }
}

//! From an access token to the one who calls, with the memberships that hold now. One statement.
//!
//! Memberships whose role demands a second factor are not there before it is set up, and are there at once after; in a
//! session whose second factor a trusted provider has proven, they are there.

use domain::{AccountId, SessionId};
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
        let caller = self.acting(claims.account, claims.session).await?;
        Ok(caller.unwrap_or_else(Caller::anonymous))
    }

    /// An account as it acts when nobody is there: with the memberships that hold now.
    pub(crate) async fn in_background(
        &self,
        account: AccountId,
    ) -> Result<Option<Caller>, AccountsFault> {
        self.acting(account, SessionId::next(self.ids())).await
    }

    async fn acting(
        &self,
        account: AccountId,
        session: SessionId,
    ) -> Result<Option<Caller>, AccountsFault> {
        let now = self.now();
        let found = store::accounts::in_session(self.platform(), account, session, now).await?;
        Ok(found.map(|(name, memberships, proven)| {
            let memberships = self.second_factor.leaves(memberships, proven);
            Caller::account(account, session, name, memberships)
        }))
    }
}

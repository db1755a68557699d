//! Letting somebody in whose first factor is proven: by password, by invitation, by another provider.
//!
//! The one way to a session. Whoever proves a first factor knows nothing of second ones.

use domain::{AccountId, SessionId};
use identity::Challenge;

use crate::session::Origin;
use crate::{Accounts, AccountsFault, Tokens, store};

impl Accounts {
    /// Begins a session of an account whose first factor is proven; where it has a second one, and none that stands for
    /// it is proven, refuses with a challenge to prove that too.
    pub(crate) async fn admit(
        &self,
        account: AccountId,
        origin: Origin,
    ) -> Result<Tokens, AccountsFault> {
        let standing = store::factors::standing(self.platform(), account).await?;
        let standing = standing.filter(|standing| !standing.suspended);
        if standing.ok_or(AccountsFault::Unauthenticated)?.enrolled && !origin.second_factor {
            let keys = self.key_ring().await?;
            let challenge = Challenge::issue(&keys, account, origin.provider, self.now());
            return Err(AccountsFault::Challenged(challenge.map_err(AccountsFault::Unsigned)?));
        }
        self.begin_session(account, origin).await
    }

    /// Begins a session of an account that has proven all that it must.
    pub(crate) async fn begin_session(
        &self,
        account: AccountId,
        origin: Origin,
    ) -> Result<Tokens, AccountsFault> {
        self.issue_tokens(account, SessionId::next(self.ids()), origin, self.now()).await
    }
}

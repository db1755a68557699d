//! Signing in, the second step: a challenge, which proves that the first factor was right, and a code.

use identity::{Challenge, claimed_kid};

use crate::session::Origin;
use crate::{Accounts, AccountsFault, Tokens, store};

impl Accounts {
    /// Begins a session of the account that was challenged, for whom holds its second factor.
    pub async fn confirm_sign_in(
        &self,
        challenge: Challenge,
        code: &str,
    ) -> Result<Tokens, AccountsFault> {
        let kid = claimed_kid(challenge.as_str()).ok_or(AccountsFault::Unauthenticated)?;
        let keys = self.key_ring_with(&kid).await?;
        let proven = challenge.verify(&keys, self.now());
        let (account, provider) = proven.map_err(|_| AccountsFault::Unauthenticated)?;
        let standing = store::factors::standing(self.platform(), account).await?;
        if standing.is_none_or(|standing| standing.suspended) {
            return Err(AccountsFault::Unauthenticated);
        }
        self.prove_second_factor(account, code).await?;
        self.begin_session(account, Origin { provider, second_factor: false }).await
    }
}

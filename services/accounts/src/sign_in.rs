//! Signing in with e-mail and password. A known and an unknown address get the same answer, and take as long.

use identity::PasswordHash;

use crate::create::normal;
use crate::session::Origin;
use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault, Tokens, store};

impl Accounts {
    /// Begins a session, or asks for the second factor of an account that has one.
    pub async fn sign_in(
        &self,
        email: &str,
        password: String,
        from: ClientAddress,
    ) -> Result<Tokens, AccountsFault> {
        let email = normal(email);
        self.throttle(&email, from).await?;
        let account = store::accounts::by_email(self.platform(), &email).await?;
        let (id, hash) = match account {
            Some(account) if !account.suspended => (Some(account.id), account.hash),
            Some(_) | None => (None, None),
        };
        // Held against a hash in any case, which takes as long. Also for an account that has no password yet.
        let hash = hash.unwrap_or_else(PasswordHash::of_nobody);
        let matches = tokio::task::spawn_blocking(move || hash.matches(&password)).await?;
        if let (true, Some(id)) = (matches, id) {
            self.forgive(&email, from).await;
            self.admit(id, Origin::default()).await
        } else {
            self.count_failure(&email, from).await;
            Err(AccountsFault::Unauthenticated)
        }
    }
}

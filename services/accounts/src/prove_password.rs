//! Proving the current password within a session, before something that a page left open must not be able to do.

use domain::AccountId;

use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// The account's address and name, for whoever knows its password; refused where `password` is not the one. Wrong guesses are slowed down as at sign-in.
    pub(crate) async fn prove_password(
        &self,
        account: AccountId,
        password: String,
        from: ClientAddress,
    ) -> Result<(String, String), AccountsFault> {
        let email = store::accounts::email_of(self.platform(), account).await?;
        let email = email.ok_or(AccountsFault::Unauthenticated)?;
        self.throttle(&email, from).await?;
        let known = store::accounts::by_email(self.platform(), &email).await?;
        let known = known.ok_or(AccountsFault::Unauthenticated)?;
        let hash = known.hash.ok_or(AccountsFault::WrongPassword)?;
        if !tokio::task::spawn_blocking(move || hash.matches(&password)).await? {
            self.count_failure(&email, from).await;
            return Err(AccountsFault::WrongPassword);
        }
        self.forgive(&email, from).await;
        Ok((email, known.name))
    }
}

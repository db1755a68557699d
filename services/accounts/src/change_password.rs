//! Changing one's own password. Whoever else is signed in as the same account is signed out.

use identity::{Caller, PasswordHash};

use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// Takes `new` for the password, for somebody who knows the current one. Their other sessions end.
    pub(crate) async fn change_password(
        &self,
        caller: &Caller,
        current: String,
        new: String,
        from: ClientAddress,
    ) -> Result<(), AccountsFault> {
        let own = caller.account_id().zip(caller.session());
        let (account, session) = own.ok_or(AccountsFault::Unauthenticated)?;
        let (email, name) = self.prove_password(account, current, from).await?;
        let hash = hash_new(new, email, name).await?;
        store::accounts::set_password(self.platform(), account, &hash, session, self.now()).await?;
        Ok(())
    }
}

/// The hash of a new password, where it is one that somebody with this address and name may have.
pub(crate) async fn hash_new(
    password: String,
    email: String,
    name: String,
) -> Result<PasswordHash, AccountsFault> {
    let hashing = move || PasswordHash::of(&password, &[&email, &name]);
    Ok(tokio::task::spawn_blocking(hashing).await??)
}

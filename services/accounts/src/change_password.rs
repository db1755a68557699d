//! Changing one's own password. Whoever else is signed in as the same account is signed out.

use identity::{Caller, PasswordFault, PasswordHash};

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
        self.prove_password(account, current, from).await?;
        let hash = tokio::task::spawn_blocking(move || PasswordHash::of(&new)).await?;
        let hash = hash.map_err(|fault| match fault {
            PasswordFault::TooShort | PasswordFault::TooLong => AccountsFault::BadPassword,
            PasswordFault::NotHashed => AccountsFault::Unhashed(fault),
        })?;
        store::accounts::set_password(self.platform(), account, &hash, session, self.now()).await?;
        Ok(())
    }
}

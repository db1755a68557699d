//! Turning the second factor off, for somebody who proves more than a session: the password, or a code.

use identity::Caller;

use crate::second_factor::tell_owner::Event;
use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault, store};

/// What somebody proves themselves by.
pub(crate) enum Proof {
    /// The current password.
    Password(String),
    /// A code of the app, or a recovery code.
    Code(String),
}

impl Accounts {
    /// Takes the caller's authenticator key and recovery codes away.
    pub(crate) async fn remove_totp(
        &self,
        caller: &Caller,
        proof: Proof,
        from: ClientAddress,
    ) -> Result<(), AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        let standing = store::factors::standing(self.platform(), account).await?;
        if standing.is_none_or(|standing| !standing.enrolled) {
            return Err(AccountsFault::Conflict("there is no second factor"));
        }
        match proof {
            Proof::Password(password) => {
                self.prove_password(account, password, from).await?;
            }
            Proof::Code(code) => self.prove_second_factor(account, &code).await?,
        }
        store::factors::remove(self.platform(), account).await?;
        self.tell_owner(account, Event::Removed).await;
        Ok(())
    }
}

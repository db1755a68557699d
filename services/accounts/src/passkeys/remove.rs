//! Taking a passkey away, for somebody whose device is lost or given on.

use identity::Caller;
use uuid::Uuid;

use crate::second_factor::Event;
use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// Takes one of the caller's passkeys away.
    pub(crate) async fn remove_passkey(
        &self,
        caller: &Caller,
        id: Uuid,
    ) -> Result<(), AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        if !store::passkeys::remove(self.platform(), account, id).await? {
            return Err(AccountsFault::NotFound);
        }
        self.tell_owner(account, Event::PasskeyRemoved).await;
        Ok(())
    }
}

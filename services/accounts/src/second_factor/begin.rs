//! Setting up an authenticator app, the first step: a key, which is shown once and is no factor yet.

use identity::{Caller, TotpSecret};

use crate::{Accounts, AccountsFault, store};

/// A key for an authenticator app.
pub(crate) struct NewTotp {
    /// As people type it.
    pub(crate) key: String,
    /// As apps read it from a QR code.
    pub(crate) link: String,
}

impl Accounts {
    /// A new key for the caller, in place of one that was never confirmed.
    pub(crate) async fn begin_totp(&self, caller: &Caller) -> Result<NewTotp, AccountsFault> {
        let (account, _) = self.signed_in_lately(caller).await?;
        let email = store::accounts::email_of(self.platform(), account).await?;
        let email = email.ok_or(AccountsFault::Unauthenticated)?;
        let secret = TotpSecret::generate()?;
        let sealed = self.seal(account, &secret)?;
        match store::factors::begin_totp(self.platform(), account, &sealed, self.now()).await {
            Ok(()) => Ok(NewTotp { key: secret.text(), link: secret.link(&email) }),
            Err(fault) if fault.is_unique_violation() => {
                Err(AccountsFault::Conflict("there is a second factor already"))
            }
            Err(fault) => Err(fault.into()),
        }
    }
}

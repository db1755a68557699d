//! Setting up an authenticator app, the first step: a key, which is shown once and is no factor yet.

use chrono::TimeDelta;
use identity::{Caller, TotpSecret};

use crate::{Accounts, AccountsFault, store};

/// Who signed in longer ago signs in once more: a page left open is no key to the account.
const FRESH: TimeDelta = TimeDelta::minutes(15);

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
        let own = caller.account_id().zip(caller.session());
        let (account, session) = own.ok_or(AccountsFault::Unauthenticated)?;
        let began_at = store::sessions::began_at(self.platform(), session).await?;
        let since = began_at.map(|began_at| self.now().signed_duration_since(began_at));
        if since.is_none_or(|since| since > FRESH) {
            return Err(AccountsFault::Unauthenticated);
        }
        let email = store::accounts::email_of(self.platform(), account).await?;
        let email = email.ok_or(AccountsFault::Unauthenticated)?;
        let secret = TotpSecret::generate()?;
        let sealed = self.seal(account, &secret)?;
        match store::factors::begin_totp(self.platform(), account, &sealed, self.now()).await {
            Ok(()) => Ok(NewTotp { key: secret.text(), link: secret.link(&email) }),
            Err(fault) if fault.is_unique_violation() => {
                Err(AccountsFault::OtherState("there is a second factor already"))
            }
            Err(fault) => Err(fault.into()),
        }
    }
}

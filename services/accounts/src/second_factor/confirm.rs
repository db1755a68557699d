//! Setting up an authenticator app, the second step: a code proves that it holds the key, and makes it a factor.

use identity::{Caller, RecoveryCode, TotpCode};

use crate::second_factor::tell_owner::Event;
use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// Makes the caller's new key a factor, and gives their recovery codes, which are shown once.
    ///
    /// Their other sessions end: whoever began one may have known the password alone.
    pub(crate) async fn confirm_totp(
        &self,
        caller: &Caller,
        code: &str,
    ) -> Result<Vec<RecoveryCode>, AccountsFault> {
        let own = caller.account_id().zip(caller.session());
        let (account, session) = own.ok_or(AccountsFault::Unauthenticated)?;
        let row = store::factors::totp_of(self.platform(), account).await?;
        let row = row.filter(|row| !row.confirmed);
        let row = row.ok_or(AccountsFault::Conflict("there is no new key to confirm"))?;
        let secret = self.open_totp(account, &row)?;
        let now = self.now();
        let step = TotpCode::parse(code).and_then(|code| secret.step_of(code, now));
        let step = step.ok_or(AccountsFault::WrongCode)?;
        let codes = RecoveryCode::generate_all()?;
        let tx = self.platform().begin().await?;
        if !store::factors::confirm_totp(&tx, account, &row.sealed, step, now).await? {
            return Err(AccountsFault::Conflict("the key is another by now"));
        }
        store::factors::replace_recovery_codes(self.platform(), &tx, account, &codes).await?;
        store::sessions::end_others(&tx, account, session, now).await?;
        tx.commit().await.map_err(tenancy::StoreFault::from)?;
        self.tell_owner(account, Event::SetUp).await;
        Ok(codes)
    }
}

//! Proving the second factor: a code of the app, which holds once, or a recovery code, which does too.
//!
//! Codes of six digits can be guessed, so guesses are counted for each account, wherever they come from. Recovery codes
//! cannot: they are let through however many guesses there were, so that nobody who has stolen a password locks its
//! owner out.

use chrono::TimeDelta;
use domain::AccountId;
use identity::{RecoveryCode, TotpCode};

use crate::second_factor::tell_owner::Event;
use crate::{Accounts, AccountsFault, store};

const MOST_GUESSES: i32 = 10;
const WINDOW: TimeDelta = TimeDelta::minutes(15);

impl Accounts {
    /// Uses up `code`, or refuses.
    pub(crate) async fn prove_second_factor(
        &self,
        account: AccountId,
        code: &str,
    ) -> Result<(), AccountsFault> {
        if let Some(code) = TotpCode::parse(code) {
            return self.prove_by_app(account, code).await;
        }
        let code = RecoveryCode::parse(code).ok_or(AccountsFault::WrongCode)?;
        let now = self.now();
        if store::factors::use_recovery_code(self.platform(), account, &code, now).await? {
            self.tell_owner(account, Event::RecoveryCodeUsed).await;
            return Ok(());
        }
        Err(AccountsFault::WrongCode)
    }

    async fn prove_by_app(&self, account: AccountId, code: TotpCode) -> Result<(), AccountsFault> {
        let row = store::factors::totp_of(self.platform(), account).await?;
        let row = row.filter(|row| row.confirmed).ok_or(AccountsFault::WrongCode)?;
        let secret = self.open_totp(account, &row)?;
        let now = self.now();
        // Counted before it is looked at, so that many at once are not let through together.
        let counted =
            store::factors::count_guess(self.platform(), account, MOST_GUESSES, WINDOW, now);
        if !counted.await? {
            return Err(AccountsFault::RateLimited);
        }
        let step = secret.step_of(code, now).ok_or(AccountsFault::WrongCode)?;
        if store::factors::use_step(self.platform(), account, step).await? {
            Ok(())
        } else {
            Err(AccountsFault::WrongCode)
        }
    }
}

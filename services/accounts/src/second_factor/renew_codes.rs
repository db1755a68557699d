//! New recovery codes, for somebody whose old ones are used up or may have been seen.

use identity::{Caller, RecoveryCode};

use crate::second_factor::tell_owner::Event;
use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// The caller's new recovery codes, in place of all before, against a code.
    pub(crate) async fn renew_recovery_codes(
        &self,
        caller: &Caller,
        code: &str,
    ) -> Result<Vec<RecoveryCode>, AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        self.prove_second_factor(account, code).await?;
        let codes = RecoveryCode::generate_all()?;
        let tx = self.platform().begin().await?;
        store::factors::replace_recovery_codes(self.platform(), &tx, account, &codes).await?;
        tx.commit().await.map_err(tenancy::StoreFault::from)?;
        self.tell_owner(account, Event::CodesRenewed).await;
        Ok(codes)
    }
}

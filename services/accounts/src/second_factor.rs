//! Second factors: whom they are demanded of, and what the use cases around them share.

use chrono::TimeDelta;
use domain::{AccountId, SessionId};
use identity::{Caller, Membership, Role, SecretKey, TotpSecret};

use crate::store::factors::TotpRow;
use crate::{Accounts, AccountsFault, store};

mod begin;
mod confirm;
mod confirm_sign_in;
mod prove;
mod remove;
mod renew_codes;
mod status;
mod tell_owner;

pub(crate) use begin::NewTotp;
pub(crate) use remove::Proof;
pub(crate) use status::Status;
pub(crate) use tell_owner::Event;

/// Who signed in longer ago signs in once more: a page left open is no key to the account.
const LATELY: TimeDelta = TimeDelta::minutes(15);

/// What authenticator keys are sealed for.
const PURPOSE: &str = "totp";

/// Whether roles that demand a second factor are withheld until there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondFactorPolicy {
    /// Whoever wants one sets it up.
    #[default]
    Offered,
    /// Without one, the roles that demand one are not there.
    Demanded,
}

impl SecondFactorPolicy {
    /// Whether this role is withheld from an account without a second factor.
    pub(crate) fn withholds(self, role: Role) -> bool {
        match self {
            Self::Offered => false,
            Self::Demanded => role.demands_second_factor(),
        }
    }

    /// What is left of `memberships` for an account with a second factor, or without.
    pub(crate) fn leaves(self, memberships: Vec<Membership>, enrolled: bool) -> Vec<Membership> {
        let kept = memberships.into_iter();
        kept.filter(|membership| enrolled || !self.withholds(membership.role())).collect()
    }
}

impl Accounts {
    /// These accounts, with this policy, and the key that authenticator keys are sealed with: without one, nobody
    /// can set a second factor up, and those who have one sign in by recovery code alone.
    #[must_use]
    pub fn with_second_factor(self, policy: SecondFactorPolicy, key: Option<SecretKey>) -> Self {
        Self { second_factor: policy, secret_key: key, ..self }
    }

    /// The caller and their session, where they have signed in within the last 15 minutes.
    pub(crate) async fn signed_in_lately(
        &self,
        caller: &Caller,
    ) -> Result<(AccountId, SessionId), AccountsFault> {
        let own = caller.account_id().zip(caller.session());
        let (account, session) = own.ok_or(AccountsFault::Unauthenticated)?;
        let began_at = store::sessions::began_at(self.platform(), session).await?;
        let since = began_at.map(|began_at| self.now().signed_duration_since(began_at));
        if since.is_none_or(|since| since > LATELY) {
            return Err(AccountsFault::Unauthenticated);
        }
        Ok((account, session))
    }

    fn secret_key(&self) -> Result<&SecretKey, AccountsFault> {
        self.secret_key.as_ref().ok_or(AccountsFault::NoSecretKey)
    }

    fn seal(&self, owner: AccountId, secret: &TotpSecret) -> Result<String, AccountsFault> {
        Ok(self.secret_key()?.seal(PURPOSE, &owner.to_string(), secret.as_bytes())?)
    }

    fn open_totp(&self, owner: AccountId, row: &TotpRow) -> Result<TotpSecret, AccountsFault> {
        let bytes = self.secret_key()?.open(PURPOSE, &owner.to_string(), &row.sealed)?;
        Ok(TotpSecret::from_bytes(&bytes).ok_or(identity::SealFault)?)
    }
}

//! What an account's owner hears when its second factor changes, so that they notice what was not them.

use domain::AccountId;

use crate::Accounts;

/// What has happened to an account's second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// It was set up.
    SetUp,
    /// It was turned off.
    Removed,
    /// There are new recovery codes.
    CodesRenewed,
    /// A recovery code was used.
    RecoveryCodeUsed,
}

impl Event {
    const fn word(self) -> &'static str {
        match self {
            Self::SetUp => "second-factor-set-up",
            Self::Removed => "second-factor-removed",
            Self::CodesRenewed => "recovery-codes-renewed",
            Self::RecoveryCodeUsed => "recovery-code-used",
        }
    }
}

impl Accounts {
    /// Tells of `event`. The one place that every change of a second factor passes, after it has been made.
    #[expect(clippy::unused_self, reason = "what mails the owner is reached through it")]
    pub(crate) fn tell_owner(&self, account: AccountId, event: Event) {
        tracing::info!(%account, event = event.word(), "an account's second factor");
    }
}

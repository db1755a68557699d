//! What an account's owner hears when its second factor or its passkeys change, so that they notice what was not them.

use domain::AccountId;

use crate::Accounts;

/// What has happened to the ways into an account.
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
    /// There is a new passkey.
    PasskeyAdded,
    /// A passkey was taken away.
    PasskeyRemoved,
}

impl Event {
    const fn word(self) -> &'static str {
        match self {
            Self::SetUp => "second-factor-set-up",
            Self::Removed => "second-factor-removed",
            Self::CodesRenewed => "recovery-codes-renewed",
            Self::RecoveryCodeUsed => "recovery-code-used",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
        }
    }
}

impl Accounts {
    /// Tells of `event`. The one place that every such change passes, after it has been made.
    #[expect(clippy::unused_self, reason = "what mails the owner is reached through it")]
    pub(crate) fn tell_owner(&self, account: AccountId, event: Event) {
        tracing::info!(%account, event = event.word(), "a way into an account has changed");
    }
}

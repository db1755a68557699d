//! What an account's owner hears when its second factor or its passkeys change, so that they notice what was not them.

use domain::AccountId;
use mail::Errand;
use tenancy::StoreFault;

use crate::letters::Kind;
use crate::{Accounts, store};

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
    const ALL: [Self; 6] = [
        Self::SetUp,
        Self::Removed,
        Self::CodesRenewed,
        Self::RecoveryCodeUsed,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
    ];

    /// The event of this word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.word() == word)
    }

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
    /// Mails the owner of `event`. The one place that every such change passes, after it has been made: where the mail
    /// cannot be put in the outbox the change stands, because codes that are shown once must be shown.
    pub(crate) async fn tell_owner(&self, account: AccountId, event: Event) {
        tracing::info!(%account, event = event.word(), "a way into an account has changed");
        if let Err(fault) = self.mail_owner(account, event).await {
            tracing::error!(%account, cause = %fault, "an account's owner is not told of a change");
        }
    }

    async fn mail_owner(&self, account: AccountId, event: Event) -> Result<(), StoreFault> {
        let platform = self.platform();
        let connection = platform.connection();
        let Some(owner) = store::accounts::reachable(connection, account).await? else {
            return Ok(());
        };
        let errand = Errand {
            kind: Kind::Security.word().to_owned(),
            to: owner.email,
            about: Some(account.uuid()),
            detail: Some(event.word().to_owned()),
        };
        mail::enqueue(connection, platform.surroundings(), vec![errand]).await
    }
}

//! Links that are sent by mail, to choose a password by: how long they hold, and in what state they are. Pure.

use chrono::{DateTime, Utc};
use domain::AccountId;
use uuid::Uuid;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The first password of somebody who was invited.
    Invitation,
    /// Another one for somebody who has forgotten theirs.
    PasswordReset,
}

impl Purpose {
    /// The word in the column.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password-reset",
        }
    }
}

/// Whether a link holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It holds.
    Open,
    /// It was not used in time.
    Expired,
    /// It has been used, or the account has got a password otherwise.
    Used,
    /// A newer one has taken its place, or somebody has withdrawn it.
    Withdrawn,
}

/// A link, with the account that it is for.
pub(crate) struct Link {
    pub(crate) id: Uuid,
    pub(crate) purpose: Purpose,
    pub(crate) account: AccountId,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) inviter: Option<AccountId>,
    /// The inviter's name.
    pub(crate) invited_by: Option<String>,
    /// None until it has been sent.
    pub(crate) expires_at: Option<DateTime<Utc>>,
    pub(crate) used_at: Option<DateTime<Utc>>,
    pub(crate) withdrawn_at: Option<DateTime<Utc>>,
    pub(crate) has_password: bool,
    pub(crate) suspended: bool,
}

impl Link {
    /// What is to be said of it to whoever holds it.
    pub(crate) fn state(&self, now: DateTime<Utc>) -> LinkState {
        let invited_and_here = self.purpose == Purpose::Invitation && self.has_password;
        if self.used_at.is_some() || invited_and_here {
            LinkState::Used
        } else if self.withdrawn_at.is_some() {
            LinkState::Withdrawn
        } else if self.expires_at.is_some_and(|at| at <= now) {
            LinkState::Expired
        } else {
            LinkState::Open
        }
    }
}

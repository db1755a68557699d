//! Why something was not done.

use graph::{FieldFault, Refusal};
use identity::{Challenge, KeyFault, PasswordFault, SealFault, TokenFault};
use tenancy::{GateFault, StoreFault};

use crate::link::LinkState;
use crate::{CreateFault, InviteFault};

/// Why a use case of accounts refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountsFault {
    /// Wrong e-mail or password, or a token that does not hold: which of them is not told.
    #[error("sign in first")]
    Unauthenticated,
    /// The first factor was right, and the second one is to be proven by this challenge.
    #[error("prove the second factor")]
    Challenged(Challenge),
    /// Signed in, but may not.
    #[error("not permitted")]
    Forbidden,
    /// No such thing, or not the caller's.
    #[error("not found")]
    NotFound,
    /// The current password is another.
    #[error("that is not the current password")]
    WrongPassword,
    /// The new password is too short or too long.
    #[error("a password has 12 to 256 characters")]
    BadPassword,
    /// The new password is among the first that somebody would try.
    #[error("a password must not be easy to guess")]
    GuessablePassword,
    /// A link that was sent by mail and does not hold any more.
    #[error("the link does not hold any more")]
    LinkOver(LinkState),
    /// No code of the account's, or one that has been used.
    #[error("that code does not hold")]
    WrongCode,
    /// No passkey of ours, or not as it was asked for, or too late.
    #[error("that passkey does not hold")]
    WrongPasskey,
    /// A passkey without a name, or with one that is too long.
    #[error("a passkey's name has 1 to 60 characters")]
    BadPasskeyName,
    /// Too many failures lately.
    #[error("too many attempts; try again later")]
    RateLimited,
    /// Something in the input is wrong.
    #[error("the input is not valid")]
    Invalid(Vec<FieldFault>),
    /// It is in another state; the text says in which.
    #[error("{0}")]
    Conflict(&'static str),
    /// The gate refused.
    #[error(transparent)]
    Gate(#[from] GateFault),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The keys cannot be made or read.
    #[error("the signing keys cannot be used")]
    Keys(#[from] KeyFault),
    /// There is no secret key, so that nothing can be sealed or opened.
    #[error("there is no secret key")]
    NoSecretKey,
    /// The secret key is another than the one that something was sealed with.
    #[error(transparent)]
    Sealed(#[from] SealFault),
    /// A passkey ceremony cannot be begun.
    #[error("a passkey cannot be asked for")]
    Passkeys(#[from] webauthn_rs::prelude::WebauthnError),
    /// A passkey or its ceremony cannot be written or read.
    #[error("a passkey cannot be written or read")]
    PasskeyText(#[from] serde_json::Error),
    /// A token cannot be signed.
    #[error("a token cannot be signed")]
    Unsigned(#[source] TokenFault),
    /// A password cannot be hashed.
    #[error("a password cannot be hashed")]
    Unhashed(#[source] PasswordFault),
    /// The task that hashes passwords ended early.
    #[error("a password was not checked")]
    Interrupted(#[from] tokio::task::JoinError),
}

impl AccountsFault {
    /// A single fault of a single field.
    pub(crate) fn field(path: impl Into<String>, message: &'static str) -> Self {
        Self::Invalid(vec![FieldFault::new(path, message)])
    }

    /// The fault of a field whose value somebody else has, where that is what the database says.
    pub(crate) fn or_taken(fault: StoreFault, path: &'static str) -> Self {
        if fault.is_unique_violation() {
            Self::field(path, "somebody else has it already")
        } else {
            fault.into()
        }
    }
}

impl From<InviteFault> for AccountsFault {
    fn from(fault: InviteFault) -> Self {
        match fault {
            InviteFault::Invitee { source: CreateFault::NoName, .. } => {
                Self::field("givenName", "somebody new needs both names")
            }
            InviteFault::Invitee { .. } => Self::field("email", "expected an e-mail address"),
            InviteFault::InUse => Self::Conflict("the account has been used already"),
            InviteFault::Store(fault) => fault.into(),
        }
    }
}

impl From<PasswordFault> for AccountsFault {
    fn from(fault: PasswordFault) -> Self {
        match fault {
            PasswordFault::TooShort | PasswordFault::TooLong => Self::BadPassword,
            PasswordFault::Guessable => Self::GuessablePassword,
            PasswordFault::NotHashed => Self::Unhashed(fault),
        }
    }
}

impl From<AccountsFault> for Refusal {
    fn from(fault: AccountsFault) -> Self {
        match fault {
            AccountsFault::Unauthenticated => Self::Unauthenticated,
            AccountsFault::Challenged(challenge) => Self::Challenged(challenge.as_str().to_owned()),
            AccountsFault::Forbidden => Self::Forbidden,
            AccountsFault::NotFound => Self::NotFound,
            AccountsFault::WrongPassword => Self::field("current", "not the current password"),
            AccountsFault::BadPassword => Self::field("password", "expected 12 to 256 characters"),
            AccountsFault::GuessablePassword => {
                Self::field("password", "expected one that is not easy to guess")
            }
            AccountsFault::LinkOver(state) => Self::Conflict(match state {
                LinkState::Open => "the link has just been used",
                LinkState::Expired => "the link has expired",
                LinkState::Used => "the link has been used",
                LinkState::Withdrawn => "the link has been replaced or withdrawn",
            }),
            AccountsFault::WrongCode => Self::field("code", "not a code that holds"),
            AccountsFault::WrongPasskey => Self::field("credential", "not a passkey that holds"),
            AccountsFault::BadPasskeyName => Self::field("name", "expected 1 to 60 characters"),
            AccountsFault::RateLimited => Self::RateLimited,
            AccountsFault::Invalid(fields) => Self::InvalidInput(fields),
            AccountsFault::Conflict(state) => Self::Conflict(state),
            AccountsFault::Gate(fault) => fault.into(),
            AccountsFault::Store(fault) => fault.into(),
            AccountsFault::Keys(_)
            | AccountsFault::NoSecretKey
            | AccountsFault::Sealed(_)
            | AccountsFault::Passkeys(_)
            | AccountsFault::PasskeyText(_)
            | AccountsFault::Unsigned(_)
            | AccountsFault::Unhashed(_)
            | AccountsFault::Interrupted(_) => Self::internal(fault),
        }
    }
}

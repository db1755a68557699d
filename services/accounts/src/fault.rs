//! Why something was not done.

use graph::Refusal;
use identity::{KeyFault, PasswordFault, TokenFault};
use tenancy::StoreFault;

use crate::link::LinkState;

/// Why a use case of accounts refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountsFault {
    /// Wrong e-mail or password, or a token that does not hold: which of them is not told.
    #[error("sign in first")]
    Unauthenticated,
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
    /// Too many failures lately.
    #[error("too many attempts; try again later")]
    RateLimited,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The keys cannot be made or read.
    #[error("the signing keys cannot be used")]
    Keys(#[from] KeyFault),
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
            AccountsFault::RateLimited => Self::RateLimited,
            AccountsFault::Store(fault) => fault.into(),
            AccountsFault::Keys(_)
            | AccountsFault::Unsigned(_)
            | AccountsFault::Unhashed(_)
            | AccountsFault::Interrupted(_) => Self::internal(fault),
        }
    }
}

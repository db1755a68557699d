//! Why somebody was not let in by a provider, or a provider was not set up. Each leads to one text of what to do.

use graph::{FieldFault, Refusal};
use identity::{KeyFault, SealFault};
use tenancy::{GateFault, StoreFault};

use crate::AccountsFault;

/// Why a sign-in by a provider, or the setting-up of one, was refused.
#[derive(Debug, thiserror::Error)]
pub enum OpenIdFault {
    /// The deployment lacks `PUBLIC_URL` or `SECRET_KEY`.
    #[error("sign-in by identity providers is not set up on this deployment")]
    NotSetUp,
    /// No such provider, or none that is in use.
    #[error("no such provider")]
    NotFound,
    /// Not begun in this browser, used already, or too old.
    #[error("that sign-in was not begun here, has been used, or is too old")]
    NoAttempt,
    /// The person, or the provider, said no.
    #[error("the provider ended the sign-in")]
    Denied,
    /// Another provider answered than was asked.
    #[error("another provider answered")]
    OtherIssuer,
    /// The provider cannot be reached, or is none.
    #[error("the provider does not answer as one")]
    Unreachable,
    /// The provider takes neither the code nor our secret.
    #[error("the provider does not take the code")]
    CodeRefused,
    /// What the provider says does not prove anything.
    #[error("what the provider says does not hold")]
    NotProven,
    /// The provider does not say that the e-mail address is the person's own.
    #[error("the provider has not verified the e-mail address")]
    Unverified,
    /// The address is of a domain that the provider does not vouch for.
    #[error("the provider does not vouch for that domain")]
    OtherDomain,
    /// There is no account that the provider may let somebody into; whether there is another is not told.
    #[error("no account that this provider may let in")]
    NoAccount,
    /// The account is suspended.
    #[error("the account is suspended")]
    Suspended,
    /// What was typed about a provider.
    #[error("the input is not valid")]
    Invalid(Vec<FieldFault>),
    /// A region has no more than so many.
    #[error("the region has as many providers as it may")]
    TooMany,
    /// Not for this caller.
    #[error(transparent)]
    Gate(#[from] GateFault),
    /// Something that all of accounts has in common.
    #[error(transparent)]
    Accounts(#[from] AccountsFault),
    /// The secret cannot be sealed.
    #[error("a secret cannot be sealed")]
    Unsealed(#[from] KeyFault),
    /// The secret was sealed with another key.
    #[error(transparent)]
    Sealed(#[from] SealFault),
    /// A sign-in cannot be written as an address.
    #[error("the provider's metadata lack an address")]
    Incomplete,
}

impl From<StoreFault> for OpenIdFault {
    fn from(fault: StoreFault) -> Self {
        Self::Accounts(fault.into())
    }
}

impl From<OpenIdFault> for Refusal {
    fn from(fault: OpenIdFault) -> Self {
        match fault {
            OpenIdFault::NotSetUp => {
                Self::Conflict("sign-in by identity providers is not set up on this deployment")
            }
            OpenIdFault::NotFound => Self::NotFound,
            OpenIdFault::NoAttempt => Self::field("state", "not begun here, used, or too old"),
            OpenIdFault::Denied => Self::field("error", "the provider ended the sign-in"),
            OpenIdFault::OtherIssuer => Self::field("issuer", "another provider answered"),
            OpenIdFault::Unreachable | OpenIdFault::Incomplete => {
                Self::field("provider", "does not answer as an OpenID provider")
            }
            OpenIdFault::CodeRefused => Self::field("code", "the provider does not take it"),
            OpenIdFault::NotProven => Self::field("identity", "does not hold"),
            OpenIdFault::Unverified => Self::field("email", "not verified by the provider"),
            OpenIdFault::OtherDomain => Self::field("domain", "not one of the provider's"),
            OpenIdFault::NoAccount => {
                Self::field("account", "none that this provider may let somebody into")
            }
            OpenIdFault::Suspended => Self::field("suspended", "the account is suspended"),
            OpenIdFault::Invalid(fields) => Self::InvalidInput(fields),
            OpenIdFault::TooMany => Self::Conflict("a region has at most 100 identity providers"),
            OpenIdFault::Gate(fault) => fault.into(),
            OpenIdFault::Accounts(fault) => fault.into(),
            OpenIdFault::Unsealed(_) | OpenIdFault::Sealed(_) => Self::internal(fault),
        }
    }
}

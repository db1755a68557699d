//! Refusals: what a client may know when something is not done. Texts are fixed and repeat no input.

use std::sync::Arc;

use async_graphql::{Error, ErrorExtensionValues, Value};
use tenancy::{GateFault, StoreFault};

/// The stable codes in `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Sign in first.
    Unauthenticated,
    /// In the region, but may not.
    Forbidden,
    /// No such thing, or not yours: the answer is the same.
    NotFound,
    /// Something in the input is wrong; `extensions.fields` says what.
    InvalidInput,
    /// Somebody was there first, or it is in another state by now.
    Conflict,
    /// Too often; try later.
    RateLimited,
    /// Our fault; `extensions.requestId` finds it in the log.
    Internal,
}

impl Code {
    /// The text in `extensions.code`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::InvalidInput => "INVALID_INPUT",
            Self::Conflict => "CONFLICT",
            Self::RateLimited => "RATE_LIMITED",
            Self::Internal => "INTERNAL",
        }
    }
}

/// What is wrong with one field of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field: `days.0.date`.
    pub path: String,
    /// What was expected, in fixed words.
    pub message: &'static str,
}

impl FieldFault {
    /// A fault of the field at `path`.
    pub fn new(path: impl Into<String>, message: &'static str) -> Self {
        Self { path: path.into(), message }
    }
}

/// Why something is not done. Deliberately without `Display`: what a client sees is made below and nowhere else.
#[derive(Debug)]
pub enum Refusal {
    /// Sign in first.
    Unauthenticated,
    /// The first factor was right; the text in `extensions.challenge` is what the second one is proven with.
    Challenged(String),
    /// In the region, but may not.
    Forbidden,
    /// No such thing, or not yours.
    NotFound,
    /// Something in the input is wrong.
    InvalidInput(Vec<FieldFault>),
    /// It is in another state by now; the text says in which.
    Conflict(&'static str),
    /// Too often.
    RateLimited,
    /// Our fault; the cause is logged and never shown.
    Internal(Arc<dyn std::error::Error + Send + Sync>),
}

impl Refusal {
    /// A single fault of a single field.
    pub fn field(path: impl Into<String>, message: &'static str) -> Self {
        Self::InvalidInput(vec![FieldFault::new(path, message)])
    }

    /// A fault of ours.
    pub fn internal(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(cause))
    }

    /// The code that the client sees.
    pub const fn code(&self) -> Code {
        match self {
            Self::Unauthenticated | Self::Challenged(_) => Code::Unauthenticated,
            Self::Forbidden => Code::Forbidden,
            Self::NotFound => Code::NotFound,
            Self::InvalidInput(_) => Code::InvalidInput,
            Self::Conflict(_) => Code::Conflict,
            Self::RateLimited => Code::RateLimited,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl From<GateFault> for Refusal {
    fn from(fault: GateFault) -> Self {
        match fault {
            GateFault::Unauthenticated => Self::Unauthenticated,
            GateFault::NotFound => Self::NotFound,
            GateFault::Forbidden => Self::Forbidden,
            GateFault::Store(fault) => fault.into(),
        }
    }
}

impl From<StoreFault> for Refusal {
    fn from(fault: StoreFault) -> Self {
        if fault.is_conflict() {
            Self::Conflict("somebody else changed this at the same moment; try again")
        } else {
            Self::internal(fault)
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", refusal.code().word());
        let message = match &refusal {
            Refusal::Unauthenticated => "sign in first",
            Refusal::Challenged(challenge) => {
                extensions.set("challenge", challenge.as_str());
                "prove the second factor"
            }
            Refusal::Forbidden => "not permitted",
            Refusal::NotFound => "not found",
            Refusal::InvalidInput(fields) => {
                extensions.set("fields", Value::List(fields.iter().map(field_value).collect()));
                "the input is not valid"
            }
            Refusal::Conflict(state) => state,
            Refusal::RateLimited => "too many requests; try again later",
            Refusal::Internal(_) => "internal error",
        };
        let mut error = Error::new(message);
        if let Refusal::Internal(cause) = refusal {
            // The gateway logs the cause with the request's id.
            error.source = Some(Arc::new(cause));
        }
        error.extensions = Some(extensions);
        error
    }
}

fn field_value(fault: &FieldFault) -> Value {
    let mut object = async_graphql::indexmap::IndexMap::new();
    object.insert(async_graphql::Name::new("path"), Value::from(fault.path.as_str()));
    object.insert(async_graphql::Name::new("message"), Value::from(fault.message));
    Value::Object(object)
}

//! Why a page cannot be shown or a form not carried out. Knows no HTML: `fault_page` words it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Why a page cannot be shown, or a form not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// Nobody is signed in, or no longer.
    #[error("not signed in")]
    SignedOut,
    /// The password was right; the second factor is to be proven with this text.
    #[error("the second factor is not proven")]
    Challenged(String),
    /// In the region, but may not.
    #[error("not permitted")]
    Forbidden,
    /// No such page or thing, or not this person's.
    #[error("not found")]
    NotFound,
    /// The API did not accept these fields.
    #[error("the input is not valid")]
    Invalid(Vec<FieldFault>),
    /// Somebody was there first, or it is in another state by now.
    #[error("in another state by now")]
    Conflict,
    /// Too often.
    #[error("too many requests")]
    TooMany,
    /// A form without the token of this session.
    #[error("the form belongs to another session")]
    StaleForm,
    /// A form that is larger than any of ours, or no form.
    #[error("the form cannot be read")]
    UnreadableForm,
    /// A file that is larger than we take.
    #[error("the file is too large")]
    TooLarge,
    /// Our fault; the id finds it in the log.
    #[error("internal error")]
    Internal(Option<String>),
}

/// What the API says is wrong with one field of its input.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct FieldFault {
    /// The field in the API's input: `days.0.date`.
    pub(crate) path: String,
}

impl Fault {
    /// The status that the page is answered with.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut | Self::Challenged(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UnreadableForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// An empty response that carries the fault; the session's layer makes a page of it.
impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<askama::Error> for Fault {
    fn from(fault: askama::Error) -> Self {
        tracing::error!(cause = %fault, "a page cannot be written");
        Self::Internal(None)
    }
}

//! The door to the API: one operation in, one GraphQL response out. Knows no transport and no page.

use std::net::IpAddr;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::fault::{Fault, FieldFault};

/// Executes GraphQL operations; the binary hands one in.
#[async_trait::async_trait]
pub trait Api: Send + Sync {
    /// The GraphQL response to `request`: an object with `data`, `errors` or both.
    async fn execute(&self, request: ApiRequest) -> Value;
}

/// One operation, and who asks.
#[derive(Clone, Debug)]
pub struct ApiRequest {
    /// The operation's text, one of `operations/*.graphql`.
    pub operation: &'static str,
    /// Its variables, an object.
    pub variables: Value,
    /// The access token of the one who asks.
    pub bearer: Option<String>,
    /// The address that the page was asked for from.
    pub address: Option<IpAddr>,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    data: Value,
    #[serde(default)]
    errors: Vec<AnswerError>,
}

#[derive(Deserialize)]
struct AnswerError {
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Extensions {
    code: String,
    challenge: Option<String>,
    fields: Vec<FieldFault>,
    request_id: Option<String>,
}

/// What the operation gave, or why it did not; a response with any error gives nothing.
pub(crate) fn read<T: DeserializeOwned>(response: Value) -> Result<T, Fault> {
    let answer: Answer = serde_json::from_value(response).map_err(|_| unreadable::<T>())?;
    match answer.errors.into_iter().next() {
        Some(error) => Err(fault(error.extensions)),
        None => shape(answer.data),
    }
}

/// Data in the shape that a page expects.
pub(crate) fn shape<T: DeserializeOwned>(data: Value) -> Result<T, Fault> {
    serde_json::from_value(data).map_err(|_| unreadable::<T>())
}

fn fault(extensions: Extensions) -> Fault {
    match extensions.code.as_str() {
        "UNAUTHENTICATED" => extensions.challenge.map_or(Fault::SignedOut, Fault::Challenged),
        "FORBIDDEN" => Fault::Forbidden,
        "NOT_FOUND" => Fault::NotFound,
        "INVALID_INPUT" => Fault::Invalid(extensions.fields),
        "CONFLICT" => Fault::Conflict,
        "RATE_LIMITED" => Fault::TooMany,
        _ => Fault::Internal(extensions.request_id),
    }
}

/// The response itself is not logged: it may hold what is nobody else's business.
fn unreadable<T>() -> Fault {
    tracing::error!(expected = std::any::type_name::<T>(), "a response is of an unexpected shape");
    Fault::Internal(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn errors_become_faults_by_their_code() {
        let with = |extensions| read::<Value>(json!({ "errors": [{ "extensions": extensions }] }));
        assert_eq!(with(json!({ "code": "NOT_FOUND" })), Err(Fault::NotFound));
        assert_eq!(
            with(json!({ "code": "INTERNAL", "requestId": "x1" })),
            Err(Fault::Internal(Some("x1".to_owned())))
        );
        assert_eq!(with(json!({})), Err(Fault::Internal(None)));
        let field = json!({ "path": "until", "message": "expected a date" });
        let Err(Fault::Invalid(fields)) =
            with(json!({ "code": "INVALID_INPUT", "fields": [field] }))
        else {
            panic!("expected faults of fields");
        };
        assert_eq!(fields[0].path, "until");
    }

    #[test]
    fn a_response_with_data_and_an_error_gives_the_error() {
        let response =
            json!({ "data": { "a": 1 }, "errors": [{ "extensions": { "code": "FORBIDDEN" } }] });
        assert_eq!(read::<Value>(response), Err(Fault::Forbidden));
        assert_eq!(read::<Value>(json!("no object")), Err(Fault::Internal(None)));
    }
}

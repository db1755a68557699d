//! From a GraphQL response to an HTTP one: status and form. GraphQL over HTTP, section 6.4 of its specification.

use async_graphql::{Response, Value};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;

use super::accept::Form;
use crate::limits::READS_ONLY;

/// A response without data: the request itself was at fault, and nothing was executed.
#[derive(Serialize)]
struct WithoutData<'a> {
    errors: &'a [async_graphql::ServerError],
}

/// The response in this form.
pub(super) fn answer(form: Form, response: &Response) -> axum::response::Response {
    let status = status(form, response);
    let body = match form {
        Form::GraphqlResponse if is_request_error(response) => {
            serde_json::to_vec(&WithoutData { errors: &response.errors })
        }
        Form::GraphqlResponse | Form::Json => serde_json::to_vec(response),
    };
    let body = match body {
        Ok(body) => body,
        Err(fault) => {
            tracing::error!(cause = %fault, "a response cannot be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let kind = [(header::CONTENT_TYPE, form.content_type())];
    let mut answer = (status, kind, body).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    answer
}

fn status(form: Form, response: &Response) -> StatusCode {
    let request_error = is_request_error(response);
    if request_error && response.errors.iter().any(|error| error.message == READS_ONLY) {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    match form {
        Form::GraphqlResponse if request_error && has_code(response, "INTERNAL") => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
        Form::GraphqlResponse if request_error => StatusCode::BAD_REQUEST,
        Form::GraphqlResponse | Form::Json => StatusCode::OK,
    }
}

/// Errors of execution name the field that failed; those of the request cannot.
fn is_request_error(response: &Response) -> bool {
    let errors = &response.errors;
    response.data == Value::Null
        && !errors.is_empty()
        && errors.iter().all(|error| error.path.is_empty())
}

fn has_code(response: &Response, code: &str) -> bool {
    let codes = response.errors.iter().filter_map(|error| error.extensions.as_ref()?.get("code"));
    codes.into_iter().any(|found| *found == Value::from(code))
}

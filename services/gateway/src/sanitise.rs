//! What leaves the house when something went wrong: our own refusals as they are, everything else in fixed
//! words that repeat no input, and for our own faults the request's id.

use async_graphql::{Response, ServerError, Value};

/// Makes every error of `response` fit to be shown, and logs what is our fault.
pub(crate) fn sanitise(response: &mut Response, request_id: &str, development: bool) {
    for error in &mut response.errors {
        match code(error).as_deref() {
            Some("INTERNAL") => show_request_id(error, request_id),
            Some(_) => {}
            None => name_invalid(error, development),
        }
        error.source = None;
    }
}

fn code(error: &ServerError) -> Option<String> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code.clone()),
        _ => None,
    }
}

fn show_request_id(error: &mut ServerError, request_id: &str) {
    let cause = error.source::<std::sync::Arc<dyn std::error::Error + Send + Sync>>();
    let chain = cause.map(|cause| chain(&**cause)).unwrap_or_default();
    tracing::error!(request_id, cause = chain, "a request failed");
    error.extensions.get_or_insert_default().set("requestId", request_id);
}

/// An error without a code comes from parsing, validation or a limit: the request itself is at fault.
fn name_invalid(error: &mut ServerError, development: bool) {
    const OWN_WORDS: [&str; 6] = [
        crate::limits::READS_ONLY,
        "too many tokens",
        "too many aliases",
        "too many root fields",
        "Query is nested too deep.",
        "Query is too complex.",
    ];
    if !development && !OWN_WORDS.contains(&error.message.as_str()) {
        "the document is not valid against the schema".clone_into(&mut error.message);
    }
    error.extensions.get_or_insert_default().set("code", "INVALID_INPUT");
}

fn chain(fault: &dyn std::error::Error) -> String {
    let mut text = fault.to_string();
    let mut next = fault.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

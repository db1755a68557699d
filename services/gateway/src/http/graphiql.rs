//! `GraphiQL`: trying the API out by hand, in development only. Its scripts come from unpkg.com, which no other page asks.

use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};

const PAGE: &str = include_str!("graphiql.html");

/// What the page may load: itself, and the scripts, styles and fonts of one place.
const POLICY: &str = "default-src 'self' https://unpkg.com data:; \
    script-src 'unsafe-inline' 'unsafe-eval' https://unpkg.com; \
    style-src 'unsafe-inline' https://unpkg.com; frame-ancestors 'none'";

/// Whether a browser asks for a page to look at, and for no query.
pub(super) fn is_asked(headers: &HeaderMap, query: Option<&str>) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    query.is_none() && accept.is_some_and(|accept| accept.starts_with("text/html"))
}

/// The page.
pub(super) fn page() -> Response {
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(PAGE)).into_response()
}

//! The schema, for clients that generate code from it.

use axum::http::header;
use axum::response::IntoResponse;

/// The schema in its own language.
pub(super) async fn schema_file() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], crate::schema_text())
}

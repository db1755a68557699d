//! Whether the process lives, and whether it can serve.

use axum::extract::State;
use axum::http::StatusCode;

use crate::Gateway;

/// The process answers.
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// The platform database answers too.
pub(super) async fn ready(State(gateway): State<Gateway>) -> (StatusCode, &'static str) {
    match gateway.parts.regions.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(fault) => {
            tracing::warn!(cause = %fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

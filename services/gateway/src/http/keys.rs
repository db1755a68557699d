//! The public keys that access tokens are verified by.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::Gateway;

/// The key set, RFC 7517.
pub(super) async fn keys(
    State(gateway): State<Gateway>,
) -> Result<Json<serde_json::Value>, StatusCode> {
    let keys = gateway.parts.accounts.jwks().await.map_err(|fault| {
        tracing::error!(cause = ?fault, "the signing keys cannot be read");
        StatusCode::SERVICE_UNAVAILABLE
    })?;
    serde_json::to_value(keys).map(Json).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

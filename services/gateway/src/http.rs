//! The routes of the door.

use axum::Router;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::Gateway;

mod graphql;
mod health;
mod keys;
mod measure;
mod metrics;
mod schema_file;

/// All routes of the door. Pages are added beside them by the binary.
pub fn router(gateway: Gateway) -> Router {
    let body = RequestBodyLimitLayer::new(gateway.parts.limits.body);
    let measured = axum::middleware::from_fn_with_state(gateway.clone(), measure::measure);
    Router::new()
        .route("/graphql", post(graphql::graphql).layer(body))
        .route("/schema.graphql", get(schema_file::schema_file))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .route("/.well-known/jwks.json", get(keys::keys))
        .layer(measured)
        .layer(CatchPanicLayer::new())
        .with_state(gateway)
}

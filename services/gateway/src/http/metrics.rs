//! What Prometheus reads.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::Gateway;

/// All metrics in the text form of Prometheus.
pub(super) async fn metrics(State(gateway): State<Gateway>) -> impl IntoResponse {
    let metrics = &gateway.parts.metrics;
    metrics.set_statements(gateway.parts.regions.statements());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.render())
}

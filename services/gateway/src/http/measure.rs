//! Counting and timing requests by route and status.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::Gateway;

/// Notes how long the request took, and how it ended.
pub(super) async fn measure(
    State(gateway): State<Gateway>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let started = Instant::now();
    let response = next.run(request).await;
    let route = path.as_deref().unwrap_or("other");
    gateway.parts.metrics.observe_request(route, response.status().as_u16(), started.elapsed());
    response
}

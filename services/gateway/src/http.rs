//! The routes of the door.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::{get, post};
use tower::util::option_layer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Gateway;

mod accept;
mod answer;
mod graphiql;
mod graphql;
mod health;
mod keys;
mod measure;
mod metrics;
mod schema_file;

/// All routes of the door. Pages are added beside them by the binary.
pub fn router(gateway: Gateway) -> Router {
    let body = RequestBodyLimitLayer::new(gateway.parts.limits.body);
    let upload = RequestBodyLimitLayer::new(gateway.parts.limits.upload);
    let measured = axum::middleware::from_fn_with_state(gateway.clone(), measure::measure);
    // Tells browsers to come by TLS for two years, where the door is served so.
    let two_years = || always(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000");
    let by_tls_only = option_layer(gateway.parts.secure.then(two_years));
    Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post).layer(body))
        .route("/graphql/upload", post(graphql::upload).layer(upload))
        .route("/schema.graphql", get(schema_file::schema_file))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .route("/.well-known/jwks.json", get(keys::keys))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::CACHE_CONTROL, "no-store"))
        .layer(by_tls_only)
        .layer(measured)
        .layer(CatchPanicLayer::new())
        .with_state(gateway)
}

/// A header of every answer. What the API says is its caller's, and for nobody to keep.
fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

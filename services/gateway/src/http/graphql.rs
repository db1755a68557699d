//! `POST /graphql`: one operation as JSON, and nothing else.

use std::net::{IpAddr, SocketAddr};

use async_graphql::Request;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::{Gateway, Origin};

/// Executes the operation in the body.
pub(super) async fn graphql(
    State(gateway): State<Gateway>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if !is_json(&headers) {
        return refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "expected content-type application/json",
        );
    }
    let Ok(bytes) = axum::body::to_bytes(body, gateway.parts.limits.body).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than allowed");
    };
    let request = match parse(&bytes) {
        Ok(request) => request,
        Err(expected) => return refuse(StatusCode::BAD_REQUEST, expected),
    };
    let address = peer.map(|Extension(ConnectInfo(peer))| peer.ip());
    let origin = Origin { bearer: bearer(&headers), address: client_address(address) };
    let response = gateway.execute(request, origin).await;
    (StatusCode::OK, axum::Json(response)).into_response()
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.map(|value| value.split(';').next().unwrap_or_default().trim());
    essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
}

fn parse(bytes: &Bytes) -> Result<Request, &'static str> {
    // An array would be a batch of operations, which no limit of a single one could hold.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err("expected one JSON object with a query");
    }
    serde_json::from_slice(bytes).map_err(|_| "expected a JSON object with query and variables")
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// The address that guessing is counted by.
fn client_address(peer: Option<IpAddr>) -> Option<IpAddr> {
    peer.map(|address| address.to_canonical())
}

fn refuse(status: StatusCode, message: &'static str) -> Response {
    let body = json!({
        "errors": [{ "message": message, "extensions": { "code": "INVALID_INPUT" } }]
    });
    (status, axum::Json(body)).into_response()
}

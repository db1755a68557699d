//! `/graphql`: one operation as JSON by POST, or one query in the address by GET, and nothing else.
//! GraphQL over HTTP, as its specification (graphql.github.io/graphql-over-http) has it.

use std::net::{IpAddr, SocketAddr};

use async_graphql::Request;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Extension, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::accept::Form;
use super::answer::answer;
use super::graphiql;
use crate::{Gateway, Origin};

type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

/// Executes the operation in the body.
pub(super) async fn post(
    State(gateway): State<Gateway>,
    peer: Peer,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let most = gateway.parts.limits.body;
    read(&gateway, most, peer, headers, body).await
}

/// Executes the operation in the body, which may hold a file. Whoever shows no token brings none.
pub(super) async fn upload(
    State(gateway): State<Gateway>,
    peer: Peer,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if bearer(&headers).is_none() {
        let form = Form::asked(&headers).unwrap_or(Form::Json);
        return refuse(form, StatusCode::UNAUTHORIZED, "expected a bearer token");
    }
    let most = gateway.parts.limits.upload;
    read(&gateway, most, peer, headers, body).await
}

async fn read(
    gateway: &Gateway,
    most: usize,
    peer: Peer,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let Some(form) = Form::asked(&headers) else { return not_acceptable() };
    if !is_json(&headers) {
        let expected = "expected content-type application/json";
        return refuse(form, StatusCode::UNSUPPORTED_MEDIA_TYPE, expected);
    }
    let reading = axum::body::to_bytes(body, most);
    let Ok(read) = tokio::time::timeout(gateway.parts.limits.time, reading).await else {
        return refuse(form, StatusCode::REQUEST_TIMEOUT, "the body took longer than it may");
    };
    let Ok(bytes) = read else {
        return refuse(form, StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than allowed");
    };
    match in_body(&bytes) {
        Ok(request) => execute(gateway, form, request, peer, &headers).await,
        Err(expected) => refuse(form, StatusCode::BAD_REQUEST, expected),
    }
}

/// Executes the query in the address. A GET changes nothing. In development a browser gets a page to try queries on.
pub(super) async fn get(
    State(gateway): State<Gateway>,
    peer: Peer,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    if gateway.parts.development && graphiql::is_asked(&headers, query.as_deref()) {
        return graphiql::page();
    }
    let Some(form) = Form::asked(&headers) else { return not_acceptable() };
    match in_address(query.as_deref().unwrap_or_default()) {
        Ok(request) => {
            let request = request.data(crate::limits::OnlyQueries);
            execute(&gateway, form, request, peer, &headers).await
        }
        Err(expected) => refuse(form, StatusCode::BAD_REQUEST, expected),
    }
}

async fn execute(
    gateway: &Gateway,
    form: Form,
    request: Request,
    peer: Peer,
    headers: &HeaderMap,
) -> Response {
    let address = peer.map(|Extension(ConnectInfo(peer))| client_address(peer.ip()));
    let origin = Origin { bearer: bearer(headers), address };
    answer(form, &gateway.execute(request, origin).await)
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.map(|value| value.split(';').next().unwrap_or_default().trim());
    essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
}

fn in_body(bytes: &Bytes) -> Result<Request, &'static str> {
    // An array would be a batch of operations, which no limit of a single one could hold.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err("expected one JSON object with a query");
    }
    serde_json::from_slice(bytes).map_err(|_| "expected a JSON object with query and variables")
}

fn in_address(query: &str) -> Result<Request, &'static str> {
    let mut request = None;
    let mut variables = None;
    let mut operation = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "query" => request = Some(value.into_owned()),
            "variables" => variables = Some(value.into_owned()),
            "operationName" => operation = Some(value.into_owned()),
            _ => {}
        }
    }
    let mut request = Request::new(request.ok_or("expected a parameter query")?);
    if let Some(variables) = variables.filter(|text| !text.is_empty()) {
        let parsed = serde_json::from_str(&variables);
        request = request.variables(parsed.map_err(|_| "expected variables as a JSON object")?);
    }
    request.operation_name = operation.filter(|name| !name.is_empty());
    Ok(request)
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// The address that guessing is counted by.
fn client_address(peer: IpAddr) -> IpAddr {
    peer.to_canonical()
}

fn not_acceptable() -> Response {
    refuse(Form::Json, StatusCode::NOT_ACCEPTABLE, "expected accept application/json")
}

fn refuse(form: Form, status: StatusCode, message: &'static str) -> Response {
    let body = json!({
        "errors": [{ "message": message, "extensions": { "code": "INVALID_INPUT" } }]
    });
    let kind: [(_, HeaderValue); 1] = [(header::CONTENT_TYPE, form.content_type())];
    (status, kind, body.to_string()).into_response()
}

//! The rows of an import with what has become of each, as a file.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::operation::operation;
use crate::visit::Visit;

const STAFF_IMPORT_RESULT: &str = operation!("staff_import_result");

#[derive(Deserialize)]
struct Answer {
    region: Option<InRegion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InRegion {
    staff_import: Option<Found>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    result_file: String,
}

pub(super) async fn send(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let variables = json!({ "region": region, "id": id });
    let answer: Answer = visit.ask(STAFF_IMPORT_RESULT, variables).await?;
    let found = answer.region.and_then(|region| region.staff_import).ok_or(Fault::NotFound)?;
    let file = STANDARD.decode(found.result_file).map_err(|_| Fault::Internal(None))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"resultat.csv\""),
    ];
    Ok((headers, file).into_response())
}

//! The rows of an import with what has become of each, as a file.

use axum::extract::Path;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::download::{CSV, download};
use crate::fault::Fault;
use crate::operation::operation;
use crate::visit::Visit;

const STAFF_IMPORT_RESULT: &str = operation!("staff_import_result");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
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
    let content: Content = visit.within(STAFF_IMPORT_RESULT, &region, json!({ "id": id })).await?;
    let found = content.staff_import.ok_or(Fault::NotFound)?;
    let file = STANDARD.decode(found.result_file).map_err(|_| Fault::Internal(None))?;
    Ok(download(CSV, "resultat.csv", file))
}

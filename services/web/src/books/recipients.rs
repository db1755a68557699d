//! Recipients from a file: uploaded, looked at beside those there are, and saved; and all of them as a file.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::json;

use super::data::Recipient;
use crate::download::{CSV, download};
use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::frame::{Here, Permission};
use crate::operation::{operation, region_operation};
use crate::upload::Upload;
use crate::visit::Visit;

mod columns;
mod page;
pub(super) mod save;

const HERE: &str = region_operation!("here");
const RECIPIENTS_READ: &str = region_operation!("recipients_read");
const RECIPIENTS_FILE: &str = operation!("recipients_file");

/// The largest file that goes along with the form that saves it.
const LARGEST: usize = 180_000;

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    recipients_read: Outlook,
}

/// What a file would change, as the API says it.
#[derive(Deserialize)]
struct Outlook {
    version: i64,
    unchanged: i64,
    faults: Vec<FileFault>,
    added: Vec<Alone>,
    changed: Vec<Change>,
    removed: Vec<Alone>,
}

#[derive(Deserialize)]
struct FileFault {
    row: Option<i64>,
    column: Option<String>,
    found: String,
    explanation: String,
}

#[derive(Deserialize)]
struct Alone {
    municipality: Named,
    recipient: Recipient,
}

#[derive(Deserialize)]
struct Change {
    municipality: Named,
    columns: Vec<String>,
    before: Recipient,
    after: Recipient,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    recipients_file: File,
}

#[derive(Deserialize)]
struct File {
    name: String,
    content: String,
}

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    alone(&visit, &region, Vec::new()).await
}

/// The page without a file.
async fn alone(visit: &Visit, region: &str, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let (here, Nothing {}): (Here, Nothing) = visit.region(HERE, region, json!({})).await?;
    if !here.may(Permission::Settle) {
        return Err(Fault::Forbidden);
    }
    page::shown(visit, &here, None, faults)
}

/// Shows what a file would change. Changes nothing.
pub(super) async fn look(
    visit: Visit,
    Path(region): Path<String>,
    Extension(upload): Extension<Upload>,
) -> Result<Response, Fault> {
    let told = match upload.file("fil") {
        None => "Välj en fil med mottagare.",
        Some(file) if file.len() > LARGEST => {
            "Filen är större än 180 kB. Ta bort det som inte är mottagare, eller spara den som CSV."
        }
        Some(file) => return looked_at(&visit, &region, file, Vec::new()).await,
    };
    alone(&visit, &region, vec![FaultLine::of("fil", told)]).await
}

/// The page with what a file would change.
async fn looked_at(
    visit: &Visit,
    region: &str,
    file: &[u8],
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let variables = json!({ "content": STANDARD.encode(file) });
    let (here, answer): (Here, Answer) = visit.region(RECIPIENTS_READ, region, variables).await?;
    let carried = URL_SAFE_NO_PAD.encode(file);
    page::shown(visit, &here, Some((answer.recipients_read, carried)), faults)
}

/// All recipients, as a file.
pub(super) async fn send(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let Given { recipients_file: file } = visit.within(RECIPIENTS_FILE, &region, json!({})).await?;
    let content = STANDARD.decode(file.content).map_err(|_| Fault::Internal(None))?;
    Ok(download(CSV, &file.name, content))
}

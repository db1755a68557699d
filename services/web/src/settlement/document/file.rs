//! A file of a document to take home, or what is to be mended before there is one.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::download::download;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::operation::operation;
use crate::settlement::formats;
use crate::urls;
use crate::visit::{Visit, page};

const DOCUMENT_FILE: &str = operation!("document_file");

#[derive(Template)]
#[template(path = "settlement/withheld.html")]
struct WithheldPage {
    frame: Frame,
    faults: Vec<String>,
    books_href: String,
    document_href: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    document_file: Option<File>,
}

#[derive(Deserialize)]
struct File {
    name: Option<String>,
    content: Option<String>,
    faults: Vec<String>,
}

pub(super) async fn send(
    visit: Visit,
    Path((region, id, format)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let format = formats::format(&format)?;
    let variables = json!({ "id": id, "format": format.word });
    let content: Content = visit.within(DOCUMENT_FILE, &region, variables).await?;
    let file = content.document_file.ok_or(Fault::NotFound)?;
    let (Some(name), Some(content)) = (file.name, file.content) else {
        return withheld(&visit, &region, &id, &file.faults);
    };
    let content = STANDARD.decode(content).map_err(|_| Fault::Internal(None))?;
    Ok(download(format.kind, &name, content))
}

fn withheld(visit: &Visit, region: &str, id: &str, faults: &[String]) -> Result<Response, Fault> {
    let mut response = page(&WithheldPage {
        frame: Frame::bare(&visit.session, "Filen kan inte lämnas ut")?,
        faults: faults.iter().map(|fault| formats::told(fault)).collect(),
        books_href: urls::books(region),
        document_href: urls::document(region, id),
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

//! The archive itself, passed on part by part, so that nobody holds more than one of them.

use std::io;

use axum::body::Body;
use axum::extract::Path;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::stream::{self, StreamExt};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::download::{self, ZIP};
use crate::fault::Fault;
use crate::operation::operation;
use crate::settlement::formats::{self, FileFormat};
use crate::visit::Visit;

const RUN_FILES_PART: &str = operation!("run_files_part");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    run_files: Option<Part>,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the schema")]
#[derive(Deserialize)]
struct Part {
    name: String,
    size: u64,
    parts: i64,
    part: Option<String>,
}

/// What is fetched, and for whom.
struct Fetching {
    visit: Visit,
    region: String,
    run: String,
    format: &'static FileFormat,
}

impl Fetching {
    fn variables(&self, number: i64) -> Value {
        json!({ "run": self.run, "format": self.format.word, "number": number })
    }

    /// A part after the first.
    async fn next(&self, number: i64) -> Result<Vec<u8>, Fault> {
        let variables = self.variables(number);
        let content = self.visit.within_answer(RUN_FILES_PART, &self.region, variables).await?;
        read(content).map(|(_, bytes)| bytes)
    }
}

pub(super) async fn send(
    visit: Visit,
    Path((region, run, format)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let format = formats::format(&format)?;
    let fetching = Fetching { visit, region, run, format };
    let variables = fetching.variables(1);
    let content = fetching.visit.within(RUN_FILES_PART, &fetching.region, variables).await?;
    let (part, bytes) = read(content)?;
    let parts = part.parts;
    let rest = stream::try_unfold((fetching, 2), move |(fetching, number)| async move {
        if number > parts {
            return Ok(None);
        }
        // The browser sees that the file breaks off.
        let lost = |_| io::Error::other("a part of the archive is not there any more");
        let bytes = fetching.next(number).await.map_err(lost)?;
        Ok(Some((bytes, (fetching, number.saturating_add(1)))))
    });
    let first = stream::once(async { Ok::<_, io::Error>(bytes) });
    let body = Body::from_stream(first.chain(rest));
    Ok(download::stream(ZIP, &part.name, part.size, body))
}

fn read(content: Content) -> Result<(Part, Vec<u8>), Fault> {
    let mut part = content.run_files.ok_or(Fault::NotFound)?;
    let bytes = part.part.take().ok_or(Fault::NotFound)?;
    let bytes = STANDARD.decode(bytes).map_err(|_| Fault::Internal(None))?;
    Ok((part, bytes))
}

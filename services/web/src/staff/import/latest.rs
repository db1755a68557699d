//! Taking a file or pasted cells in, and the latest imports.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::swedish;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Id;
use super::{Counts, ImportState};
use crate::fault::Fault;
use crate::forms::{self, FaultLine, said_of};
use crate::frame::Frame;
use crate::operation::{operation, region_operation};
use crate::pill::Pill;
use crate::rail::Section;
use crate::upload::Upload;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const STAFF_IMPORTS: &str = region_operation!("staff_imports");
const STAFF_IMPORT_UPLOAD: &str = operation!("staff_import_upload");

#[derive(Template)]
#[template(path = "staff/import/latest.html")]
struct LatestPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    file_fault: String,
    cells_fault: String,
    address: String,
    rows: Vec<Row>,
}

struct Row {
    file_name: String,
    href: String,
    at: String,
    by: String,
    count: String,
    state: Pill,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    staff_imports: Vec<Listed>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    id: String,
    file_name: String,
    by: String,
    created_at: DateTime<Utc>,
    state: ImportState,
    progress: Counts,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Uploaded {
    staff_import_upload: Id,
}

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, Vec::new()).await
}

pub(super) async fn upload(
    visit: Visit,
    Path(region): Path<String>,
    Extension(upload): Extension<Upload>,
) -> Result<Response, Fault> {
    let Some(input) = input(&region, &upload) else {
        let text = "Välj en fil, eller klistra in celler från ett kalkylblad.";
        return form(&visit, &region, vec![FaultLine::of("fil", text)]).await;
    };
    match visit.ask::<Uploaded>(STAFF_IMPORT_UPLOAD, json!({ "input": input })).await {
        Ok(answer) => {
            let there = urls::staff_import(&region, &answer.staff_import_upload.id);
            Ok(Redirect::to(&there).into_response())
        }
        Err(Fault::Invalid(_)) => {
            let fault = if upload.file("fil").is_some() {
                let text = "Filen gick inte att läsa. Spara den som CSV eller Excel (xlsx), med \
                            rubriker på första raden och minst en person under dem.";
                FaultLine::of("fil", text)
            } else {
                let text = "Cellerna gick inte att läsa. Kopiera dem med rubrikraden och minst en \
                            person under den.";
                FaultLine::of("celler", text)
            };
            form(&visit, &region, vec![fault]).await
        }
        Err(fault) => Err(fault),
    }
}

/// The file, or else the cells; nothing where neither was given.
fn input(region: &str, upload: &Upload) -> Option<Value> {
    if let Some((name, bytes)) = upload.file_name("fil").zip(upload.file("fil")) {
        return Some(json!({
            "region": region,
            "fileName": name,
            "content": STANDARD.encode(bytes),
        }));
    }
    let cells = Some(upload.text("celler")).filter(|cells| !cells.trim().is_empty())?;
    Some(json!({ "region": region, "fileName": "Inklistrade celler", "pasted": cells }))
}

async fn form(visit: &Visit, region: &str, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let (here, content): (_, Content) = visit.region(STAFF_IMPORTS, region, json!({})).await?;
    let slug = here.slug.as_str();
    let mut frame = Frame::region(visit, &here, Section::Staff, "Läs in personal")?
        .below("Personer", urls::staff(slug));
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let shown = page(&LatestPage {
        frame,
        file_fault: said_of(&faults, "fil"),
        cells_fault: said_of(&faults, "celler"),
        address: urls::staff_imports(slug),
        rows: content.staff_imports.into_iter().map(|one| row(slug, one)).collect(),
        faults,
    })?;
    Ok((status, shown).into_response())
}

fn row(region: &str, one: Listed) -> Row {
    let Counts { rows, created, changed, refused, .. } = one.progress;
    let rows = figures::counted(rows, "rad", "rader");
    Row {
        href: urls::staff_import(region, &one.id),
        at: swedish::minute(one.created_at),
        by: one.by,
        count: match one.state {
            ImportState::Uploaded => rows,
            _ => format!("{rows}: {created} nya, {changed} ändrade, {refused} felaktiga"),
        },
        state: one.state.pill(),
        file_name: one.file_name,
    }
}

//! One import: its columns and its dry run before it has begun, how far it has come, and what has become of its rows.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::swedish;
use serde::Deserialize;
use serde_json::json;

use super::super::Municipality;
use super::columns::{self, ColumnRow};
use super::progress::{self, Progress};
use super::rows::{self, Asked, Listed};
use super::{Import, ImportState};
use crate::fault::Fault;
use crate::forms::{Choice, FaultLine};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::road::Road;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const STAFF_IMPORT: &str = region_operation!("staff_import");

#[derive(Template)]
#[template(path = "staff/import/show.html")]
struct ImportPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    file_name: String,
    state: Pill,
    road: Road,
    uploaded: String,
    mapping: Option<MappingForm>,
    begin: Option<BeginForm>,
    progress: Option<Progress>,
    invites: bool,
    ended: String,
    listed: Option<Listed>,
    cancel_href: String,
    /// The file of rows with what became of each; empty before there is one.
    result_href: String,
    again_href: String,
}

struct MappingForm {
    address: String,
    columns: Vec<ColumnRow>,
    employer: Option<Choice>,
}

/// The button that begins, and its choices.
struct BeginForm {
    address: String,
    written: i64,
    written_told: String,
    refused: i64,
    refused_told: String,
    can_invite: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    municipalities: Vec<Municipality>,
    staff_import: Import,
}

/// An import, and whose staff the viewer keeps.
pub(super) struct Loaded {
    pub(super) here: Here,
    pub(super) import: Import,
    pub(super) municipalities: Vec<Municipality>,
}

pub(super) async fn load(visit: &Visit, region: &str, id: &str) -> Result<Loaded, Fault> {
    let (here, content): (Here, Content) =
        visit.region(STAFF_IMPORT, region, json!({ "id": id })).await?;
    Ok(Loaded { here, import: content.staff_import, municipalities: content.municipalities })
}

pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let loaded = load(&visit, &region, &id).await?;
    shown(&visit, loaded, &asked, Vec::new()).await
}

/// The page with what was wrong with a form on it.
pub(super) async fn again(
    visit: &Visit,
    region: &str,
    id: &str,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let loaded = load(visit, region, id).await?;
    let page = shown(visit, loaded, &Asked::default(), faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn shown(
    visit: &Visit,
    Loaded { here, import, municipalities }: Loaded,
    asked: &Asked,
    mut faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let slug = here.slug.as_str();
    let open = import.state == ImportState::Uploaded && !import.columns.is_empty();
    let mapped = open && import.mapping_faults.is_empty();
    let listed = if mapped || !open && import.state != ImportState::Running {
        let (which, stands) = ((slug, import.id.as_str()), (import.state, import.progress));
        rows::load(visit, which, stands, asked).await?
    } else {
        None
    };
    if open {
        let told = import.mapping_faults.iter();
        faults.extend(told.map(|text| FaultLine::of("kolumner", text.as_str())));
    }
    let mut frame = Frame::region(visit, &here, Section::Staff, &import.file_name)?
        .below("Personer", urls::staff(slug))
        .below("Läs in personal", urls::staff_imports(slug));
    frame.tell_of(&faults);
    let uploaded = format!(
        "{} från {}, av {}.",
        figures::counted(import.progress.rows, "rad", "rader"),
        swedish::minute(import.created_at),
        import.by
    );
    page(&ImportPage {
        frame,
        faults,
        state: import.state.pill(),
        road: progress::road(&import, mapped),
        uploaded,
        mapping: open.then(|| MappingForm {
            address: urls::map_import(slug, &import.id),
            columns: columns::rows(&import),
            employer: columns::employer(&import, &municipalities),
        }),
        begin: listed.as_ref().filter(|_| mapped).map(|listed| begin(slug, &import, listed)),
        progress: progress::progress(&import),
        invites: import.invites,
        ended: progress::ended(&import),
        cancel_href: match import.state {
            ImportState::Uploaded | ImportState::Running if !import.stopping => {
                urls::cancel_import(slug, &import.id)
            }
            _ => String::new(),
        },
        result_href: match import.finished_at {
            Some(_) if import.progress.done() > 0 => urls::import_result(slug, &import.id),
            Some(_) | None => String::new(),
        },
        again_href: urls::staff_imports(slug),
        file_name: import.file_name,
        listed,
    })
}

fn begin(region: &str, import: &Import, listed: &Listed) -> BeginForm {
    let written = listed.counts.written();
    BeginForm {
        address: urls::start_import(region, &import.id),
        written,
        written_told: figures::counted(written, "person", "personer"),
        refused: listed.counts.refused,
        refused_told: figures::counted(
            listed.counts.refused,
            "rad är felaktig",
            "rader är felaktiga",
        ),
        can_invite: listed.counts.created > 0,
    }
}

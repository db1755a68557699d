//! The learning platform: files for it to import, and how its people differ from ours.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::pill::Pill;
use crate::rail::Section;
use crate::upload::Upload;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const TOTARA_EXPORT: &str = region_operation!("totara_export");
const TOTARA_DRIFT: &str = operation!("totara_drift");

#[derive(Template)]
#[template(path = "staff/totara.html")]
struct TotaraPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    count: String,
    left_out: i64,
    left_out_told: String,
    files: Vec<(&'static str, String, &'static str)>,
    drift: Option<DriftView>,
}

struct DriftView {
    told: String,
    rows: Vec<DriftRow>,
    faults: Vec<String>,
}

struct DriftRow {
    name: String,
    id: String,
    kind: Pill,
    explanation: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    totara_export: Export,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Export {
    users: String,
    assignments: String,
    organisations: String,
    user_count: i64,
    left_out: i64,
}

#[derive(Deserialize)]
struct Answer {
    region: Option<InRegion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InRegion {
    totara_drift: Drift,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Drift {
    only_here: i64,
    only_there: i64,
    differs: i64,
    rows: Vec<Differing>,
    faults: Vec<String>,
}

#[derive(Deserialize)]
struct Differing {
    idnumber: String,
    name: String,
    kind: Kind,
    explanation: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Kind {
    OnlyHere,
    OnlyThere,
    Differs,
}

async fn load(visit: &Visit, region: &str) -> Result<(Here, Export), Fault> {
    let (here, content): (Here, Content) = visit.region(TOTARA_EXPORT, region, json!({})).await?;
    Ok((here, content.totara_export))
}

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    totara_page(&visit, &region, None, Vec::new()).await
}

/// One of the files, by its name.
pub(super) async fn send(
    visit: Visit,
    Path((region, file)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (_, export) = load(&visit, &region).await?;
    let content = match file.as_str() {
        "user.csv" => export.users,
        "jobassignment.csv" => export.assignments,
        "org.csv" => export.organisations,
        _ => return Err(Fault::NotFound),
    };
    let content = STANDARD.decode(content).map_err(|_| Fault::Internal(None))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
    ];
    Ok((headers, content).into_response())
}

/// Compares a file of theirs with what we have.
pub(super) async fn compare(
    visit: Visit,
    Path(region): Path<String>,
    Extension(upload): Extension<Upload>,
) -> Result<Response, Fault> {
    let told = "Välj filen user.csv från lärplattformen.";
    let Some(users) = upload.file("anvandare") else {
        return totara_page(&visit, &region, None, vec![FaultLine::of("anvandare", told)]).await;
    };
    let variables = json!({
        "region": region,
        "users": STANDARD.encode(users),
        "assignments": upload.file("uppdrag").map(|file| STANDARD.encode(file)),
    });
    match visit.ask::<Answer>(TOTARA_DRIFT, variables).await {
        Ok(answer) => {
            let region_found = answer.region.ok_or(Fault::NotFound)?;
            let drift = view(region_found.totara_drift);
            totara_page(&visit, &region, Some(drift), Vec::new()).await
        }
        Err(Fault::Invalid(_)) => {
            let text = "Filen gick inte att läsa. Ta den som lärplattformens HR-import läser, med \
                        idnumber och username i rubrikraden.";
            totara_page(&visit, &region, None, vec![FaultLine::of("anvandare", text)]).await
        }
        Err(fault) => Err(fault),
    }
}

fn view(drift: Drift) -> DriftView {
    let [here, there, differs] =
        [drift.only_here, drift.only_there, drift.differs].map(figures::count);
    let row = |one: Differing| DriftRow {
        name: one.name,
        id: one.idnumber,
        kind: match one.kind {
            Kind::OnlyHere => Pill::attention("Bara här"),
            Kind::OnlyThere => Pill::attention("Bara där"),
            Kind::Differs => Pill::live("Skiljer sig"),
        },
        explanation: one.explanation,
    };
    DriftView {
        told: format!("{here} finns bara här, {there} bara där, och {differs} skiljer sig."),
        rows: drift.rows.into_iter().map(row).collect(),
        faults: drift.faults,
    }
}

async fn totara_page(
    visit: &Visit,
    region: &str,
    drift: Option<DriftView>,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, export) = load(visit, region).await?;
    let slug = here.slug.as_str();
    let mut frame = Frame::region(visit, &here, Section::Staff, "Lärplattformen")?
        .below("Personer", urls::staff(slug));
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    if !faults.is_empty() {
        frame.title.insert_str(0, "Fel: ");
    }
    let file = |name: &'static str, what| (name, urls::totara_file(slug, name), what);
    let mut response = page(&TotaraPage {
        frame,
        faults,
        address: urls::totara(slug),
        count: figures::counted(export.user_count, "person", "personer"),
        left_out: export.left_out,
        left_out_told: figures::counted(export.left_out, "person", "personer"),
        files: vec![
            file("user.csv", "användare"),
            file("jobassignment.csv", "uppdrag, med chef och organisation"),
            file("org.csv", "organisationer: en för varje kommun"),
        ],
        drift,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

//! The learning platform: files for it to import, and how its people differ from ours.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::download::{CSV, download};
use crate::fault::Fault;
use crate::forms::{self, FaultLine};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::pill::Pill;
use crate::rail::Section;
use crate::upload::Upload;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const TOTARA: &str = region_operation!("totara");
const TOTARA_EXPORT: &str = operation!("totara_export");
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

/// What the region answers: its files, or how many would be in them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exported<T> {
    totara_export: T,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Counted {
    user_count: i64,
    left_out: i64,
}

#[derive(Deserialize)]
struct Files {
    users: String,
    assignments: String,
    organisations: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Compared {
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

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    totara_page(&visit, &region, None, Vec::new()).await
}

/// One of the files, by its name.
pub(super) async fn send(
    visit: Visit,
    Path((region, file)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let Exported::<Files> { totara_export: files } =
        visit.within(TOTARA_EXPORT, &region, json!({})).await?;
    let content = match file.as_str() {
        "user.csv" => files.users,
        "jobassignment.csv" => files.assignments,
        "org.csv" => files.organisations,
        _ => return Err(Fault::NotFound),
    };
    let content = STANDARD.decode(content).map_err(|_| Fault::Internal(None))?;
    Ok(download(CSV, &file, content))
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
        "users": STANDARD.encode(users),
        "assignments": upload.file("uppdrag").map(|file| STANDARD.encode(file)),
    });
    match visit.within::<Compared>(TOTARA_DRIFT, &region, variables).await {
        Ok(answer) => {
            let drift = view(answer.totara_drift);
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
    let (here, content): (Here, Exported<Counted>) =
        visit.region(TOTARA, region, json!({})).await?;
    let counted = content.totara_export;
    let slug = here.slug.as_str();
    let mut frame = Frame::region(visit, &here, Section::Staff, "Lärplattformen")?
        .below("Personer", urls::staff(slug));
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let file = |name: &'static str, what| (name, urls::totara_file(slug, name), what);
    let shown = page(&TotaraPage {
        frame,
        faults,
        address: urls::totara(slug),
        count: figures::counted(counted.user_count, "person", "personer"),
        left_out: counted.left_out,
        left_out_told: figures::counted(counted.left_out, "person", "personer"),
        files: vec![
            file("user.csv", "användare"),
            file("jobassignment.csv", "uppdrag, med chef och organisation"),
            file("org.csv", "organisationer: en för varje kommun"),
        ],
        drift,
    })?;
    Ok((status, shown).into_response())
}

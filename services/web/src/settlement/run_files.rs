//! All files of a run in one format: asked for, how far they have come, and taken.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use domain::{Date, swedish};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::formats::{self, FileFormat};
use crate::visit::{Visit, page};
use crate::{figures, urls};

mod archive;

const RUN_FILES: &str = region_operation!("run_files");
const RUN_FILES_MAKE: &str = operation!("run_files_make");

/// The page, its button, and the file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::RUN_FILES, get(show).post(make))
        .route(urls::RUN_FILES_ARCHIVE, get(archive::send))
}

#[derive(Template)]
#[template(path = "settlement/run_files.html")]
struct RunFilesPage {
    frame: Frame,
    title: String,
    state: Option<Pill>,
    lead: String,
    /// What the button says; empty where there is none.
    button: String,
    address: String,
    has_failed: bool,
    progress: Option<Progress>,
    is_ready: bool,
    archive: Option<Archive>,
    /// Documents without a file.
    withheld: Vec<Withheld>,
    withheld_told: String,
    books_href: String,
}

struct Progress {
    done: i64,
    all: i64,
    told: String,
}

struct Archive {
    href: String,
    label: String,
    told: String,
}

struct Withheld {
    number: String,
    why: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    run: Option<Run>,
    run_files: Option<Files>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    until: Date,
    documents: i64,
    first_number: String,
    last_number: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Files {
    state: State,
    documents: i64,
    done: i64,
    name: String,
    size: i64,
    parts: i64,
    expires_at: Option<DateTime<Utc>>,
    withheld: Vec<WithheldDocument>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    Making,
    Ready,
    Failed,
}

#[derive(Deserialize)]
struct WithheldDocument {
    number: String,
    faults: Vec<String>,
}

async fn show(
    visit: Visit,
    Path((region, run, format)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let format = formats::format(&format)?;
    let variables = json!({ "run": run, "format": format.word });
    let (here, content): (Here, Content) = visit.region(RUN_FILES, &region, variables).await?;
    let (id, found) = (run, content.run.ok_or(Fault::NotFound)?);
    let slug = here.slug.as_str();
    let title = format!("Alla filer: {}", format.label);
    let frame = Frame::region(&visit, &here, Section::Settlement, &title)?
        .below("Avräkning", urls::settlement(slug));
    let files = content.run_files;
    let state = files.as_ref().map(|files| files.state);
    let address = urls::run_files(slug, &id, format.path);
    page(&RunFilesPage {
        frame,
        title,
        state: state.map(State::pill),
        lead: lead(&found),
        button: match state {
            None | Some(State::Failed) => {
                format!("Gör i ordning {}", figures::counted(found.documents, "fil", "filer"))
            }
            Some(State::Making | State::Ready) => String::new(),
        },
        address,
        has_failed: state == Some(State::Failed),
        progress: files.as_ref().and_then(progress),
        is_ready: state == Some(State::Ready),
        archive: files.as_ref().and_then(|files| archive(slug, &id, format, files)),
        withheld_told: withheld_told(files.as_ref()),
        withheld: files.map(|files| withheld(files.withheld)).unwrap_or_default(),
        books_href: urls::books(slug),
    })
}

async fn make(
    visit: Visit,
    Path((region, run, format)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let format = formats::format(&format)?;
    let input = json!({ "region": region, "run": run, "format": format.word });
    let IgnoredAny = visit.ask(RUN_FILES_MAKE, json!({ "input": input })).await?;
    Ok(Redirect::to(&urls::run_files(&region, &run, format.path)).into_response())
}

impl State {
    const fn pill(self) -> Pill {
        match self {
            Self::Making => Pill::live("Görs i ordning"),
            Self::Ready => Pill::ready("Klara"),
            Self::Failed => Pill::attention("Gick inte"),
        }
    }
}

fn lead(run: &Run) -> String {
    let until = swedish::long_date(run.until);
    if run.first_number == run.last_number {
        format!("Avräkningen till och med {until}: underlag {}.", run.first_number)
    } else {
        let (first, last) = (&run.first_number, &run.last_number);
        format!("Avräkningen till och med {until}: underlag {first}–{last}, i en zip-fil.")
    }
}

fn progress(files: &Files) -> Option<Progress> {
    (files.state == State::Making).then(|| {
        let (done, all) = (figures::count(files.done), figures::count(files.documents));
        let told = format!("{done} av {all} underlag är klara.");
        Progress { done: files.done, all: files.documents.max(1), told }
    })
}

fn archive(region: &str, run: &str, format: &FileFormat, files: &Files) -> Option<Archive> {
    (files.state == State::Ready && files.parts > 0).then(|| {
        let count =
            files.documents.saturating_sub(i64::try_from(files.withheld.len()).unwrap_or(0));
        let kilobytes = files.size.saturating_add(999) / 1000;
        let kept = files.expires_at.map(swedish::minute);
        let kept = kept.map(|until| format!(" Filen finns kvar till {until}.")).unwrap_or_default();
        Archive {
            href: urls::run_files_archive(region, run, format.path),
            label: format!("Hämta {}", figures::counted(count, "fil", "filer")),
            told: format!("{}, {} kB.{kept}", files.name, figures::count(kilobytes)),
        }
    })
}

fn withheld_told(files: Option<&Files>) -> String {
    let count = files.map_or(0, |files| i64::try_from(files.withheld.len()).unwrap_or(i64::MAX));
    format!("{} kan inte lämnas ut", figures::counted(count, "underlag", "underlag"))
}

fn withheld(documents: Vec<WithheldDocument>) -> Vec<Withheld> {
    let told = documents.into_iter().map(|one| {
        let why: Vec<String> = one.faults.iter().map(|fault| formats::told(fault)).collect();
        Withheld { number: one.number, why: why.join(" ") }
    });
    told.collect()
}

//! Choosing a date and seeing what would be issued, per municipality; runs so far below. Issues nothing.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Date, MunicipalityCode, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{FaultLine, Field, date_in, said_of};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::road::{Place, Road, Stop};
use crate::router::App;
use crate::settlement::credits_waiting::Waiting;
use crate::settlement::issue;
use crate::settlement::preview::attested::Attested;
use crate::settlement::preview::by_municipality::Table;
use crate::settlement::preview::data::{Content, Preview};
use crate::settlement::preview::findings::Remark;
use crate::settlement::preview::one_municipality::Chosen;
use crate::settlement::preview::runs::RunsView;
use crate::terms::nothing_charged_yet;
use crate::visit::{Visit, page};
use crate::{once, urls};

mod attested;
mod by_municipality;
mod data;
mod findings;
mod missing;
mod one_municipality;
mod runs;

const SETTLEMENT: &str = region_operation!("settlement", "fragments/credits_waiting");

/// The page, and the form on it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::SETTLEMENT, get(show).post(issue::issue))
        .route(urls::ATTEST, post(issue::attest))
}

#[derive(Template)]
#[template(path = "settlement/preview.html")]
struct PreviewPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    road: Road,
    date: Field,
    until: String,
    until_words: String,
    remarks: Vec<Remark>,
    open_days: i64,
    /// Whether something must be set up first.
    blocked: bool,
    attested: Attested,
    attest_href: String,
    /// Why there is nothing to issue, where it is not that all has been.
    nothing_yet: Option<String>,
    agreements_href: String,
    start_href: String,
    count: usize,
    total: String,
    fingerprint: String,
    key: String,
    table: Table,
    chosen: Option<Chosen>,
    credits: Waiting,
    runs: RunsView,
    documents_href: String,
}

/// What the address may say.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Up to which date; today where absent.
    #[serde(default)]
    pub(super) datum: String,
    /// The municipality whose documents are shown one by one.
    #[serde(default)]
    pub(super) kommun: String,
    /// Where the page of runs begins.
    #[serde(default)]
    pub(super) efter: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    preview(&visit, &region, &asked, Vec::new()).await
}

/// The page, with what is wrong with the form that was sent.
pub(super) async fn preview(
    visit: &Visit,
    region: &str,
    asked: &Asked,
    mut faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let typed = date_in(&asked.datum, "datum", &mut faults);
    let until = typed.unwrap_or_else(|| visit.today());
    let after = Some(&asked.efter).filter(|cursor| !cursor.is_empty());
    // What cannot be a municipality's code chooses none.
    let municipality = asked.kommun.parse::<MunicipalityCode>().ok();
    let variables = json!({
        "until": until,
        "after": after,
        "municipality": municipality.map(|code| code.to_string()),
        "chosen": municipality.is_some(),
    });
    let (here, content) = visit.region(SETTLEMENT, region, variables).await?;
    let mut view = view(visit, &here, asked, until, content)?;
    view.date.fault = said_of(&faults, "datum");
    if !faults.is_empty() {
        view.frame.title.insert_str(0, "Fel: ");
        // What was typed stays, readable or not.
        view.date.value.clone_from(&asked.datum);
    }
    view.faults = faults;
    page(&view)
}

fn view(
    visit: &Visit,
    here: &Here,
    asked: &Asked,
    until: Date,
    content: Content,
) -> Result<PreviewPage, Fault> {
    let slug = here.slug.as_str();
    let preview = content.settlement_preview;
    let nothing_yet = nothing_charged_yet(content.agreement.as_ref())
        .filter(|_| preview.documents.is_empty() && content.runs.total_count == 0);
    Ok(PreviewPage {
        frame: Frame::region(visit, here, Section::Settlement, "Avräkning")?,
        faults: Vec::new(),
        address: urls::settlement(slug),
        road: road(&preview, nothing_yet.is_some()),
        date: Field {
            name: "datum".into(),
            label: "Till och med",
            kind: "date",
            value: until.to_string(),
            ..Field::default()
        },
        until: until.to_string(),
        until_words: swedish::long_date(until),
        remarks: remarks(slug, &preview),
        blocked: missing::blocks(&preview.missing),
        attested: Attested::of(&preview),
        attest_href: urls::attest(slug),
        open_days: preview.open_days,
        nothing_yet,
        agreements_href: urls::agreements(slug),
        start_href: urls::region(slug),
        count: preview.documents.len(),
        total: swedish::money(preview.total),
        table: Table::of(slug, until, &preview),
        chosen: Chosen::of(slug, &asked.kommun, &preview.chosen),
        credits: Waiting::of(slug, &content.credits_waiting),
        fingerprint: preview.fingerprint,
        key: once::key()?,
        runs: RunsView::of(slug, until, content.runs, !asked.efter.is_empty()),
        documents_href: urls::documents(slug),
    })
}

/// What to look at: what is missing first.
fn remarks(region: &str, preview: &Preview) -> Vec<Remark> {
    let mut remarks = missing::remarks(region, &preview.missing);
    remarks.extend(findings::remarks(region, &preview.findings));
    remarks
}

/// How far the settlement up to this date has come.
fn road(preview: &Preview, nothing_yet: bool) -> Road {
    let (closed, note) = match preview.open_days {
        0 if nothing_yet => (Place::ToCome, "när avtalet gäller".to_owned()),
        0 => (Place::Done, "alla till och med datumet".to_owned()),
        1 => (Place::Here, "1 är öppen".to_owned()),
        open => (Place::Here, format!("{open} är öppna")),
    };
    let nothing_left = preview.documents.is_empty() && !nothing_yet;
    let previewed = match (nothing_left, preview.open_days) {
        (true, _) => Place::Done,
        (false, 0) if !nothing_yet => Place::Here,
        (false, _) => Place::ToCome,
    };
    let issued = if nothing_left { Place::Done } else { Place::ToCome };
    let mut stops = vec![
        Stop::new(closed, "Kursdagarna stängda").note(note),
        Stop::new(previewed, "Förhandsgranskad"),
    ];
    if preview.four_eyes {
        let is_attested = nothing_left || !preview.attestations.is_empty();
        let attested = if is_attested { Place::Done } else { Place::ToCome };
        stops.push(Stop::new(attested, "Attesterad"));
    }
    stops.push(Stop::new(issued, "Utfärdad"));
    Road { label: "Avräkningens väg".to_owned(), stops }
}

//! Issuing what was previewed, and nothing else: the preview's fingerprint goes with the form.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Money, swedish};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::operation::operation;
use crate::settlement::preview::{self, Asked};
use crate::visit::Visit;
use crate::{once, urls};

const RUN_ATTEST: &str = operation!("run_attest");
const DOCUMENTS_ISSUE: &str = operation!("documents_issue");

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    datum: String,
    #[serde(default)]
    fingeravtryck: String,
    #[serde(default)]
    nyckel: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    documents_issue: Issued,
}

#[derive(Deserialize)]
struct Issued {
    documents: i64,
    total: Money,
    run: Option<Run>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    first_number: String,
    last_number: String,
}

/// Issues, and shows the page with the new run on it. Where the preview would be another by now, it is shown anew.
pub(super) async fn issue(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let input = json!({
        "region": region,
        "until": typed.datum,
        "fingerprint": typed.fingeravtryck,
        "idempotencyKey": once::sent(&typed.nyckel),
    });
    match visit.ask::<Answer>(DOCUMENTS_ISSUE, json!({ "input": input })).await {
        Ok(answer) => {
            visit.session.say(&told(&answer.documents_issue));
            let page = urls::settlement(&region);
            let page = urls::with_query(&page, &[("datum", &typed.datum)]);
            Ok(Redirect::to(&page).into_response())
        }
        Err(Fault::Conflict) => changed(&visit, &region, typed.datum).await,
        Err(Fault::Invalid(faults)) if once::is_used(&faults) => {
            changed(&visit, &region, typed.datum).await
        }
        Err(fault) => Err(fault),
    }
}

/// Vouches for what was previewed, so that somebody else may issue it.
pub(super) async fn attest(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let input = json!({
        "region": region,
        "until": typed.datum,
        "fingerprint": typed.fingeravtryck,
        "idempotencyKey": once::sent(&typed.nyckel),
    });
    match visit.ask(RUN_ATTEST, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("Attesterat. Be någon annan att utfärda.");
            let page = urls::settlement(&region);
            let page = urls::with_query(&page, &[("datum", &typed.datum)]);
            Ok(Redirect::to(&page).into_response())
        }
        Err(Fault::Conflict) => changed(&visit, &region, typed.datum).await,
        Err(Fault::Invalid(faults)) if once::is_used(&faults) => {
            changed(&visit, &region, typed.datum).await
        }
        Err(fault) => Err(fault),
    }
}

/// The preview as it is by now.
async fn changed(visit: &Visit, region: &str, datum: String) -> Result<Response, Fault> {
    let asked = Asked { datum, ..Asked::default() };
    let text = "Något har ändrats sedan du förhandsgranskade, och inget har utfärdats. \
                Kontrollera de nya summorna nedan och utfärda sedan.";
    let faults = vec![FaultLine::of("", text)];
    let mut response = preview::preview(visit, region, &asked, faults).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn told(issued: &Issued) -> String {
    match &issued.run {
        None => "Det fanns inget nytt att utfärda.".to_owned(),
        Some(run) => format!(
            "{} underlag är utfärdade, {}–{}, på tillsammans {}.",
            issued.documents,
            run.first_number,
            run.last_number,
            swedish::money(issued.total)
        ),
    }
}

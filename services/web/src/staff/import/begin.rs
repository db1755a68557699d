//! Beginning to bring a file in, and stopping it.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::json;

use super::show;
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const STAFF_IMPORT_START: &str = operation!("staff_import_start");
const STAFF_IMPORT_CANCEL: &str = operation!("staff_import_cancel");

pub(super) async fn start(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let on_fault = if typed.get("felaktiga") == "alla" { "ALL_OR_NOTHING" } else { "SKIP" };
    let invite = typed.get("bjud-in") == "ja";
    let input = json!({ "region": region, "import": id, "onFault": on_fault, "invite": invite });
    match visit.ask(STAFF_IMPORT_START, json!({ "input": input })).await {
        Ok(IgnoredAny) => Ok(Redirect::to(&urls::staff_import(&region, &id)).into_response()),
        Err(Fault::Conflict) => {
            let text = if on_fault == "ALL_OR_NOTHING" {
                "Inget lästes in, eftersom rader är felaktiga. Rätta dem i filen och lämna in den \
                 igen, eller hoppa över dem."
            } else {
                "Inläsningen har redan börjat, eller så är det någon annan som har lämnat in filen. \
                 Den som har lämnat in den läser in den."
            };
            show::again(&visit, &region, &id, vec![FaultLine::of("las-in", text)]).await
        }
        Err(fault) => Err(fault),
    }
}

pub(super) async fn cancel(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "import": id });
    match visit.ask(STAFF_IMPORT_CANCEL, json!({ "input": input })).await {
        Ok(IgnoredAny) => visit.session.say("Inläsningen avbryts. Det som är inläst finns kvar."),
        Err(Fault::Conflict) => visit.session.say("Inläsningen var redan klar."),
        Err(fault) => return Err(fault),
    }
    Ok(Redirect::to(&urls::staff_import(&region, &id)).into_response())
}

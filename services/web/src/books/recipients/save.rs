//! Saving the recipients of a file that was looked at; where the books have changed since, it is shown anew.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::de::IgnoredAny;
use serde_json::json;

use super::looked_at;
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::operation::operation;
use crate::visit::Visit;
use crate::{once, urls};

const RECIPIENTS_IMPORT: &str = operation!("recipients_import");

pub(in crate::books) async fn save(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let file = URL_SAFE_NO_PAD.decode(typed.get("innehall")).map_err(|_| Fault::UnreadableForm)?;
    let version: Option<i64> = typed.get("version").parse().ok();
    let input = json!({
        "region": region,
        "content": STANDARD.encode(&file),
        "version": version,
        "idempotencyKey": once::sent(typed.get(once::FIELD)),
    });
    match visit.ask(RECIPIENTS_IMPORT, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit
                .session
                .say("Mottagarna är sparade. De gäller för det som utfärdas från och med nu.");
            Ok(Redirect::to(&urls::books(&region)).into_response())
        }
        Err(Fault::Conflict | Fault::Invalid(_)) => {
            let told = "Bokföringen har ändrats sedan du laddade upp filen, och inget har sparats. \
                        Kontrollera vad filen ändrar nu och spara sedan.";
            looked_at(&visit, &region, &file, vec![FaultLine::of("", told)]).await
        }
        Err(fault) => Err(fault),
    }
}

//! Which component is saved up as a buffer, and what that means.

use axum::extract::{Form as Sent, Path};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::form::{Form, choice, send, shown};
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::frame::Here;
use crate::operation::region_operation;
use crate::urls;
use crate::visit::Visit;

const BOOKS_BUFFER: &str = region_operation!("books_buffer");

#[derive(Deserialize)]
struct Content {
    agreement: Option<Agreement>,
    books: Option<Books>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Agreement {
    fee_schedules: Vec<Schedule>,
    trainer_pot: Option<Pot>,
}

#[derive(Deserialize)]
struct Schedule {
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Pot {
    component: String,
}

#[derive(Deserialize)]
struct Books {
    buffer: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, &Typed::default(), Vec::new()).await
}

pub(super) async fn set(
    visit: Visit,
    Path(region): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let chosen = json!(typed.get("buffert"));
    match send(&visit, &region, &typed, ("buffer", chosen), |_| "buffert".to_owned()).await? {
        Ok(response) => Ok(response),
        Err(faults) => form(&visit, &region, &typed, faults).await,
    }
}

async fn form(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(BOOKS_BUFFER, region, json!({})).await?;
    let own = content.books.and_then(|books| books.buffer).unwrap_or_default();
    let known = components(content.agreement.as_ref(), &own);
    let mut options = vec![("", "Ingen")];
    options.extend(known.iter().map(|(code, name)| (code.as_str(), name.as_str())));
    let part = choice(
        ("buffert", "Del som sparas", "Delarna är de som prislistorna har."),
        &options,
        &own,
        typed,
        &faults,
    );
    let form = Form {
        heading: "Buffert".to_owned(),
        lead: "En del av avgiften kan sparas i en fond, för det som ingen vet än.",
        notes: vec![
            "Från och med nästa avräkning bokförs den valda delen på bufferten i stället för som intäkt. \
             Det som redan är utfärdat ändras inte. Bufferten kan sedan betala kostnader, men aldrig mer än \
             det som finns i den."
                .to_owned(),
        ],
        address: urls::books_buffer(&here.slug),
        parts: vec![part],
    };
    shown(visit, &here, form, faults)
}

/// Codes with their names, each once: all but the trainer pot's, and the one that is chosen, whatever it is.
fn components(agreement: Option<&Agreement>, own: &str) -> Vec<(String, String)> {
    let schedules = agreement.iter().flat_map(|agreement| &agreement.fee_schedules);
    let pot = agreement.and_then(|agreement| agreement.trainer_pot.as_ref());
    let mut known: Vec<(String, String)> = Vec::new();
    for component in schedules.flat_map(|schedule| &schedule.components) {
        let is_pot = pot.is_some_and(|pot| pot.component == component.code);
        if !is_pot && known.iter().all(|(code, _)| *code != component.code) {
            known.push((component.code.clone(), component.name.clone()));
        }
    }
    if !own.is_empty() && known.iter().all(|(code, _)| code != own) {
        known.push((own.to_owned(), own.to_owned()));
    }
    known
}

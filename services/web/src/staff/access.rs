//! Inviting somebody, suspending them, and letting them in again, signing them out: each a button, and back to the person.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{Choice, Selectable, Typed};
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const STAFF_INVITE: &str = operation!("staff_invite");
const STAFF_SUSPEND: &str = operation!("staff_suspend");
const STAFF_SIGN_OUT: &str = operation!("staff_sign_out");
const STAFF_RESUME: &str = operation!("staff_resume");

/// Roles that staff are invited to, by the API's word.
pub(super) const INVITED_TO: [(&str, &str); 5] = [
    ("PARTICIPANT", "Deltagare"),
    ("TRAINER", "Utbildare"),
    ("MANAGER", "Chef"),
    ("MUNICIPAL_ADMINISTRATOR", "Kommunadministratör"),
    ("SIGNATORY", "Avtalstecknare"),
];

/// As what somebody is invited: the first where nothing is chosen.
pub(super) fn role_choice(chosen: &str) -> Choice {
    let options = INVITED_TO.map(|(value, label)| Selectable {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen,
    });
    Choice { name: "roll".into(), label: "Som", options: options.into(), ..Choice::default() }
}

pub(super) async fn invite(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let known = INVITED_TO.iter().find(|(role, _)| *role == typed.get("roll"));
    let (role, _) = known.ok_or(Fault::UnreadableForm)?;
    let input = json!({ "region": region, "person": id, "roles": [role] });
    let IgnoredAny = visit.ask(STAFF_INVITE, json!({ "input": input })).await?;
    visit.session.say("Klart. Den som inte har loggat in än får ett brev med en länk.");
    Ok(back(&region, &id))
}

pub(super) async fn suspend(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "person": id });
    let IgnoredAny = visit.ask(STAFF_SUSPEND, json!({ "input": input })).await?;
    visit.session.say("Kontot är avstängt här från och med nu.");
    Ok(back(&region, &id))
}

pub(super) async fn resume(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "person": id });
    let IgnoredAny = visit.ask(STAFF_RESUME, json!({ "input": input })).await?;
    visit.session.say("Personen kan logga in igen.");
    Ok(back(&region, &id))
}

pub(super) async fn sign_out(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "person": id });
    let IgnoredAny = visit.ask(STAFF_SIGN_OUT, json!({ "input": input })).await?;
    visit.session.say("Personen är utloggad överallt, och kan logga in igen.");
    Ok(back(&region, &id))
}

fn back(region: &str, id: &str) -> Response {
    Redirect::to(&urls::staff_member(region, id)).into_response()
}

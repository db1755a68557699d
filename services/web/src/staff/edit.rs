//! Taking somebody on, and changing what is held on them.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::form::{Fields, Values, told};
use super::{Id, Municipality, member};
use crate::fault::Fault;
use crate::forms::{self, FaultLine, Typed};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const STAFF_NEW: &str = region_operation!("staff_new");
const STAFF_CREATE: &str = operation!("staff_create");
const STAFF_CHANGE: &str = operation!("staff_change");

#[derive(Template)]
#[template(path = "staff/edit.html")]
struct EditPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    heading: String,
    address: String,
    fields: Fields,
    button: &'static str,
    cancel_href: String,
}

#[derive(Deserialize)]
struct New {
    municipalities: Vec<Municipality>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    staff_create: Option<Id>,
}

/// The form of somebody new.
pub(super) async fn new(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, New { municipalities }) = visit.region(STAFF_NEW, &region, json!({})).await?;
    new_form(&visit, &here, &municipalities, &Values::default(), Vec::new())
}

/// Takes somebody on.
pub(super) async fn add(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let (here, New { municipalities }) = visit.region(STAFF_NEW, &region, json!({})).await?;
    let values = Values::typed(&typed);
    let mut faults = values.missing(&municipalities);
    if faults.is_empty() {
        let input = json!({
            "region": region,
            "municipality": values.municipality(&municipalities),
            "details": values.details(None),
            "roles": values.roles(),
        });
        match visit.ask::<Created>(STAFF_CREATE, json!({ "input": input })).await {
            Ok(answer) => {
                let invited = !values.roles().is_empty();
                visit.session.say(if invited {
                    "Personen är tillagd, och inbjudan är på väg."
                } else {
                    "Personen är tillagd."
                });
                let there = answer.staff_create.map(|one| urls::staff_member(&region, &one.id));
                let there = there.unwrap_or_else(|| urls::staff(&region));
                return Ok(Redirect::to(&there).into_response());
            }
            Err(Fault::Invalid(fields)) => faults = fields.iter().map(told).collect(),
            Err(Fault::Conflict) => faults = vec![taken()],
            Err(fault) => return Err(fault),
        }
    }
    new_form(&visit, &here, &municipalities, &values, faults)
}

fn new_form(
    visit: &Visit,
    here: &Here,
    municipalities: &[Municipality],
    values: &Values,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let slug = here.slug.as_str();
    let heading = "Lägg till en person";
    shown(EditPage {
        frame: Frame::region(visit, here, Section::Staff, heading)?
            .below("Personer", urls::staff(slug)),
        heading: heading.to_owned(),
        address: urls::new_staff(slug),
        fields: values.fields(Some(municipalities), &faults),
        button: "Lägg till personen",
        cancel_href: urls::staff(slug),
        faults,
    })
}

/// The form of somebody who is here.
pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    change_form(&visit, &region, &id, None, Vec::new()).await
}

/// Changes what is held on somebody.
pub(super) async fn change(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let values = Values::typed(&typed);
    let (_, held, _) = member::load(&visit, &region, &id).await?;
    let input = json!({ "region": region, "person": id, "details": values.details(Some(&held)) });
    let faults = match visit.ask(STAFF_CHANGE, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("Uppgifterna är sparade.");
            return Ok(Redirect::to(&urls::staff_member(&region, &id)).into_response());
        }
        Err(Fault::Invalid(fields)) => fields.iter().map(told).collect(),
        Err(Fault::Conflict) => vec![taken()],
        Err(fault) => return Err(fault),
    };
    change_form(&visit, &region, &id, Some(values), faults).await
}

async fn change_form(
    visit: &Visit,
    region: &str,
    id: &str,
    typed: Option<Values>,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, held, _) = member::load(visit, region, id).await?;
    let slug = here.slug.as_str();
    let back = urls::staff_member(slug, &held.id);
    let values = typed.unwrap_or_else(|| Values::of(&held));
    shown(EditPage {
        frame: Frame::region(visit, &here, Section::Staff, &format!("Ändra {}", held.name))?
            .below("Personer", urls::staff(slug))
            .below(&held.name, back.clone()),
        heading: format!("Ändra {}", held.name),
        address: urls::change_staff(slug, &held.id),
        fields: values.fields(None, &faults),
        button: "Spara uppgifterna",
        cancel_href: back,
        faults,
    })
}

fn taken() -> FaultLine {
    FaultLine::of("epost", "Adressen eller anställningsnumret har någon annan redan.")
}

fn shown(mut view: EditPage) -> Result<Response, Fault> {
    view.frame.tell_of(&view.faults);
    Ok((forms::status(&view.faults), page(&view)?).into_response())
}

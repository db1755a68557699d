//! Moving somebody to another municipality of the region.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::{Id, Municipality, choices, member};
use crate::fault::Fault;
use crate::forms::{self, Choice, FaultLine, Field, Typed, date_in, options, said_of};
use crate::frame::Frame;
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const MUNICIPALITIES: &str = region_operation!("municipalities");
const STAFF_MOVE: &str = operation!("staff_move");

#[derive(Template)]
#[template(path = "staff/move.html")]
struct MovePage {
    frame: Frame,
    faults: Vec<FaultLine>,
    name: String,
    address: String,
    municipality: Choice,
    first_day: Field,
    cancel_href: String,
}

#[derive(Deserialize)]
struct All {
    municipalities: Vec<Municipality>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Moved {
    /// Nobody where they are out of one's reach by now.
    staff_move: Option<Id>,
}

pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    form(&visit, &region, &id, &Typed::default(), Vec::new()).await
}

pub(super) async fn go(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let first_day = date_in(typed.get("fran"), "fran", &mut faults);
    if first_day.is_none() && faults.is_empty() {
        faults.push(FaultLine::of("fran", "Välj första dagen hos den nya arbetsgivaren."));
    }
    if typed.get("kommun").is_empty() {
        faults.push(FaultLine::of("kommun", "Välj kommunen som personen flyttar till."));
    }
    if faults.is_empty() {
        let input = json!({
            "region": region,
            "person": id,
            "municipality": typed.get("kommun"),
            "firstDay": first_day,
        });
        match visit.ask::<Moved>(STAFF_MOVE, json!({ "input": input })).await {
            Ok(Moved { staff_move: Some(one) }) => {
                visit.session.say("Personen är flyttad. Kurser och närvaro följde med.");
                return Ok(Redirect::to(&urls::staff_member(&region, &one.id)).into_response());
            }
            Ok(Moved { staff_move: None }) => {
                visit.session.say(
                    "Personen är flyttad. Kurser och närvaro följde med, och den nya kommunen har \
                     hand om uppgifterna nu.",
                );
                return Ok(Redirect::to(&urls::staff(&region)).into_response());
            }
            Err(Fault::Invalid(_)) => {
                faults.push(FaultLine::of("kommun", "Välj en kommun i regionen."));
            }
            Err(Fault::Conflict) => {
                faults.push(FaultLine::of("kommun", "Personen arbetar där redan. Välj en annan."));
            }
            Err(fault) => return Err(fault),
        }
    }
    form(&visit, &region, &id, &typed, faults).await
}

async fn form(
    visit: &Visit,
    region: &str,
    id: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, held, _) = member::load(visit, region, id).await?;
    let (_, All { municipalities }) = visit.region(MUNICIPALITIES, region, json!({})).await?;
    let slug = here.slug.as_str();
    let back = urls::staff_member(slug, &held.id);
    let own = held.municipality.map(|own| own.code).unwrap_or_default();
    let others = choices(&municipalities).filter(|(code, _)| *code != own);
    let mut frame = Frame::region(visit, &here, Section::Staff, &format!("Flytta {}", held.name))?
        .below("Personer", urls::staff(slug))
        .below(&held.name, back.clone());
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let shown = page(&MovePage {
        frame,
        address: urls::move_staff(slug, &held.id),
        municipality: Choice {
            name: "kommun".into(),
            label: "Ny kommun",
            options: options("Välj kommun", others, typed.get("kommun")),
            fault: said_of(&faults, "kommun"),
            ..Choice::default()
        },
        first_day: Field {
            name: "fran".into(),
            label: "Första dagen där",
            hint: "Dagen före blir den sista hos den förra arbetsgivaren.",
            kind: "date",
            value: typed.get("fran").to_owned(),
            fault: said_of(&faults, "fran"),
            ..Field::default()
        },
        cancel_href: back,
        name: held.name,
        faults,
    })?;
    Ok((status, shown).into_response())
}

//! Who leads and teaches on the day: assigning and taking off, until it is closed.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::json;

use crate::delivery::course_day::data::Day;
use crate::delivery::course_day::{Asked, course_day};
use crate::delivery::who::{self, WhoFields};
use crate::delivery::words::CourseDayState;
use crate::fault::Fault;
use crate::forms::{Choice, FaultLine, Selectable, Typed};
use crate::frame::{Here, Permission};
use crate::operation::operation;
use crate::terms::TrainerRole;
use crate::urls;
use crate::visit::Visit;

const TRAINER_ASSIGN: &str = operation!("trainer_assign");
const TRAINER_REMOVE: &str = operation!("trainer_remove");

/// Those assigned, and the form that assigns another.
pub(super) struct Trainers {
    pub(super) rows: Vec<Row>,
    pub(super) form: Option<AssignForm>,
}

/// Somebody assigned.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) municipality: String,
    /// Where they are taken off; empty where they cannot be.
    pub(super) remove_href: String,
}

/// The form that assigns a trainer.
pub(super) struct AssignForm {
    pub(super) address: String,
    pub(super) search_address: String,
    pub(super) who: WhoFields,
    pub(super) role: Choice,
}

impl Trainers {
    pub(super) fn of(here: &Here, day: &Day, sought: &str, form: (&Typed, &[FaultLine])) -> Self {
        let slug = here.slug.as_str();
        let plans = day.state == CourseDayState::Planned && here.may(Permission::PlanOccasions);
        let rows = day.trainers.iter().map(|one| Row {
            name: one.person.name.clone(),
            role: one.role.name(),
            municipality: one
                .municipality
                .as_ref()
                .map_or("Upphandlad, ingen kommun", |lender| lender.name.as_str())
                .to_owned(),
            remove_href: if plans { urls::unassign(slug, &day.id, &one.id) } else { String::new() },
        });
        Self {
            rows: rows.collect(),
            form: plans.then(|| AssignForm {
                address: urls::assign(slug, &day.id),
                search_address: urls::course_day(slug, &day.id),
                who: who_fields(here, day, sought, form),
                role: role(form.0.get("roll")),
            }),
        }
    }
}

/// A trainer may be procured, and then no municipality lends them.
fn who_fields(here: &Here, day: &Day, sought: &str, form: (&Typed, &[FaultLine])) -> WhoFields {
    let found = day.found.clone();
    let mut fields = WhoFields::of(here, &day.agreements, sought, found, form);
    if let Some(none) = fields.municipality.options.first_mut() {
        "Ingen, upphandlad".clone_into(&mut none.label);
    }
    fields.municipality.label = "Kommun som lånar ut";
    fields
}

fn role(chosen: &str) -> Choice {
    let options = TrainerRole::ALL.iter().map(|role| Selectable {
        value: role.word().to_owned(),
        label: role.name().to_owned(),
        chosen: role.word() == chosen,
    });
    Choice { name: "roll".into(), label: "Roll", options: options.collect(), ..Choice::default() }
}

/// Assigns a trainer, and shows the day with them on it.
pub(super) async fn assign(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let place = (region.as_str(), id.as_str());
    let faults = who::missing(&typed);
    if !faults.is_empty() {
        return again(&visit, place, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let municipality = Some(typed.get("kommun")).filter(|code| !code.is_empty());
    let (person, name) = who::given(&typed);
    let input = json!({
        "region": region,
        "courseDay": id,
        "person": person,
        "name": name,
        "municipality": municipality,
        "role": typed.get("roll"),
    });
    let (fault, status) =
        match visit.ask::<IgnoredAny>(TRAINER_ASSIGN, json!({ "input": input })).await {
            Ok(_) => {
                visit.session.say("Utbildaren är uppsatt på dagen.");
                return Ok(Redirect::to(&urls::course_day(&region, &id)).into_response());
            }
            Err(Fault::Invalid(fields)) => {
                let field = fields.first().map_or("", |field| field.path.as_str());
                (told(field), StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(Fault::Conflict) => {
                let text = "Ingen sattes upp: personen är redan uppsatt, eller så är dagen stängd.";
                (FaultLine::of("", text), StatusCode::CONFLICT)
            }
            Err(fault) => return Err(fault),
        };
    again(&visit, place, &typed, vec![fault], status).await
}

/// Takes a trainer off the day.
pub(super) async fn remove(
    visit: Visit,
    Path((region, id, assignment)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "assignment": assignment });
    match visit.ask::<IgnoredAny>(TRAINER_REMOVE, json!({ "input": input })).await {
        Ok(_) => visit.session.say("Utbildaren är borttagen från dagen."),
        Err(Fault::Conflict) => {
            visit.session.say("Ingen togs bort: dagen är redan stängd. Rätta den i stället.");
        }
        Err(fault) => return Err(fault),
    }
    Ok(Redirect::to(&urls::course_day(&region, &id)).into_response())
}

async fn again(
    visit: &Visit,
    place: (&str, &str),
    typed: &Typed,
    faults: Vec<FaultLine>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let asked = Asked { sok: typed.get("sok").to_owned() };
    let mut response = course_day(visit, place, &asked, typed, faults).await?;
    *response.status_mut() = status;
    Ok(response)
}

fn told(field: &str) -> FaultLine {
    match field {
        "name" | "person" => FaultLine::of("namn", "Skriv ett namn på högst 120 tecken."),
        "municipality" => FaultLine::of("kommun", "Välj en kommun som är part i avtalet."),
        "role" => FaultLine::of("roll", "Välj en roll som har poäng i avtalet."),
        _ => FaultLine::of(
            "",
            "Något i formuläret godtogs inte. Kontrollera fälten och försök igen.",
        ),
    }
}

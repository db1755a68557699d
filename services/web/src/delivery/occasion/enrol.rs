//! Enrolling somebody on an occasion.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use crate::delivery::occasion::{Asked, occasion};
use crate::delivery::who;
use crate::fault::{Fault, FieldFault};
use crate::forms::{FaultLine, Typed};
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const ENROLMENT_CREATE: &str = operation!("enrolment_create");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    enrolment_create: Occasion,
}

#[derive(Deserialize)]
struct Occasion {
    enrolled: i64,
}

/// Enrols, and shows the occasion with one more on it.
pub(super) async fn enrol(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let mut faults = who::missing(&typed);
    if typed.get("kommun").is_empty() {
        faults.push(FaultLine::of("kommun", "Välj vilken kommun som betalar."));
    }
    if !faults.is_empty() {
        return again(&visit, (&region, &id), &typed, faults, StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    }
    let (person, name) = who::given(&typed);
    let input = json!({
        "region": region,
        "occasion": id,
        "person": person,
        "name": name,
        "municipality": typed.get("kommun"),
    });
    match visit.ask::<Answer>(ENROLMENT_CREATE, json!({ "input": input })).await {
        Ok(answer) => {
            let now = answer.enrolment_create.enrolled;
            visit.session.say(&format!("Anmälan är gjord. Nu är {now} anmälda."));
            Ok(Redirect::to(&urls::course(&region, &id)).into_response())
        }
        Err(Fault::Invalid(fields)) => {
            let faults = fields.iter().map(told).collect();
            again(&visit, (&region, &id), &typed, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Fault::Conflict) => {
            let text = "Ingen anmäldes: personen är redan anmäld, eller så är den sista platsen \
                        tagen. Se listan nedan.";
            let faults = vec![FaultLine::of("", text)];
            again(&visit, (&region, &id), &typed, faults, StatusCode::CONFLICT).await
        }
        Err(fault) => Err(fault),
    }
}

async fn again(
    visit: &Visit,
    place: (&str, &str),
    typed: &Typed,
    faults: Vec<FaultLine>,
    status: StatusCode,
) -> Result<Response, Fault> {
    // Those found before are found again, so that the chosen one stays chosen.
    let asked = Asked { sok: typed.get("sok").to_owned() };
    let mut response = occasion(visit, place, &asked, typed, faults).await?;
    *response.status_mut() = status;
    Ok(response)
}

fn told(field: &FieldFault) -> FaultLine {
    match field.path.as_str() {
        "name" | "person" => FaultLine::of("namn", "Skriv ett namn på högst 120 tecken."),
        "municipality" => FaultLine::of("kommun", "Välj en kommun som är part i avtalet."),
        _ => FaultLine::of(
            "",
            "Något i formuläret godtogs inte. Kontrollera fälten och försök igen.",
        ),
    }
}

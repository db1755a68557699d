//! Registering an occasion with its course days. Days are added one at a time, without script.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::delivery::register::form::{DayFields, Fields};
use crate::fault::{Fault, FieldFault};
use crate::forms::{FaultLine, Typed, date_in};
use crate::frame::{Frame, Here, Permission};
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod form;

const HERE: &str = region_operation!("here");
const OCCASION_REGISTER: &str = operation!("occasion_register");

/// The page, and the form on it.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::NEW_COURSE, get(show).post(register))
}

#[derive(Template)]
#[template(path = "delivery/register.html")]
struct RegisterPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    fields: Fields,
    days: Vec<DayFields>,
    cancel_href: String,
}

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    occasion_register: Registered,
}

#[derive(Deserialize)]
struct Registered {
    id: String,
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form_page(&visit, &region, &Typed::default(), Vec::new()).await
}

async fn register(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    if typed.get("gor") == "dag" {
        return form_page(&visit, &region, &typed, Vec::new()).await;
    }
    let mut faults = Vec::new();
    let input = input(&region, &typed, &mut faults);
    if !faults.is_empty() {
        return form_page(&visit, &region, &typed, faults).await;
    }
    match visit.ask::<Answer>(OCCASION_REGISTER, json!({ "input": input })).await {
        Ok(answer) => {
            visit.session.say("Kurstillfället är inlagt. Nu kan deltagare anmälas.");
            let page = urls::course(&region, &answer.occasion_register.id);
            Ok(Redirect::to(&page).into_response())
        }
        Err(Fault::Invalid(fields)) => {
            let faults = fields.iter().map(|field| told(&typed, field)).collect();
            form_page(&visit, &region, &typed, faults).await
        }
        Err(Fault::Conflict) => {
            let text = "Kortnamnet finns redan. Välj ett annat, eller lämna fältet tomt.";
            form_page(&visit, &region, &typed, vec![FaultLine::of("kortnamn", text)]).await
        }
        Err(fault) => Err(fault),
    }
}

async fn form_page(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, Nothing {}): (Here, Nothing) = visit.region(HERE, region, json!({})).await?;
    if !here.may(Permission::PlanOccasions) {
        return Err(Fault::Forbidden);
    }
    let slug = here.slug.as_str();
    let mut frame = Frame::region(visit, &here, Section::Courses, "Lägg in ett kurstillfälle")?
        .below("Kurser", urls::courses(slug));
    frame.tell_of(&faults);
    page(&RegisterPage {
        frame,
        address: urls::new_course(slug),
        fields: Fields::of(typed, &faults),
        days: form::days(typed, &faults),
        cancel_href: urls::courses(slug),
        faults,
    })
}

/// The mutation's input, and what cannot be sent.
fn input(region: &str, typed: &Typed, faults: &mut Vec<FaultLine>) -> Value {
    let given = |name: &str| Some(typed.get(name)).filter(|text| !text.is_empty());
    if given("kurs").is_none() {
        faults.push(FaultLine::of("kurs", "Skriv vad kursen heter."));
    }
    let capacity = given("platser").map(str::parse::<i32>);
    if capacity.as_ref().is_some_and(|parsed| !parsed.as_ref().is_ok_and(|seats| *seats > 0)) {
        faults.push(FaultLine::of("platser", "Skriv ett helt antal, till exempel 30."));
    }
    let mut days = Vec::new();
    for position in 0..form::count(typed) {
        let field = format!("datum-{position}");
        let date: Option<Date> = date_in(typed.get(&field), &field, faults);
        if let Some(date) = date {
            days.push(json!({
                "date": date,
                "delivery": typed.get(&format!("form-{position}")),
                "length": typed.get(&format!("langd-{position}")),
            }));
        }
    }
    if days.is_empty() && faults.iter().all(|fault| !fault.field.starts_with("datum-")) {
        faults.push(FaultLine::of("datum-0", "Välj datum för minst en kursdag."));
    }
    json!({
        "region": region,
        "code": given("kortnamn"),
        "course": typed.get("kurs"),
        "venue": given("plats"),
        "capacity": capacity.and_then(Result::ok),
        "days": days,
    })
}

/// A field's fault as the API tells it, at the field of the form.
fn told(typed: &Typed, field: &FieldFault) -> FaultLine {
    let mut parts = field.path.split('.');
    match (parts.next(), parts.next().and_then(|number| number.parse::<usize>().ok())) {
        (Some("course"), _) => FaultLine::of("kurs", "Skriv ett namn på högst 200 tecken."),
        (Some("code"), _) => FaultLine::of(
            "kortnamn",
            "Skriv ett kort namn av bokstäver, siffror och bindestreck, eller lämna fältet tomt.",
        ),
        (Some("venue"), _) => FaultLine::of("plats", "Skriv en plats på högst 200 tecken."),
        (Some("capacity"), _) => FaultLine::of("platser", "Skriv ett antal från 1 till 10 000."),
        (Some("days"), Some(sent)) => FaultLine::of(
            form::field_of_sent_day(typed, sent),
            "Dagen går inte att lägga in. Kontrollera datum, form och längd.",
        ),
        (Some("days"), None) => FaultLine::of(
            "datum-0",
            "Alla dagar ska ligga inom avtalstiden för ett och samma gällande avtal.",
        ),
        _ => FaultLine::of(
            "",
            "Något i formuläret godtogs inte. Kontrollera fälten och försök igen.",
        ),
    }
}

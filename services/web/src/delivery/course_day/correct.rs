//! Correcting a closed course day, with a reason.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::swedish;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::delivery::course_day::data::load;
use crate::delivery::course_day::marks::{self, Marks};
use crate::delivery::words::CourseDayState;
use crate::fault::Fault;
use crate::forms::{FaultLine, Field, Typed, said_of};
use crate::frame::{Frame, Permission};
use crate::operation::operation;
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const COURSE_DAY_CORRECT: &str = operation!("course_day_correct");

#[derive(Template)]
#[template(path = "delivery/correct.html")]
struct CorrectPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    back_href: String,
    date: String,
    reason: Field,
    marks: Marks,
}

/// The form, with the marks as they are.
pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    form(&visit, (&region, &id), &Typed::default(), Vec::new()).await
}

/// Corrects, and shows the day with the correction on it.
pub(super) async fn correct(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let place = (region.as_str(), id.as_str());
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if typed.get("skal").is_empty() {
        let fault =
            FaultLine::of("skal", "Skriv varför dagen rättas. Skälet sparas med rättelsen.");
        return again(&visit, place, &typed, fault, unprocessable).await;
    }
    let (_, day) = load(&visit, &region, &id, "").await?;
    let input = json!({
        "region": region,
        "courseDay": id,
        "reason": typed.get("skal"),
        "marks": marks::input(&day, &typed, false),
        "trainers": marks::served(&day, &typed, false),
    });
    match visit.ask::<IgnoredAny>(COURSE_DAY_CORRECT, json!({ "input": input })).await {
        Ok(_) => {
            visit.session.say("Dagen är rättad. Skillnaden kommer med i nästa avräkning.");
            Ok(Redirect::to(&urls::course_day(&region, &id)).into_response())
        }
        Err(Fault::Invalid(fields)) => {
            let fault = if fields.iter().any(|field| field.path == "reason") {
                FaultLine::of("skal", "Skriv ett skäl på högst 500 tecken.")
            } else {
                FaultLine::of("", "Ingen markering är ändrad. Ändra minst en, och rätta sedan.")
            };
            again(&visit, place, &typed, fault, unprocessable).await
        }
        Err(Fault::Conflict) => Ok(Redirect::to(&urls::course_day(&region, &id)).into_response()),
        Err(fault) => Err(fault),
    }
}

async fn again(
    visit: &Visit,
    place: (&str, &str),
    typed: &Typed,
    fault: FaultLine,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut response = form(visit, place, typed, vec![fault]).await?;
    *response.status_mut() = status;
    Ok(response)
}

async fn form(
    visit: &Visit,
    (region, id): (&str, &str),
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, day) = load(visit, region, id, "").await?;
    if !here.may(Permission::CloseDays) {
        return Err(Fault::Forbidden);
    }
    let slug = here.slug.as_str();
    let back_href = urls::course_day(slug, &day.id);
    if day.state == CourseDayState::Planned {
        return Ok(Redirect::to(&back_href).into_response());
    }
    let date = swedish::weekday_date(day.date);
    let mut frame = Frame::region(visit, &here, Section::Courses, "Rätta kursdagen")?
        .below("Kurser", urls::courses(slug))
        .below(&day.occasion.course, urls::course(slug, &day.occasion.id))
        .below(&date, back_href.clone());
    frame.tell_of(&faults);
    page(&CorrectPage {
        frame,
        address: urls::correct(slug, &day.id),
        reason: Field {
            name: "skal".into(),
            label: "Skäl",
            hint: "Till exempel: Deltagaren var med, men missades på listan.",
            kind: "text",
            inputmode: "",
            autocomplete: "off",
            value: typed.get("skal").to_owned(),
            fault: said_of(&faults, "skal"),
        },
        marks: Marks::of(&day, typed),
        faults,
        back_href,
        date,
    })
}

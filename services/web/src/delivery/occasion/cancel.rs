//! Cancelling an enrolment, after telling what that means.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use crate::delivery::occasion::data::{Content, CourseDay};
use crate::delivery::occasion::late::Cancelled;
use crate::delivery::occasion::{OCCASION, late};
use crate::delivery::words::CourseDayState;
use crate::fault::Fault;
use crate::frame::{Frame, Here, Permission};
use crate::operation::operation;
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const ENROLMENT_CANCEL: &str = operation!("enrolment_cancel");

#[derive(Template)]
#[template(path = "delivery/cancel.html")]
struct CancelPage {
    frame: Frame,
    address: String,
    back_href: String,
    name: String,
    municipality: String,
    course: String,
    /// What it costs.
    cost: String,
}

/// Asks whether it is meant.
pub(super) async fn show(
    visit: Visit,
    Path((region, id, enrolment)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let variables = json!({ "id": id, "search": null, "searching": false });
    let (here, content): (Here, Content) = visit.region(OCCASION, &region, variables).await?;
    if !here.may(Permission::Enrol) {
        return Err(Fault::Forbidden);
    }
    let slug = here.slug.as_str();
    let occasion = content.occasion.ok_or(Fault::NotFound)?;
    let mut participants = occasion.participants.into_iter();
    let one = participants.find(|one| one.id == enrolment).ok_or(Fault::NotFound)?;
    let planned = |day: &&CourseDay| day.state == CourseDayState::Planned;
    let open = occasion.course_days.iter().filter(planned).count();
    let municipality = &one.municipality.name;
    let cost = late::cost(&visit, (slug, &occasion.id), municipality, open).await?;
    let back_href = urls::course(slug, &occasion.id);
    page(&CancelPage {
        frame: Frame::region(&visit, &here, Section::Courses, "Avboka")?
            .below("Kurser", urls::courses(slug))
            .below(&occasion.course, back_href.clone()),
        address: urls::cancel(slug, &occasion.id, &enrolment),
        back_href,
        name: one.person.name,
        municipality: one.municipality.name,
        course: occasion.course,
        cost,
    })
}

/// Cancels, and shows the occasion with one fewer on it.
pub(super) async fn cancel(
    visit: Visit,
    Path((region, id, enrolment)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "enrolment": enrolment });
    match visit.ask::<Cancelled>(ENROLMENT_CANCEL, json!({ "input": input })).await {
        Ok(done) => visit.session.say(&done.told(&enrolment)),
        // Somebody was there first: it is as it was meant to be.
        Err(Fault::Conflict) => visit.session.say("Anmälan var redan avbokad."),
        Err(fault) => return Err(fault),
    }
    Ok(Redirect::to(&urls::course(&region, &id)).into_response())
}

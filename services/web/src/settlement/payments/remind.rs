//! Reminding of everything that is overdue and of which nobody was reminded within a week.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Money, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::Typed;
use crate::operation::operation;
use crate::visit::Visit;
use crate::{figures, urls};

const REMINDERS_SEND: &str = operation!("reminders_send");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    reminders_send: Sent,
}

#[derive(Deserialize)]
struct Sent {
    documents: i64,
    left: Money,
}

pub(super) async fn send(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let key = Some(typed.get("nyckel")).filter(|key| !key.is_empty());
    let input = json!({ "region": region, "idempotencyKey": key });
    let answer: Answer = visit.ask(REMINDERS_SEND, json!({ "input": input })).await?;
    let sent = answer.reminders_send;
    visit.session.say(&match sent.documents {
        0 => "Alla förfallna underlag har fått en påminnelse under den senaste veckan.".to_owned(),
        count => format!(
            "{} om tillsammans {}. Skriv ut breven, eller skicka dem med e-post, härifrån.",
            figures::counted(count, "påminnelse är noterad", "påminnelser är noterade"),
            swedish::money(sent.left)
        ),
    });
    Ok(Redirect::to(&format!("{}#forfallet", urls::payments(&region))).into_response())
}

//! Taking back what was asked for, or refusing it.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::operation::operation;
use crate::settlement::document::credit::form;
use crate::settlement::document::credit::request::reason_field;
use crate::urls;
use crate::visit::Visit;

const WITHDRAW: &str = operation!("document_credit_withdraw");

/// Withdraws it, and shows what has become of it.
pub(super) async fn withdraw(
    visit: Visit,
    Path((region, id, credit)): Path<(String, String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let field = reason_field(&credit);
    let reason = typed.get(&field);
    let input = json!({ "input": { "region": region, "credit": credit, "reason": reason } });
    let fault = match visit.ask(WITHDRAW, input).await {
        Ok(IgnoredAny) => {
            visit.session.say("Krediteringen utfärdas inte. Inget är krediterat.");
            return Ok(Redirect::to(&urls::credit(&region, &id)).into_response());
        }
        Err(Fault::Invalid(_)) => FaultLine::of(field, "Skriv skälet, med högst 500 tecken."),
        Err(Fault::Conflict) => FaultLine::of(
            "",
            "Kreditfakturan är redan utfärdad, och kan inte tas tillbaka. Det som är krediterat \
             tas ut på nytt vid nästa avräkning, om det makulerades.",
        ),
        Err(fault) => return Err(fault),
    };
    form(&visit, (&region, &id), &typed, vec![fault]).await
}

//! Changing one's own password.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::account::account;
use crate::fault::{Fault, FieldFault};
use crate::forms::FaultLine;
use crate::new_password::not_taken;
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const PASSWORD_CHANGE: &str = operation!("password_change");

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    nuvarande: String,
    #[serde(default)]
    nytt: String,
}

/// Changes it, and says that everybody else has been signed out.
pub(super) async fn change(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let variables = json!({ "current": typed.nuvarande, "password": typed.nytt });
    let faults = match visit.ask::<Value>(PASSWORD_CHANGE, variables).await {
        Ok(_) => {
            let said = "Lösenordet är bytt. Överallt annars där du var inloggad är du utloggad.";
            visit.session.say(said);
            return Ok(Redirect::to(urls::ACCOUNT).into_response());
        }
        Err(Fault::Invalid(fields)) => fields.iter().map(told).collect(),
        Err(Fault::TooMany) => {
            let text = "Det har varit för många försök. Vänta några minuter och försök sedan igen.";
            vec![FaultLine::of("", text)]
        }
        Err(fault) => return Err(fault),
    };
    account(&visit, faults).await
}

fn told(field: &FieldFault) -> FaultLine {
    match field.path.as_str() {
        "current" => {
            FaultLine::of("nuvarande", "Det är inte ditt nuvarande lösenord. Skriv det igen.")
        }
        _ => not_taken(),
    }
}

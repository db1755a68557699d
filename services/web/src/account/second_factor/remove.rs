//! Turning it off, against a code or the password.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{refused, standing};
use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const TOTP_REMOVE: &str = operation!("totp_remove");

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default, rename = "kod-av")]
    code: String,
    #[serde(default)]
    nuvarande: String,
}

/// Turns it off, and says what that means.
pub(super) async fn remove(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let code = typed.code.trim();
    let fault = if code.is_empty() && typed.nuvarande.is_empty() {
        FaultLine::of("kod-av", "Skriv en kod eller ditt lösenord.")
    } else {
        let variables = if code.is_empty() {
            json!({ "code": null, "current": typed.nuvarande })
        } else {
            json!({ "code": code, "current": null })
        };
        match visit.ask::<Value>(TOTP_REMOVE, variables).await {
            Ok(_) | Err(Fault::Conflict) => {
                visit.session.say("Tvåstegsinloggning är av. Lösenordet räcker för att logga in.");
                return Ok(Redirect::to(urls::SECOND_FACTOR).into_response());
            }
            Err(fault) => refused(fault, "kod-av")?,
        }
    };
    standing(&visit, vec![fault]).await
}

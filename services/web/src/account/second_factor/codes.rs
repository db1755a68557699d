//! Recovery codes, which are shown once: after setting up, and when they are made anew.

use askama::Template;
use axum::extract::Form;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::{frame, refused, standing};
use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::frame::Frame;
use crate::operation::operation;
use crate::visit::{Visit, page};

const RECOVERY_CODES_RENEW: &str = operation!("recovery_codes_renew");

#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
struct CodesPage {
    frame: Frame,
    said: &'static str,
    codes: Vec<String>,
}

/// What the API gives once.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Given {
    recovery_codes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Renewed {
    recovery_codes_renew: Given,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default, rename = "kod-nya")]
    code: String,
}

/// New codes against a code of the app.
pub(super) async fn renew(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let code = typed.code.trim();
    let fault = if code.is_empty() {
        FaultLine::of("kod-nya", "Skriv koden som appen visar.")
    } else {
        match visit.ask::<Renewed>(RECOVERY_CODES_RENEW, json!({ "code": code })).await {
            Ok(answer) => {
                let said = "De reservkoder som du hade förut gäller inte längre.";
                return show(&visit, answer.recovery_codes_renew, said);
            }
            Err(fault) => refused(fault, "kod-nya")?,
        }
    };
    standing(&visit, vec![fault]).await
}

/// The codes, and what was done.
pub(super) fn show(visit: &Visit, given: Given, said: &'static str) -> Result<Response, Fault> {
    let frame = frame(visit, "Spara dina reservkoder", &[])?;
    page(&CodesPage { frame, said, codes: given.recovery_codes })
}

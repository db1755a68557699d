//! Asking for a link to a new password. The page says the same whether there is an account or not.

use askama::Template;
use axum::Router;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::forms::{FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const PASSWORD_RESET_REQUEST: &str = operation!("password_reset_request");

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::FORGOTTEN_PASSWORD, get(show).post(ask))
}

#[derive(Template)]
#[template(path = "forgotten_password.html")]
struct ForgottenPasswordPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    email: Field,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    epost: String,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    page(&view(&visit, "", Vec::new())?)
}

async fn ask(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let email = typed.epost.trim();
    let fault = if email.is_empty() {
        FaultLine::of("epost", "Skriv din e-postadress.")
    } else {
        let variables = json!({ "email": email });
        match visit.ask_unknown::<Value>(PASSWORD_RESET_REQUEST, variables).await {
            Ok(_) => {
                visit.session.say(
                    "Finns det ett konto med den adressen är ett mejl på väg dit. Länken i det gäller i \
                     en timme. Kommer inget, titta i skräpposten och kontrollera adressen.",
                );
                return Ok(Redirect::to(urls::SIGN_IN).into_response());
            }
            Err(Fault::TooMany) => FaultLine::of(
                "",
                "Det har varit för många försök. Vänta några minuter och försök sedan igen.",
            ),
            Err(fault) => return Err(fault),
        }
    };
    let mut response = page(&view(&visit, email, vec![fault])?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn view(
    visit: &Visit,
    email: &str,
    faults: Vec<FaultLine>,
) -> Result<ForgottenPasswordPage, Fault> {
    let title = if faults.is_empty() { "Glömt lösenordet" } else { "Fel: Glömt lösenordet" };
    Ok(ForgottenPasswordPage {
        frame: Frame::bare(&visit.session, title)?,
        email: Field {
            name: "epost".into(),
            label: "E-postadress",
            hint: "Den som du loggar in med.",
            kind: "email",
            autocomplete: "username",
            value: email.to_owned(),
            fault: said_of(&faults, "epost"),
            ..Field::default()
        },
        faults,
    })
}

//! The field for a new password, wherever one is chosen; and choosing one by the link from a mail.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
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

const PASSWORD_RESET: &str = operation!("password_reset");

/// The field's name.
const FIELD: &str = "nytt";

/// What is wrong with a password that is not taken.
pub(crate) const NOT_TAKEN: &str = "Välj ett lösenord med 12 till 256 tecken som inte är lätt att gissa: inget vanligt \
     lösenord, och inte ditt namn eller din e-postadress.";

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::NEW_PASSWORD, get(show).post(reset))
}

/// What was typed in a form with the field.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    pub(crate) nytt: String,
}

/// The field, empty: a password is never shown again.
pub(crate) fn field(label: &'static str, faults: &[FaultLine]) -> Field {
    Field {
        name: FIELD.into(),
        label,
        hint: "Minst 12 tecken. Flera ord efter varandra är lätta att minnas och svåra att gissa.",
        kind: "password",
        autocomplete: "new-password",
        fault: said_of(faults, FIELD),
        ..Field::default()
    }
}

/// The fault of a password that is not taken.
pub(crate) fn not_taken() -> FaultLine {
    FaultLine::of(FIELD, NOT_TAKEN)
}

#[derive(Template)]
#[template(path = "new_password.html")]
struct NewPasswordPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    password: Field,
    /// Where the form goes.
    action: String,
    /// Whether the link holds, as far as is known.
    holds: bool,
}

async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, Fault> {
    page(&view(&visit, &token, Vec::new(), true)?)
}

async fn reset(
    visit: Visit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let variables = json!({ "token": token, "password": typed.nytt });
    let (fault, holds) = match visit.ask_unknown::<Value>(PASSWORD_RESET, variables).await {
        Ok(_) => {
            visit.session.end();
            visit.session.say("Lösenordet är bytt. Logga in med det nya.");
            return Ok(Redirect::to(urls::SIGN_IN).into_response());
        }
        Err(Fault::Invalid(_)) => (not_taken(), true),
        Err(Fault::Conflict | Fault::NotFound) => {
            let text = "Länken gäller inte längre. Den gäller i en timme och kan användas en gång.";
            (FaultLine::of("", text), false)
        }
        Err(fault) => return Err(fault),
    };
    let mut response = page(&view(&visit, &token, vec![fault], holds)?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn view(
    visit: &Visit,
    token: &str,
    faults: Vec<FaultLine>,
    holds: bool,
) -> Result<NewPasswordPage, Fault> {
    let title = if faults.is_empty() {
        "Välj ett nytt lösenord"
    } else {
        "Fel: Välj ett nytt lösenord"
    };
    Ok(NewPasswordPage {
        frame: Frame::bare(&visit.session, title)?,
        password: field("Nytt lösenord", &faults),
        faults,
        action: urls::new_password(token),
        holds,
    })
}

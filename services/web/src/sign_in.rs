//! Signing in by e-mail and password, or at one's municipality, and on to the page that was asked for.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::session::Tokens;
use crate::urls;
use crate::visit::{Visit, page};

pub(crate) mod code;
pub(crate) mod elsewhere;
mod passkey;
mod returned;

const SIGN_IN: &str = operation!("sign_in");

/// The page, its second step, and the way by passkey.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::SIGN_IN, get(show).post(sign_in))
        .merge(code::routes())
        .merge(passkey::routes())
        .merge(elsewhere::routes())
        .merge(returned::routes())
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    email: Field,
    password: Field,
    back: String,
    /// Empty where there are no passkeys.
    passkey_href: String,
    elsewhere_href: String,
    /// Whether a page was asked for that needs signing in.
    returning: bool,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    epost: String,
    #[serde(default)]
    losenord: String,
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignedIn {
    sign_in: Tokens,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    page(&view(&visit, "", local(&asked.till), Vec::new())?)
}

async fn sign_in(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let email = typed.epost.trim();
    let mut faults = missing(email, &typed.losenord);
    if faults.is_empty() {
        let variables = json!({ "email": email, "password": typed.losenord });
        match visit.ask_unknown::<SignedIn>(SIGN_IN, variables).await {
            Ok(answer) => {
                visit.session.begin(answer.sign_in)?;
                return Ok(Redirect::to(local(&typed.till)).into_response());
            }
            Err(Fault::Challenged(challenge)) => {
                return Ok(code::ask_for(&visit, challenge, local(&typed.till)));
            }
            Err(fault) => faults.push(refused(fault)?),
        }
    }
    let mut response = page(&view(&visit, email, local(&typed.till), faults)?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn missing(email: &str, password: &str) -> Vec<FaultLine> {
    let mut faults = Vec::new();
    if email.is_empty() {
        faults.push(FaultLine::of("epost", "Skriv din e-postadress."));
    }
    if password.is_empty() {
        faults.push(FaultLine::of("losenord", "Skriv ditt lösenord."));
    }
    faults
}

fn refused(fault: Fault) -> Result<FaultLine, Fault> {
    match fault {
        Fault::SignedOut | Fault::Invalid(_) => Ok(FaultLine::of(
            "epost",
            "E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen.",
        )),
        Fault::TooMany => Ok(FaultLine::of(
            "",
            "Det har varit för många försök. Vänta några minuter och försök sedan igen.",
        )),
        other => Err(other),
    }
}

fn view(
    visit: &Visit,
    email: &str,
    back: &str,
    faults: Vec<FaultLine>,
) -> Result<SignInPage, Fault> {
    let title = if faults.is_empty() { "Logga in" } else { "Fel: Logga in" };
    Ok(SignInPage {
        frame: Frame::bare(&visit.session, title)?,
        email: Field {
            name: "epost".into(),
            label: "E-postadress",
            kind: "email",
            autocomplete: "username",
            value: email.to_owned(),
            fault: said_of(&faults, "epost"),
            ..Field::default()
        },
        password: Field {
            name: "losenord".into(),
            label: "Lösenord",
            kind: "password",
            autocomplete: "current-password",
            fault: said_of(&faults, "losenord"),
            ..Field::default()
        },
        faults,
        passkey_href: if visit.has_passkeys() {
            urls::sign_in_passkey(back)
        } else {
            String::new()
        },
        back: back.to_owned(),
        elsewhere_href: urls::sign_in_elsewhere("", back),
        returning: back != urls::HOME,
    })
}

/// Only a path on this very host leads anywhere; `//elsewhere` and `/\elsewhere` are other hosts to browsers.
pub(crate) fn local(path: &str) -> &str {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && path.starts_with('/') && !path.starts_with("//") { path } else { urls::HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_nowhere_else() {
        assert_eq!(local("/gr/avtal?x=1"), "/gr/avtal?x=1");
        for path in ["", "gr", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb"]
        {
            assert_eq!(local(path), "/", "{path}");
        }
    }
}

//! Signing in, the second step: a code of the app, or a recovery code.

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
use crate::sign_in::local;
use crate::urls;
use crate::visit::{Visit, page};

const SIGN_IN_CONFIRM: &str = operation!("sign_in_confirm");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::SIGN_IN_CODE, get(show).post(confirm))
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    frame: Frame,
    faults: Vec<FaultLine>,
    heading: &'static str,
    lead: &'static str,
    code: Field,
    recovery: &'static str,
    back: String,
    other_way: &'static str,
    other_way_href: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    reserv: String,
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    kod: String,
    #[serde(flatten)]
    asked: Asked,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Confirmed {
    sign_in_confirm: Tokens,
}

/// Leads to the second step, which the API has asked for with `challenge`, and from there on to `back`.
pub(crate) fn ask_for(visit: &Visit, challenge: String, back: &str) -> Response {
    visit.session.challenged(Some(challenge));
    Redirect::to(&urls::sign_in_code(false, back)).into_response()
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    if visit.session.challenge().is_none() {
        return Ok(start_again(local(&asked.till)));
    }
    page(&view(&visit, &asked, Vec::new())?)
}

async fn confirm(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let back = local(&typed.asked.till);
    let Some(challenge) = visit.session.challenge() else { return Ok(start_again(back)) };
    let code = typed.kod.trim();
    let fault = if code.is_empty() {
        FaultLine::of("kod", "Skriv koden.")
    } else {
        let variables = json!({ "challenge": challenge, "code": code });
        match visit.ask_unknown::<Confirmed>(SIGN_IN_CONFIRM, variables).await {
            Ok(answer) => {
                visit.session.begin(answer.sign_in_confirm)?;
                return Ok(Redirect::to(back).into_response());
            }
            Err(Fault::SignedOut) => {
                visit.session.challenged(None);
                visit.session.say("Det tog för lång tid. Skriv lösenordet en gång till.");
                return Ok(start_again(back));
            }
            Err(fault) => refused(fault, by_recovery_code(&typed.asked))?,
        }
    };
    let mut response = page(&view(&visit, &typed.asked, vec![fault])?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn start_again(back: &str) -> Response {
    Redirect::to(&urls::sign_in_and_return(Some(back))).into_response()
}

fn by_recovery_code(asked: &Asked) -> bool {
    !asked.reserv.is_empty()
}

fn refused(fault: Fault, by_recovery_code: bool) -> Result<FaultLine, Fault> {
    match fault {
        Fault::Invalid(_) if by_recovery_code => Ok(FaultLine::of(
            "kod",
            "Reservkoden gäller inte. Kontrollera att du skrev den rätt och att den inte redan är \
             använd.",
        )),
        Fault::Invalid(_) => Ok(FaultLine::of(
            "kod",
            "Koden gäller inte. Varje kod gäller en gång och en kort stund: vänta på nästa i appen \
             och skriv den.",
        )),
        Fault::TooMany => Ok(FaultLine::of(
            "",
            "Det har varit för många försök. Vänta en kvart, eller använd en reservkod.",
        )),
        other => Err(other),
    }
}

fn view(visit: &Visit, asked: &Asked, faults: Vec<FaultLine>) -> Result<CodePage, Fault> {
    let recovery = by_recovery_code(asked);
    let back = local(&asked.till);
    let heading = if recovery { "Skriv en reservkod" } else { "Skriv koden från appen" };
    let title = if faults.is_empty() { heading.to_owned() } else { format!("Fel: {heading}") };
    let fault = said_of(&faults, "kod");
    let code = if recovery {
        Field {
            label: "Reservkod",
            hint: "16 tecken i grupper om fyra. Varje reservkod gäller en gång.",
            autocomplete: "off",
            ..Field::default()
        }
    } else {
        Field {
            label: "Kod",
            hint: "Sex siffror.",
            autocomplete: "one-time-code",
            inputmode: "numeric",
            ..Field::default()
        }
    };
    Ok(CodePage {
        frame: Frame::bare(&visit.session, &title)?,
        heading,
        lead: if recovery {
            "Ta fram listan som du sparade när du satte upp tvåstegsinloggning."
        } else {
            "Lösenordet stämmer. Öppna appen som du kopplade till kontot, och skriv koden som den visar."
        },
        code: Field { name: "kod".into(), kind: "text", fault, ..code },
        recovery: if recovery { "ja" } else { "" },
        other_way: if recovery { "Använd koden från appen" } else { "Använd en reservkod" },
        other_way_href: urls::sign_in_code(!recovery, back),
        back: back.to_owned(),
        faults,
    })
}

//! Signing in by a passkey, without e-mail, password or code. Needs the browser's script, as passkeys do.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::session::Tokens;
use crate::sign_in::local;
use crate::urls;
use crate::visit::{Visit, page};

const SIGN_IN_PASSKEY_BEGIN: &str = operation!("sign_in_passkey_begin");
const SIGN_IN_PASSKEY: &str = operation!("sign_in_passkey");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::SIGN_IN_PASSKEY, get(show).post(sign_in))
}

#[derive(Template)]
#[template(path = "sign_in/passkey.html")]
struct PasskeyPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    ceremony: String,
    options: String,
    back: String,
    sign_in_href: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    omgang: String,
    #[serde(default)]
    svar: String,
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Begun {
    sign_in_passkey_begin: Ceremony,
}

#[derive(Deserialize)]
struct Ceremony {
    id: String,
    options: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignedIn {
    sign_in_passkey: Tokens,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    asking(&visit, local(&asked.till), Vec::new()).await
}

async fn sign_in(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let back = local(&typed.till);
    let fault = if typed.svar.is_empty() {
        "Ingen nyckel visades. Försök igen, eller logga in med lösenord. Nycklar kräver att \
         JavaScript är på i webbläsaren."
    } else {
        let variables = json!({ "ceremony": typed.omgang, "credential": typed.svar });
        match visit.ask_unknown::<SignedIn>(SIGN_IN_PASSKEY, variables).await {
            Ok(answer) => {
                visit.session.begin(answer.sign_in_passkey)?;
                return Ok(Redirect::to(back).into_response());
            }
            Err(Fault::Invalid(_) | Fault::SignedOut | Fault::NotFound) => {
                "Nyckeln hör inte till något konto här, eller så tog det för lång tid. Försök igen, \
                 eller logga in med lösenord."
            }
            Err(fault) => return Err(fault),
        }
    };
    let mut response = asking(&visit, back, vec![FaultLine::of("", fault)]).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// The page with something new to ask the browser: each is good for one answer.
async fn asking(visit: &Visit, back: &str, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let begun: Begun = visit.ask_unknown(SIGN_IN_PASSKEY_BEGIN, json!({})).await?;
    let title =
        if faults.is_empty() { "Logga in med en nyckel" } else { "Fel: Logga in med en nyckel" };
    page(&PasskeyPage {
        frame: Frame::bare(&visit.session, title)?,
        faults,
        ceremony: begun.sign_in_passkey_begin.id,
        options: begun.sign_in_passkey_begin.options,
        sign_in_href: urls::sign_in_and_return(Some(back)),
        back: back.to_owned(),
    })
}

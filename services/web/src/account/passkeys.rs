//! One's own passkeys: which there are, a new one, taking one away.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use domain::swedish;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::forms::{FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const PASSKEYS: &str = operation!("passkeys");
const PASSKEY_BEGIN: &str = operation!("passkey_begin");
const PASSKEY_ADD: &str = operation!("passkey_add");
const PASSKEY_REMOVE: &str = operation!("passkey_remove");

/// The page and its forms.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::PASSKEYS, get(show))
        .route(urls::NEW_PASSKEY, post(begin))
        .route(urls::ADD_PASSKEY, post(add))
        .route(urls::REMOVE_PASSKEY, post(remove))
}

#[derive(Template)]
#[template(path = "account/passkeys.html")]
struct PasskeysPage {
    frame: Frame,
    passkeys: Vec<Row>,
}

struct Row {
    name: String,
    created: String,
    used: String,
    remove_href: String,
}

#[derive(Template)]
#[template(path = "account/new_passkey.html")]
struct NewPasskeyPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    ceremony: String,
    options: String,
    name: Field,
}

#[derive(Deserialize)]
struct Answer {
    me: Option<Me>,
}

#[derive(Deserialize)]
struct Me {
    name: String,
    passkeys: Vec<Passkey>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Passkey {
    id: String,
    name: String,
    created_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Begun {
    passkey_begin: Ceremony,
}

#[derive(Deserialize)]
struct Ceremony {
    id: String,
    options: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    omgang: String,
    #[serde(default)]
    svar: String,
    #[serde(default)]
    namn: String,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    if !visit.has_passkeys() {
        return Err(Fault::NotFound);
    }
    let answer: Answer = visit.ask(PASSKEYS, json!({})).await?;
    let me = answer.me.ok_or(Fault::SignedOut)?;
    let frame = Frame::bare(&visit.session, "Nycklar")?;
    let frame = frame.below("Mitt konto", urls::ACCOUNT.to_owned());
    page(&PasskeysPage {
        frame: Frame { person: me.name, ..frame },
        passkeys: me.passkeys.into_iter().map(row).collect(),
    })
}

fn row(passkey: Passkey) -> Row {
    Row {
        created: swedish::minute(passkey.created_at),
        used: passkey.used_at.map_or_else(|| "Aldrig".to_owned(), swedish::minute),
        remove_href: urls::remove_passkey(&passkey.id),
        name: passkey.name,
    }
}

async fn begin(visit: Visit) -> Result<Response, Fault> {
    asking(&visit, "", Vec::new()).await
}

/// Keeps what the browser has made; without that, asks once more.
async fn add(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let name = typed.namn.trim();
    let fault = if name.is_empty() {
        FaultLine::of("namn", "Skriv vad nyckeln ska heta, till exempel Jobbdatorn.")
    } else if typed.svar.is_empty() {
        let text = "Webbläsaren gjorde ingen nyckel. Försök igen. Nycklar kräver att JavaScript är på \
                    i webbläsaren, och samma nyckel läggs inte till två gånger.";
        FaultLine::of("", text)
    } else {
        let variables = json!({
            "ceremony": typed.omgang,
            "credential": typed.svar,
            "name": name,
        });
        match visit.ask::<Value>(PASSKEY_ADD, variables).await {
            Ok(_) => {
                visit.session.say("Nyckeln är sparad. Nästa gång kan du logga in med den.");
                return Ok(Redirect::to(urls::PASSKEYS).into_response());
            }
            Err(Fault::Invalid(fields)) if fields.iter().any(|fault| fault.path == "name") => {
                FaultLine::of("namn", "Välj ett namn med högst 60 tecken.")
            }
            Err(Fault::Invalid(_)) => FaultLine::of(
                "",
                "Det gick inte att spara nyckeln, eller så tog det för lång tid. Försök igen.",
            ),
            Err(fault) => return Err(fault),
        }
    };
    let mut response = asking(&visit, name, vec![fault]).await?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The page with something new to ask the browser. Whoever signed in long ago signs in again first.
async fn asking(visit: &Visit, name: &str, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let begun = match visit.ask::<Begun>(PASSKEY_BEGIN, json!({})).await {
        Ok(begun) => begun.passkey_begin,
        Err(Fault::SignedOut) => {
            visit.session.say("Logga in en gång till först, så vet vi att det är du.");
            let back = urls::sign_in_and_return(Some(urls::PASSKEYS));
            return Ok(Redirect::to(&back).into_response());
        }
        Err(fault) => return Err(fault),
    };
    let title =
        if faults.is_empty() { "Lägg till en nyckel" } else { "Fel: Lägg till en nyckel" };
    let frame = Frame::bare(&visit.session, title)?;
    page(&NewPasskeyPage {
        frame: frame
            .below("Mitt konto", urls::ACCOUNT.to_owned())
            .below("Nycklar", urls::PASSKEYS.to_owned()),
        ceremony: begun.id,
        options: begun.options,
        name: Field {
            name: "namn".into(),
            label: "Vad nyckeln ska heta",
            hint: "Så att du känner igen den, till exempel Jobbdatorn.",
            kind: "text",
            autocomplete: "off",
            value: name.to_owned(),
            fault: said_of(&faults, "namn"),
            ..Field::default()
        },
        faults,
    })
}

/// Takes one away. One that is gone already is as good as taken away.
async fn remove(visit: Visit, Path(id): Path<String>) -> Result<Redirect, Fault> {
    match visit.ask::<Value>(PASSKEY_REMOVE, json!({ "id": id })).await {
        Ok(_) | Err(Fault::NotFound) => {
            visit.session.say("Nyckeln är borttagen. Ingen loggar in med den längre.");
            Ok(Redirect::to(urls::PASSKEYS))
        }
        Err(fault) => Err(fault),
    }
}

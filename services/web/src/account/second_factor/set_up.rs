//! Setting it up: a key for the app, shown once as a QR code and as text; a code that proves it; recovery codes.

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::codes::{self, Given};
use super::qr::Drawing;
use super::{frame, refused};
use crate::fault::Fault;
use crate::forms::{FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::operation::operation;
use crate::urls;
use crate::visit::{Visit, page};

const TOTP_BEGIN: &str = operation!("totp_begin");
const TOTP_CONFIRM: &str = operation!("totp_confirm");

/// What the API's links to keys begin with.
const LINK: &str = "otpauth://totp/";

#[derive(Template)]
#[template(path = "account/set_up.html")]
struct SetUpPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    drawing: Drawing,
    link: String,
    key: String,
    code: Field,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Begun {
    totp_begin: Key,
}

#[derive(Deserialize)]
struct Key {
    key: String,
    link: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Confirmed {
    totp_confirm: Given,
}

/// The page's own key, so that it can be shown again with what was wrong.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    kod: String,
    #[serde(default)]
    nyckel: String,
    #[serde(default)]
    lank: String,
}

/// Asks for a key and shows it. Whoever signed in long ago signs in again first.
pub(super) async fn begin(visit: Visit) -> Result<Response, Fault> {
    match visit.ask::<Begun>(TOTP_BEGIN, json!({})).await {
        Ok(Begun { totp_begin: Key { key, link } }) => page(&view(&visit, &key, link, Vec::new())?),
        Err(Fault::SignedOut) => {
            visit.session.say("Logga in en gång till först, så vet vi att det är du.");
            let back = urls::sign_in_and_return(Some(urls::SECOND_FACTOR));
            Ok(Redirect::to(&back).into_response())
        }
        Err(Fault::Conflict) => Ok(Redirect::to(urls::SECOND_FACTOR).into_response()),
        Err(fault) => Err(fault),
    }
}

/// Makes the key a factor, and shows the recovery codes.
pub(super) async fn confirm(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let code = typed.kod.trim();
    let fault = if code.is_empty() {
        FaultLine::of("kod", "Skriv koden som appen visar.")
    } else {
        match visit.ask::<Confirmed>(TOTP_CONFIRM, json!({ "code": code })).await {
            Ok(answer) => {
                let said =
                    "Tvåstegsinloggning är på. Överallt annars där du var inloggad är du utloggad.";
                return codes::show(&visit, answer.totp_confirm, said);
            }
            Err(Fault::Conflict) => {
                return Ok(Redirect::to(urls::SECOND_FACTOR).into_response());
            }
            Err(fault) => refused(fault, "kod")?,
        }
    };
    if !typed.lank.starts_with(LINK) {
        return Err(Fault::Invalid(Vec::new()));
    }
    let mut response = page(&view(&visit, &typed.nyckel, typed.lank, vec![fault])?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn view(
    visit: &Visit,
    key: &str,
    link: String,
    faults: Vec<FaultLine>,
) -> Result<SetUpPage, Fault> {
    Ok(SetUpPage {
        frame: frame(visit, "Koppla din app", &faults)?
            .below("Tvåstegsinloggning", urls::SECOND_FACTOR.to_owned()),
        drawing: Drawing::of(&link)?,
        key: in_groups(key),
        link,
        code: Field {
            name: "kod".into(),
            label: "Kod från appen",
            hint: "Sex siffror.",
            kind: "text",
            autocomplete: "one-time-code",
            inputmode: "numeric",
            fault: said_of(&faults, "kod"),
            ..Field::default()
        },
        faults,
    })
}

/// Four letters at a time, which the eye keeps while it looks from one screen to another.
fn in_groups(key: &str) -> String {
    let letters: Vec<char> = key.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_groups_however_often() {
        assert_eq!(in_groups("GEZDGNBVGY"), "GEZD GNBV GY");
        assert_eq!(in_groups("GEZD GNBV GY"), "GEZD GNBV GY");
    }
}

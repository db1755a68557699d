//! Coming back from where one signed in: in, or told why not and what to do.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::{code, local};
use crate::fault::{Fault, FieldFault};
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::session::Tokens;
use crate::urls;
use crate::visit::{Visit, page};

const OIDC_COMPLETE: &str = operation!("oidc_complete");

/// The page that providers send people back to.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::SIGN_IN_RETURNED, get(returned))
}

#[derive(Template)]
#[template(path = "sign_in/refused.html")]
struct RefusedPage {
    frame: Frame,
    heading: &'static str,
    text: &'static str,
}

/// What a provider puts in the address.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    oidc_complete: Tokens,
}

async fn returned(visit: Visit, Query(said): Query<Said>) -> Result<Response, Fault> {
    let (proof, back) = visit.session.come_back().unwrap_or_default();
    let variables = json!({
        "state": said.state,
        "code": said.code,
        "error": said.error,
        "issuer": said.iss,
        "browserProof": proof,
    });
    match visit.ask_unknown::<Answer>(OIDC_COMPLETE, variables).await {
        Ok(answer) => {
            visit.session.begin(answer.oidc_complete)?;
            Ok(Redirect::to(local(&back)).into_response())
        }
        Err(Fault::Challenged(challenge)) => Ok(code::ask_for(&visit, challenge, local(&back))),
        Err(Fault::Invalid(fields)) => refused(&visit, &fields),
        Err(fault) => Err(fault),
    }
}

/// Why one is not in, and what to do.
pub(super) fn refused(visit: &Visit, fields: &[FieldFault]) -> Result<Response, Fault> {
    let why = fields.first().map(|field| field.path.as_str()).unwrap_or_default();
    let (heading, text) = words(why);
    let frame = Frame::bare(&visit.session, heading)?;
    let mut response = page(&RefusedPage { frame, heading, text })?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// By the API's word for what did not hold.
fn words(why: &str) -> (&'static str, &'static str) {
    match why {
        "error" => (
            "Inloggningen avbröts",
            "Din kommun eller region avbröt inloggningen, eller så gjorde du det själv. Försök \
             igen. Hjälper inte det, fråga den som sköter inloggningen hos din arbetsgivare om du \
             får använda Yrkesresan.",
        ),
        "provider" => (
            "Inloggningen hos din arbetsgivare svarar inte",
            "Vänta några minuter och försök igen. Har du ett lösenord här kan du logga in med det \
             så länge.",
        ),
        "email" => (
            "Din e-postadress är inte bekräftad",
            "Din arbetsgivares inloggning säger inte att e-postadressen är din, och då kan vi inte \
             koppla ihop den med ditt konto. Logga in med lösenord, eller be den som sköter \
             inloggningen hos din arbetsgivare att lämna ut en bekräftad e-postadress.",
        ),
        "domain" => (
            "Din e-postadress hör inte hit",
            "Den här inloggningen gäller bara adresser hos din arbetsgivare. Logga in där du har \
             din arbetsadress, eller med lösenord.",
        ),
        "account" => (
            "Det finns inget konto att logga in på",
            "Inget konto i regionen hör ihop med din inloggning. Be din chef eller din kommuns \
             administratör att lägga upp ett konto med din arbetsadress. Har du ett konto som \
             också gäller någon annanstans, logga in med lösenord.",
        ),
        "suspended" => (
            "Ditt konto är avstängt",
            "Be din kommuns administratör eller regionens samordnare att öppna det igen.",
        ),
        "code" | "identity" | "issuer" => (
            "Inloggningen gick inte att lita på",
            "Svaret från din arbetsgivares inloggning stämde inte, och därför är du inte inloggad. \
             Försök igen från början. Händer det flera gånger, säg till regionens samordnare.",
        ),
        _ => (
            "Inloggningen har blivit för gammal",
            "Den påbörjades i en annan webbläsare, är redan använd eller tog längre tid än tio \
             minuter. Försök igen från början.",
        ),
    }
}

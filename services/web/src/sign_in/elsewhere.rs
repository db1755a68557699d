//! Signing in at one's municipality or region: which one, by the domain of one's e-mail address, and off to it.
//!
//! The way there begins with a link: browsers let no form lead to another host.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use super::local;
use super::returned::refused;
use crate::fault::Fault;
use crate::forms::{FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const SIGN_IN_PROVIDERS: &str = operation!("sign_in_providers");
const OIDC_BEGIN: &str = operation!("oidc_begin");

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::SIGN_IN_ELSEWHERE, get(show).post(look))
        .route(urls::SIGN_IN_OF_REGION, get(of_region))
        .route(urls::SIGN_IN_BEGIN, get(begin))
}

#[derive(Template)]
#[template(path = "sign_in/elsewhere.html")]
struct ElsewherePage {
    frame: Frame,
    faults: Vec<FaultLine>,
    providers: Vec<Provider>,
    email: Field,
    back: String,
    sign_in_href: String,
}

struct Provider {
    name: String,
    href: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    doman: String,
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    epost: String,
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    sign_in_providers: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    oidc_begin: Begun,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Begun {
    url: String,
    browser_proof: String,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let back = local(&asked.till);
    if asked.doman.is_empty() {
        return elsewhere(&visit, back, Vec::new(), "", Vec::new());
    }
    let found = find(&visit, json!({ "email": format!("@{}", asked.doman) })).await?;
    if found.is_empty() {
        let text = "Adresser av det slaget loggar in med lösenord. Kontrollera adressen, eller logga in med lösenord.";
        return elsewhere(&visit, back, found, "", vec![FaultLine::of("epost", text)]);
    }
    elsewhere(&visit, back, found, "", Vec::new())
}

/// Only the domain goes on to the next address: who somebody is does not belong there.
async fn look(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let (email, back) = (typed.epost.trim(), local(&typed.till));
    let domain = email.rsplit_once('@').map(|(_, domain)| domain);
    if let Some(domain) = domain.filter(|domain| !domain.is_empty()) {
        return Ok(Redirect::to(&urls::sign_in_elsewhere(domain, back)).into_response());
    }
    let fault = FaultLine::of("epost", "Skriv hela din e-postadress, med @.");
    elsewhere(&visit, back, Vec::new(), email, vec![fault])
}

/// A region has no page of its own for strangers: of one that nobody has, nothing is found either.
async fn of_region(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let found = find(&visit, json!({ "region": region })).await?;
    if found.is_empty() {
        return Err(Fault::NotFound);
    }
    elsewhere(&visit, local(&asked.till), found, "", Vec::new())
}

async fn begin(
    visit: Visit,
    Path(provider): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    go(&visit, json!({ "provider": provider }), local(&asked.till)).await
}

/// Off to a provider, and on to `back` afterwards.
pub(crate) async fn go(visit: &Visit, variables: Value, back: &str) -> Result<Response, Fault> {
    match visit.ask_unknown::<Answer>(OIDC_BEGIN, variables).await {
        Ok(answer) => {
            let Begun { url, browser_proof } = answer.oidc_begin;
            visit.session.begin_elsewhere(&browser_proof, back);
            Ok(Redirect::to(&url).into_response())
        }
        Err(Fault::Invalid(fields)) => refused(visit, &fields),
        Err(fault) => Err(fault),
    }
}

async fn find(visit: &Visit, variables: Value) -> Result<Vec<Named>, Fault> {
    Ok(visit.ask_unknown::<Found>(SIGN_IN_PROVIDERS, variables).await?.sign_in_providers)
}

fn elsewhere(
    visit: &Visit,
    back: &str,
    found: Vec<Named>,
    typed: &str,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (title, status) = if faults.is_empty() {
        ("Logga in med din kommun eller region", StatusCode::OK)
    } else {
        ("Fel: Logga in med din kommun eller region", StatusCode::UNPROCESSABLE_ENTITY)
    };
    let provider =
        |one: Named| Provider { href: urls::sign_in_begin(&one.id, back), name: one.name };
    let mut response = page(&ElsewherePage {
        frame: Frame::bare(&visit.session, title)?,
        providers: found.into_iter().map(provider).collect(),
        email: Field {
            name: "epost".into(),
            label: "E-postadress i arbetet",
            kind: "email",
            autocomplete: "username",
            value: typed.to_owned(),
            fault: said_of(&faults, "epost"),
            ..Field::default()
        },
        faults,
        back: back.to_owned(),
        sign_in_href: urls::sign_in_and_return(Some(back)),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

//! One's own account: who one is here, where one is signed in, and one's password.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use domain::swedish;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{self, FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::home::{Membership, Place, place};
use crate::new_password;
use crate::operation::operation;
use crate::pill::Pill;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod end_session;
mod passkeys;
mod password;
pub(crate) mod second_factor;

use second_factor::Standing;

const ACCOUNT: &str = operation!("account");

/// The page and its forms.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::ACCOUNT, get(show))
        .route(urls::PASSWORD, post(password::change))
        .route(urls::END_SESSION, post(end_session::end))
        .merge(second_factor::routes())
        .merge(passkeys::routes())
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    name: String,
    email: String,
    places: Vec<Place>,
    sessions: Vec<SessionRow>,
    second_factor: Pill,
    has_passkeys: bool,
    current: Field,
    password: Field,
}

struct SessionRow {
    began: String,
    renewed: String,
    /// Empty for the session of this very page, which signing out ends.
    end_href: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    me: Option<Me>,
    my_sessions: Vec<OpenSession>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Me {
    name: String,
    email: String,
    memberships: Vec<Membership>,
    second_factor: Standing,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OpenSession {
    id: String,
    began_at: DateTime<Utc>,
    renewed_at: DateTime<Utc>,
    own: bool,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    account(&visit, Vec::new()).await
}

/// The page, with what is wrong with the form that was sent. What was typed was a password, and is not shown again.
async fn account(visit: &Visit, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let answer: Answer = visit.ask(ACCOUNT, json!({})).await?;
    let me = answer.me.ok_or(Fault::SignedOut)?;
    let title = if faults.is_empty() { "Mitt konto" } else { "Fel: Mitt konto" };
    let mut frame = Frame::bare(&visit.session, title)?;
    frame.person.clone_from(&me.name);
    let status = forms::status(&faults);
    let shown = page(&AccountPage {
        frame,
        name: me.name,
        email: me.email,
        places: me.memberships.into_iter().filter_map(place).collect(),
        second_factor: me.second_factor.pill(),
        has_passkeys: visit.has_passkeys(),
        sessions: answer.my_sessions.iter().map(row).collect(),
        current: current(&faults),
        password: new_password::field("Nytt lösenord", &faults),
        faults,
    })?;
    Ok((status, shown).into_response())
}

fn current(faults: &[FaultLine]) -> Field {
    Field {
        name: "nuvarande".into(),
        label: "Nuvarande lösenord",
        kind: "password",
        autocomplete: "current-password",
        fault: said_of(faults, "nuvarande"),
        ..Field::default()
    }
}

fn row(session: &OpenSession) -> SessionRow {
    SessionRow {
        began: swedish::minute(session.began_at),
        renewed: swedish::minute(session.renewed_at),
        end_href: if session.own { String::new() } else { urls::end_session(&session.id) },
    }
}

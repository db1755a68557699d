//! An invitation, by the link from its mail: accepting it by choosing a password, or what to do where it does not hold.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use domain::{course_date_at, swedish};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::forms::{self, FaultLine, Field};
use crate::frame::Frame;
use crate::new_password::{self, Typed};
use crate::operation::operation;
use crate::router::App;
use crate::session::Tokens;
use crate::sign_in::elsewhere;
use crate::urls;
use crate::visit::{Visit, page};

const INVITATION: &str = operation!("invitation");
const ACCEPT: &str = operation!("invitation_accept");
const RENEW: &str = operation!("invitation_renew");

/// The page and its forms.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::INVITATION, get(show).post(accept))
        .route(urls::ACCEPT_ELSEWHERE, get(accept_elsewhere))
        .route(urls::RENEW_INVITATION, post(renew))
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    name: String,
    email: String,
    /// What it leads to: `för Norrbottens Kommuner`, or nothing.
    place: String,
    invited_by: Option<String>,
    /// The last day.
    until: String,
    password: Field,
    action: String,
    /// Where it can be accepted by signing in: what the link says, and where it leads.
    providers: Vec<(String, String)>,
}

/// An invitation that does not hold, and what to do.
#[derive(Template)]
#[template(path = "invitation_over.html")]
struct OverPage {
    frame: Frame,
    heading: &'static str,
    text: String,
    /// Where a new mail is asked for; empty where that is not the way.
    renew: String,
    /// Whether signing in is the way.
    sign_in: bool,
}

#[derive(Deserialize)]
struct Answer {
    invitation: Option<Invitation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Invitation {
    state: State,
    email: String,
    name: String,
    invited_by: Option<String>,
    expires_at: Option<DateTime<Utc>>,
    regions: Vec<String>,
    providers: Vec<Provider>,
}

#[derive(Deserialize)]
struct Provider {
    id: String,
    name: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    Open,
    Expired,
    Used,
    Withdrawn,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Accepted {
    invitation_accept: Tokens,
}

async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, Fault> {
    invitation(&visit, &token, Vec::new()).await
}

async fn accept(
    visit: Visit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let variables = json!({ "token": token, "password": typed.nytt });
    match visit.ask_unknown::<Accepted>(ACCEPT, variables).await {
        Ok(accepted) => {
            visit.session.begin(accepted.invitation_accept)?;
            visit.session.say("Välkommen. Ditt konto är klart, och du är inloggad.");
            Ok(Redirect::to(urls::HOME).into_response())
        }
        Err(Fault::Invalid(_)) => invitation(&visit, &token, vec![new_password::not_taken()]).await,
        // The page says in what state it is by now.
        Err(Fault::Conflict | Fault::NotFound) => invitation(&visit, &token, Vec::new()).await,
        Err(fault) => Err(fault),
    }
}

/// Off to the provider. An invitation that does not hold by now says so on its page.
async fn accept_elsewhere(
    visit: Visit,
    Path((token, provider)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let variables = json!({ "provider": provider, "invitation": token });
    match elsewhere::go(&visit, variables, urls::HOME).await {
        Err(Fault::Conflict | Fault::NotFound) => invitation(&visit, &token, Vec::new()).await,
        answer => answer,
    }
}

async fn renew(visit: Visit, Path(token): Path<String>) -> Result<Response, Fault> {
    match visit.ask_unknown::<Value>(RENEW, json!({ "token": token })).await {
        Ok(_) => {
            visit.session.say("Ett nytt mejl är på väg till samma adress. Öppna länken i det.");
            Ok(Redirect::to(urls::SIGN_IN).into_response())
        }
        Err(Fault::Conflict | Fault::NotFound) => invitation(&visit, &token, Vec::new()).await,
        Err(fault) => Err(fault),
    }
}

async fn invitation(visit: &Visit, token: &str, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let answer = visit.ask_unknown::<Answer>(INVITATION, json!({ "token": token })).await;
    let found = match answer {
        Ok(Answer { invitation: Some(found) }) => found,
        Ok(Answer { invitation: None }) | Err(Fault::NotFound) => return unknown(visit),
        Err(fault) => return Err(fault),
    };
    match found.state {
        State::Open => open(visit, token, found, faults),
        State::Expired => over(visit, StatusCode::GONE, expired(&found, token)),
        State::Used => over(visit, StatusCode::GONE, used()),
        State::Withdrawn => over(visit, StatusCode::GONE, withdrawn(&found)),
    }
}

fn open(
    visit: &Visit,
    token: &str,
    found: Invitation,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let title = if faults.is_empty() {
        "Välkommen till Yrkesresan"
    } else {
        "Fel: Välkommen till Yrkesresan"
    };
    let status = forms::status(&faults);
    let until = found.expires_at.map(|at| swedish::long_date(course_date_at(at)));
    let shown = page(&InvitationPage {
        frame: Frame::bare(&visit.session, title)?,
        name: found.name,
        email: found.email,
        place: found.regions.join(", "),
        invited_by: found.invited_by,
        until: until.unwrap_or_default(),
        password: new_password::field("Välj ett lösenord", &faults),
        faults,
        providers: found
            .providers
            .into_iter()
            .map(|one| (one.name, urls::accept_elsewhere(token, &one.id)))
            .collect(),
        action: urls::invitation(token),
    })?;
    Ok((status, shown).into_response())
}

/// Heading, what to do, where a new mail is asked for, and whether to sign in.
type Over = (&'static str, String, String, bool);

fn over(visit: &Visit, status: StatusCode, told: Over) -> Result<Response, Fault> {
    let (heading, text, renew, sign_in) = told;
    let frame = Frame::bare(&visit.session, heading)?;
    let mut response = page(&OverPage { frame, heading, text, renew, sign_in })?;
    *response.status_mut() = status;
    Ok(response)
}

fn expired(found: &Invitation, token: &str) -> Over {
    let text = "Länken användes inte i tid. Vi kan skicka ett nytt mejl till samma adress, med en länk som gäller.";
    (
        "Inbjudan har gått ut",
        format!("{text} {}", whom_to_ask(found)),
        urls::renew_invitation(token),
        false,
    )
}

fn used() -> Over {
    let text = "Kontot är redan klart. Logga in med din e-postadress och ditt lösenord. Har du glömt lösenordet kan du \
                välja ett nytt på inloggningssidan.";
    ("Inbjudan är redan använd", text.to_owned(), String::new(), true)
}

fn withdrawn(found: &Invitation) -> Over {
    let text = "Den har ersatts av en nyare eller dragits tillbaka. Titta efter ett senare mejl från Yrkesresan.";
    ("Inbjudan gäller inte längre", format!("{text} {}", whom_to_ask(found)), String::new(), false)
}

fn unknown(visit: &Visit) -> Result<Response, Fault> {
    let text = "Kontrollera att hela adressen från mejlet kom med, och att det är det senaste mejlet från Yrkesresan. \
                Hjälper inte det, be den som bjöd in dig om en ny inbjudan.";
    let told = ("Inbjudan finns inte", text.to_owned(), String::new(), false);
    over(visit, StatusCode::NOT_FOUND, told)
}

fn whom_to_ask(found: &Invitation) -> String {
    match &found.invited_by {
        Some(name) => format!("Undrar du över något, fråga {name}."),
        None => "Undrar du över något, fråga den som samordnar Yrkesresan i din region.".to_owned(),
    }
}

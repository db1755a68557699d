//! Tvåstegsinloggning: how one stands, and the ways to set it up, get new recovery codes and turn it off.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{self, FaultLine, Field, said_of};
use crate::frame::Frame;
use crate::operation::operation;
use crate::pill::Pill;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod codes;
mod qr;
mod remove;
mod set_up;

const SECOND_FACTOR: &str = operation!("second_factor");

/// The page and its forms.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::SECOND_FACTOR, get(show))
        .route(urls::BEGIN_TOTP, post(set_up::begin))
        .route(urls::CONFIRM_TOTP, post(set_up::confirm))
        .route(urls::RENEW_CODES, post(codes::renew))
        .route(urls::REMOVE_TOTP, post(remove::remove))
}

/// How somebody stands, as the API tells of it.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Standing {
    /// There is a second factor.
    pub(crate) enrolled: bool,
    /// A role demands one, and is withheld without.
    pub(crate) demanded: bool,
}

impl Standing {
    /// Whether a role is withheld.
    pub(crate) const fn withholds(self) -> bool {
        self.demanded && !self.enrolled
    }

    /// The state in a word.
    pub(crate) const fn pill(self) -> Pill {
        match (self.enrolled, self.demanded) {
            (true, _) => Pill::ready("På"),
            (false, true) => Pill::attention("Behöver sättas upp"),
            (false, false) => Pill::quiet("Av"),
        }
    }
}

/// Whether the fault comes of a role that is withheld until there is a second factor.
pub(crate) async fn explains(fault: &Fault, visit: &Visit) -> bool {
    let withheld = matches!(fault, Fault::NotFound | Fault::Forbidden);
    if !withheld || visit.session.tokens().is_none() {
        return false;
    }
    let answer: Result<Answer, Fault> = visit.ask(SECOND_FACTOR, json!({})).await;
    let me = answer.ok().and_then(|answer| answer.me);
    me.is_some_and(|me| me.second_factor.standing.withholds())
}

#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct SecondFactorPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    pill: Pill,
    enrolled: bool,
    demanded: bool,
    codes_left: String,
    code_for_codes: Field,
    code_to_remove: Field,
    password: Field,
}

#[derive(Deserialize)]
struct Answer {
    me: Option<Me>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Me {
    name: String,
    second_factor: SecondFactor,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SecondFactor {
    #[serde(flatten)]
    standing: Standing,
    recovery_codes_left: u32,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    standing(&visit, Vec::new()).await
}

/// The page, with what is wrong with the form that was sent. Codes and passwords are not shown again.
async fn standing(visit: &Visit, faults: Vec<FaultLine>) -> Result<Response, Fault> {
    let answer: Answer = visit.ask(SECOND_FACTOR, json!({})).await?;
    let me = answer.me.ok_or(Fault::SignedOut)?;
    let SecondFactor { standing, recovery_codes_left } = me.second_factor;
    let frame = frame(visit, "Tvåstegsinloggning", &faults)?;
    let status = forms::status(&faults);
    let shown = page(&SecondFactorPage {
        frame: Frame { person: me.name, ..frame },
        pill: standing.pill(),
        enrolled: standing.enrolled,
        demanded: standing.demanded,
        codes_left: codes_left(recovery_codes_left),
        code_for_codes: code_field("kod-nya", "Kod från appen", &faults),
        code_to_remove: code_field("kod-av", "Kod från appen, eller en reservkod", &faults),
        password: Field {
            name: "nuvarande".into(),
            label: "Eller ditt lösenord",
            kind: "password",
            autocomplete: "current-password",
            fault: said_of(&faults, "nuvarande"),
            ..Field::default()
        },
        faults,
    })?;
    Ok((status, shown).into_response())
}

/// What surrounds a page of these.
fn frame(visit: &Visit, title: &str, faults: &[FaultLine]) -> Result<Frame, Fault> {
    let title = if faults.is_empty() { title.to_owned() } else { format!("Fel: {title}") };
    let frame = Frame::bare(&visit.session, &title)?;
    Ok(frame.below("Mitt konto", urls::ACCOUNT.to_owned()))
}

fn code_field(name: &'static str, label: &'static str, faults: &[FaultLine]) -> Field {
    Field {
        name: name.into(),
        label,
        kind: "text",
        autocomplete: "one-time-code",
        fault: said_of(faults, name),
        ..Field::default()
    }
}

fn codes_left(left: u32) -> String {
    match left {
        0 => {
            "Du har ingen reservkod kvar. Gör nya, så kommer du in även utan telefonen.".to_owned()
        }
        1 => "Du har 1 reservkod kvar. Gör nya innan den är använd.".to_owned(),
        left => format!("Du har {left} reservkoder kvar."),
    }
}

/// What is said of a code that the API has not taken, or the fault itself.
fn refused(fault: Fault, field: &str) -> Result<FaultLine, Fault> {
    match fault {
        Fault::Invalid(fields) if fields.iter().any(|fault| fault.path == "current") => {
            Ok(FaultLine::of("nuvarande", "Det är inte ditt lösenord. Skriv det igen."))
        }
        Fault::Invalid(_) => {
            Ok(FaultLine::of(field, "Koden gäller inte. Vänta på nästa kod i appen och skriv den."))
        }
        Fault::TooMany => Ok(FaultLine::of(
            "",
            "Det har varit för många försök. Vänta en kvart och försök sedan igen.",
        )),
        other => Err(other),
    }
}

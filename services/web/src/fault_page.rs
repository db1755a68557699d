//! The layer around all pages: opens the session, checks forms, and makes pages of faults.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::account::second_factor;
use crate::csrf;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::router::App;
use crate::session::Session;
use crate::urls;
use crate::visit::{Visit, page};

/// What went wrong, and what to do next.
#[derive(Template)]
#[template(path = "fault_page.html")]
struct FaultPage {
    frame: Frame,
    heading: &'static str,
    text: &'static str,
    request_id: Option<String>,
    home: &'static str,
}

/// Runs a request in its session. A handler's fault leaves as a page that says what to do next.
pub(crate) async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let session = Session::open(app.cookies, request.headers());
    request.extensions_mut().insert(session.clone());
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match csrf::check(request, session.secret().as_deref()).await {
        Ok(request) => next.run(request).await,
        Err(fault) => fault.into_response(),
    };
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        response = if second_factor::explains(&fault, &Visit::of(&app, &session)).await {
            Redirect::to(urls::SECOND_FACTOR).into_response()
        } else {
            show(fault, &session, &method, &uri)
        };
    }
    session.close(app.cookies, response.headers_mut());
    response
}

fn show(fault: Fault, session: &Session, method: &Method, uri: &Uri) -> Response {
    if fault == Fault::SignedOut {
        let back = uri.path_and_query().map(PathAndQuery::as_str);
        let back = back.filter(|_| *method == Method::GET);
        return Redirect::to(&urls::sign_in_and_return(back)).into_response();
    }
    let status = fault.status();
    match fault_page(fault, session).and_then(|view| page(&view)) {
        Ok(mut response) => {
            *response.status_mut() = status;
            response
        }
        Err(_) => status.into_response(),
    }
}

fn fault_page(fault: Fault, session: &Session) -> Result<FaultPage, Fault> {
    let (heading, text) = words(&fault);
    let request_id = if let Fault::Internal(id) = fault { id } else { None };
    let frame = Frame::bare(session, heading)?;
    Ok(FaultPage { frame, heading, text, request_id, home: urls::HOME })
}

const fn words(fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::SignedOut | Fault::Challenged(_) => {
            ("Du är inte inloggad", "Logga in och försök igen.")
        }
        Fault::Forbidden => (
            "Du har inte behörighet till sidan",
            "Din roll i regionen omfattar inte det som finns här. Behöver du det i ditt arbete, be \
             regionens samordnare om hjälp.",
        ),
        Fault::NotFound => (
            "Sidan finns inte",
            "Adressen kan vara felskriven, eller så hör sidan till en region som du inte är med i. \
             Börja om från startsidan.",
        ),
        Fault::Invalid(_) => (
            "Uppgifterna gick inte att använda",
            "Något i adressen eller formuläret har en form som vi inte känner igen. Gå tillbaka, \
             rätta och försök igen.",
        ),
        Fault::Conflict => (
            "Någon annan hann före",
            "Det du ville ändra har ändrats under tiden. Inget har sparats. Gå tillbaka, ladda om \
             sidan och se hur det ser ut nu.",
        ),
        Fault::TooMany => ("För många försök", "Vänta några minuter och försök sedan igen."),
        Fault::StaleForm => (
            "Formuläret har blivit för gammalt",
            "Det öppnades i en annan inloggning än den du har nu, och därför har inget sparats. Gå \
             tillbaka, ladda om sidan och skicka formuläret igen.",
        ),
        Fault::UnreadableForm => (
            "Formuläret gick inte att läsa",
            "Inget har sparats. Gå tillbaka, ladda om sidan och försök igen.",
        ),
        Fault::TooLarge => (
            "Filen är för stor",
            "Den får vara högst 5 MB. Spara den som CSV, eller dela den i flera filer, och försök \
             igen.",
        ),
        Fault::Internal(_) => (
            "Något gick fel hos oss",
            "Felet är antecknat. Inget har sparats. Försök igen om en stund.",
        ),
    }
}

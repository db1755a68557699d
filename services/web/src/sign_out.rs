//! Signing out: here, and at the API, so that nobody can renew the session.

use axum::Router;
use axum::response::Redirect;
use axum::routing::post;
use serde_json::{Value, json};

use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::Visit;

const SIGN_OUT: &str = operation!("sign_out");

/// The form's address.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::SIGN_OUT, post(sign_out))
}

/// The cookies go whatever the API says: whoever leaves a shared computer must be able to.
async fn sign_out(visit: Visit) -> Redirect {
    if let Some(tokens) = visit.session.tokens() {
        let variables = json!({ "refreshToken": tokens.refresh_token });
        if let Err(fault) = visit.ask_unknown::<Value>(SIGN_OUT, variables).await {
            tracing::warn!(cause = %fault, "a session could not be ended at the API");
        }
        visit.session.end();
    }
    visit.session.say("Du är utloggad.");
    Redirect::to(urls::SIGN_IN)
}

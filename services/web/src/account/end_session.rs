//! Signing out somewhere else.

use axum::extract::Path;
use axum::response::Redirect;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const SESSION_END: &str = operation!("session_end");

/// Ends the session. One that has ended by itself meanwhile is as good as ended.
pub(super) async fn end(visit: Visit, Path(id): Path<String>) -> Result<Redirect, Fault> {
    match visit.ask::<Value>(SESSION_END, json!({ "id": id })).await {
        Ok(_) | Err(Fault::NotFound) => {
            visit.session.say("Du är utloggad där.");
            Ok(Redirect::to(urls::ACCOUNT))
        }
        Err(fault) => Err(fault),
    }
}

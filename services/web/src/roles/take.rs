//! Taking a role away, which holds for the very next request. It can be given again.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const ROLE_TAKE: &str = operation!("role_take");

pub(super) async fn take(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "role": id });
    match visit.ask(ROLE_TAKE, json!({ "input": input })).await {
        Ok(IgnoredAny) => visit.session.say("Rollen är borttagen och gäller inte längre."),
        Err(Fault::Conflict) => visit.session.say(
            "Rollen är kvar. Din egen roll kan bara någon annan ta bort, så att det alltid finns \
             någon som sköter regionen.",
        ),
        Err(fault) => return Err(fault),
    }
    Ok(Redirect::to(&urls::roles(&region)).into_response())
}

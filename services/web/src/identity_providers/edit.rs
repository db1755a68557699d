//! Setting an identity provider up, and changing it.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::form::{Fields, Values, told};
use super::load;
use crate::fault::Fault;
use crate::forms::{self, FaultLine, Typed};
use crate::frame::Frame;
use crate::operation::operation;
use crate::parties::municipalities;
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const IDENTITY_PROVIDER_SET: &str = operation!("identity_provider_set");

#[derive(Template)]
#[template(path = "identity_providers/edit.html")]
struct EditPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    heading: String,
    address: String,
    fields: Fields,
    redirect: String,
    /// Empty for one that is not there yet.
    check_href: String,
    remove_href: String,
    cancel_href: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    identity_provider_set: Set,
}

#[derive(Deserialize)]
struct Set {
    id: String,
}

/// The form of a new one.
pub(super) async fn new(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, None, None, Vec::new()).await
}

/// The form of one that is there.
pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    form(&visit, &region, Some(&id), None, Vec::new()).await
}

/// Sets a new one up.
pub(super) async fn add(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    set(&visit, &region, None, &typed).await
}

/// Changes one that is there.
pub(super) async fn change(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    set(&visit, &region, Some(&id), &typed).await
}

async fn set(
    visit: &Visit,
    region: &str,
    id: Option<&str>,
    typed: &Typed,
) -> Result<Response, Fault> {
    let values = Values::typed(typed);
    let input = values.input(region, id, typed.get("hemlighet"));
    match visit.ask::<Answer>(IDENTITY_PROVIDER_SET, json!({ "input": input })).await {
        Ok(answer) => {
            visit
                .session
                .say("Inloggningstjänsten är sparad. Testa den innan någon annan gör det.");
            let there = urls::provider(region, &answer.identity_provider_set.id);
            Ok(Redirect::to(&there).into_response())
        }
        Err(Fault::Invalid(fields)) => {
            let faults = fields.iter().map(told).collect();
            form(visit, region, id, Some(values), faults).await
        }
        Err(fault) => Err(fault),
    }
}

/// The form, with what was typed or what is there, and what is wrong with it.
async fn form(
    visit: &Visit,
    region: &str,
    id: Option<&str>,
    typed: Option<Values>,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content) = load(visit, region).await?;
    let known = content.identity_providers.iter().find(|one| Some(one.id.as_str()) == id);
    if id.is_some() && known.is_none() {
        return Err(Fault::NotFound);
    }
    let heading =
        known.map_or_else(|| "Lägg till en inloggningstjänst".to_owned(), |one| one.name.clone());
    let there = typed.or_else(|| known.map(Values::of)).unwrap_or_default();
    let mut frame = Frame::region(visit, &here, Section::SignIn, &heading)?
        .below("Inloggning", urls::providers(&here.slug));
    frame.tell_of(&faults);
    let of = |address: fn(&str, &str) -> String| id.map(|id| address(&here.slug, id));
    let status = forms::status(&faults);
    let shown = page(&EditPage {
        frame,
        heading,
        address: of(urls::provider).unwrap_or_else(|| urls::new_provider(&here.slug)),
        fields: there.fields(id.is_none(), municipalities(&content.agreements), &faults),
        faults,
        redirect: content.identity_provider_redirect.unwrap_or_default(),
        check_href: of(urls::check_provider).unwrap_or_default(),
        remove_href: of(urls::remove_provider).unwrap_or_default(),
        cancel_href: urls::providers(&here.slug),
    })?;
    Ok((status, shown).into_response())
}

//! Where a region's people sign in: its own identity provider, and its municipalities'. Never shows a secret.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::parties::Agreements;
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod edit;
mod form;
mod try_out;

const IDENTITY_PROVIDERS: &str = region_operation!("identity_providers");

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::PROVIDERS, get(show))
        .route(urls::NEW_PROVIDER, get(edit::new).post(edit::add))
        .route(urls::PROVIDER, get(edit::show).post(edit::change))
        .route(urls::CHECK_PROVIDER, post(try_out::check))
        .route(urls::REMOVE_PROVIDER, post(try_out::remove))
}

#[derive(Template)]
#[template(path = "identity_providers.html")]
struct ProvidersPage {
    frame: Frame,
    rows: Vec<Row>,
    new_href: String,
    /// Empty where sign-in by providers is not set up on this deployment.
    redirect: String,
    sign_in_href: String,
}

struct Row {
    name: String,
    href: String,
    whose: String,
    domains: String,
    state: Pill,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    agreements: Agreements,
    identity_provider_redirect: Option<String>,
    identity_providers: Vec<Provider>,
}

/// A provider, as the API tells of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Provider {
    id: String,
    name: String,
    municipality: Option<Municipality>,
    issuer: String,
    client_id: String,
    domains: Vec<String>,
    created_role: Option<String>,
    trusts_second_factor: bool,
    second_factor_acr: Option<String>,
    active: bool,
}

#[derive(Deserialize)]
struct Municipality {
    code: String,
    name: String,
}

async fn load(visit: &Visit, region: &str) -> Result<(Here, Content), Fault> {
    visit.region(IDENTITY_PROVIDERS, region, json!({})).await
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, content) = load(&visit, &region).await?;
    let rows = content.identity_providers.into_iter().map(|one| row(&here.slug, one));
    page(&ProvidersPage {
        frame: Frame::region(&visit, &here, Section::SignIn, "Inloggning")?,
        rows: rows.collect(),
        new_href: urls::new_provider(&here.slug),
        redirect: content.identity_provider_redirect.unwrap_or_default(),
        sign_in_href: urls::sign_in_of_region(&here.slug),
    })
}

fn row(region: &str, provider: Provider) -> Row {
    Row {
        href: urls::provider(region, &provider.id),
        name: provider.name,
        whose: provider.municipality.map_or_else(|| "Hela regionen".to_owned(), |own| own.name),
        domains: provider.domains.join(", "),
        state: if provider.active { Pill::ready("Används") } else { Pill::quiet("Används inte") },
    }
}

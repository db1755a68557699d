//! Where one begins: straight to the only region, or a choice of several.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::account::second_factor::Standing;
use crate::fault::Fault;
use crate::frame::{Frame, Role, role_name};
use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const ME: &str = operation!("me");

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::HOME, get(show))
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    places: Vec<Place>,
}

/// Where somebody may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The region, or the whole country.
    pub(crate) name: String,
    /// As what.
    pub(crate) role: String,
    /// Its first page.
    pub(crate) href: String,
}

#[derive(Deserialize)]
struct Answer {
    me: Option<Me>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Me {
    name: String,
    memberships: Vec<Membership>,
    second_factor: Standing,
}

/// A role with its scope, as the API tells of it.
#[derive(Deserialize)]
pub(crate) struct Membership {
    role: Role,
    region: Option<RegionName>,
    municipality: Option<Municipality>,
}

#[derive(Deserialize)]
struct RegionName {
    slug: String,
    name: String,
}

#[derive(Deserialize)]
struct Municipality {
    name: String,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    let answer: Answer = visit.ask(ME, json!({})).await?;
    let me = answer.me.ok_or(Fault::SignedOut)?;
    if me.second_factor.withholds() {
        return Ok(Redirect::to(urls::SECOND_FACTOR).into_response());
    }
    let places: Vec<Place> = me.memberships.into_iter().filter_map(place).collect();
    if let [only] = places.as_slice() {
        return Ok(Redirect::to(&only.href).into_response());
    }
    let mut frame = Frame::bare(&visit.session, "Välj region")?;
    frame.person = me.name;
    page(&HomePage { frame, places })
}

/// The regions that the visitor is a member of: short name and name, once each.
pub(crate) async fn regions(visit: &Visit) -> Result<Vec<(String, String)>, Fault> {
    let answer: Answer = visit.ask(ME, json!({})).await?;
    let me = answer.me.ok_or(Fault::SignedOut)?;
    let regions = me.memberships.into_iter().filter_map(|one| one.region);
    let mut regions: Vec<_> = regions.map(|region| (region.slug, region.name)).collect();
    regions.sort_unstable();
    regions.dedup();
    Ok(regions)
}

/// Where a membership lets somebody in; nowhere where it is of no region.
pub(crate) fn place(membership: Membership) -> Option<Place> {
    let role = role_name(membership.role);
    let role = match membership.municipality {
        Some(municipality) => format!("{role}, {}", municipality.name),
        None => role.to_owned(),
    };
    match (membership.region, membership.role) {
        (Some(region), _) => {
            Some(Place { href: urls::region(&region.slug), name: region.name, role })
        }
        (None, Role::NationalViewer) => {
            Some(Place { name: "Hela landet".to_owned(), role, href: urls::NATION.to_owned() })
        }
        (None, _) => None,
    }
}

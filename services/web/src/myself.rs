//! One's own page in a region: what is held there on the one who is signed in.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::staff::{EmploymentRow, Fact, Member, employment, facts};
use crate::urls;
use crate::visit::{Visit, page};

const MYSELF: &str = region_operation!("myself");

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::MYSELF, get(show))
}

#[derive(Template)]
#[template(path = "myself.html")]
struct MyselfPage {
    frame: Frame,
    name: String,
    region: String,
    /// Nothing where the region knows no more than the account.
    held: Option<Held>,
    account_href: &'static str,
}

struct Held {
    facts: Vec<Fact>,
    employments: Vec<EmploymentRow>,
}

#[derive(Deserialize)]
struct Content {
    myself: Option<Member>,
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(MYSELF, &region, json!({})).await?;
    page(&MyselfPage {
        frame: Frame::region(&visit, &here, Section::Myself, "Min sida")?,
        name: content.myself.as_ref().map_or_else(|| here.person.clone(), |own| own.name.clone()),
        held: content.myself.map(|own| Held {
            facts: facts(&own),
            employments: own.employments.iter().map(employment).collect(),
        }),
        account_href: urls::ACCOUNT,
        region: here.name,
    })
}

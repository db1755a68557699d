//! Who is what in a region: the roles that hold or will, giving one, and taking one away.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use domain::course_date_at;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{Choice, options};
use crate::frame::{Frame, Here, Role, role_name};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::visit::{Visit, page};
use crate::{figures, urls};

mod give;
mod take;

const ROLES: &str = region_operation!("roles");

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::ROLES, get(show))
        .route(urls::GIVE_ROLE, get(give::show).post(give::give))
        .route(urls::TAKE_ROLE, post(take::take))
}

/// Roles that are held in a region, by the API's word.
const IN_REGION: [(&str, Role); 9] = [
    ("REGIONAL_COORDINATOR", Role::RegionalCoordinator),
    ("REGIONAL_ECONOMIST", Role::RegionalEconomist),
    ("MUNICIPAL_ADMINISTRATOR", Role::MunicipalAdministrator),
    ("SIGNATORY", Role::Signatory),
    ("STEERING_GROUP_MEMBER", Role::SteeringGroupMember),
    ("SUPPORT", Role::Support),
    ("MANAGER", Role::Manager),
    ("TRAINER", Role::Trainer),
    ("PARTICIPANT", Role::Participant),
];

#[derive(Template)]
#[template(path = "roles.html")]
struct RolesPage {
    frame: Frame,
    address: String,
    filter: Choice,
    filtered: bool,
    count: String,
    rows: Vec<Row>,
    pages: Pages,
    give_href: String,
}

struct Row {
    name: String,
    email: String,
    role: String,
    time: String,
    given: String,
    state: Pill,
    take_href: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    roll: String,
    efter: String,
}

#[derive(Deserialize)]
struct Content {
    roles: Found,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    total_count: i64,
    nodes: Vec<Grant>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Grant {
    id: String,
    name: String,
    email: String,
    role: Role,
    municipality: Option<Name>,
    begins_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    suspended: bool,
    reason: Option<String>,
    given_by: String,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let role = IN_REGION.iter().map(|(word, _)| *word).find(|word| *word == asked.roll);
    let after = Some(&asked.efter).filter(|text| !text.is_empty());
    let variables = json!({ "role": role, "after": after });
    let (here, content): (Here, Content) = visit.region(ROLES, &region, variables).await?;
    let address = urls::roles(&here.slug);
    let kept = [("roll", role.unwrap_or_default())];
    let found = content.roles;
    let today = visit.today();
    page(&RolesPage {
        frame: Frame::region(&visit, &here, Section::Roles, "Roller")?,
        filter: Choice {
            name: "roll".into(),
            label: "Roll",
            options: options("Alla roller", named(), role.unwrap_or_default()),
            ..Choice::default()
        },
        filtered: role.is_some(),
        count: figures::counted(found.total_count, "roll", "roller"),
        pages: Pages::of(&address, &kept, &found.page_info, !asked.efter.is_empty()),
        rows: found.nodes.into_iter().map(|grant| row(&here.slug, grant, today)).collect(),
        give_href: urls::give_role(&here.slug),
        address,
    })
}

/// The API's words with what the roles are called.
fn named() -> impl Iterator<Item = (String, String)> {
    IN_REGION.iter().map(|(word, role)| ((*word).to_owned(), role_name(*role).to_owned()))
}

fn row(region: &str, grant: Grant, today: domain::Date) -> Row {
    let role = role_name(grant.role);
    let begins = course_date_at(grant.begins_at);
    // The end is the first moment of the day after.
    let last = grant.ends_at.and_then(|end| course_date_at(end).pred_opt());
    Row {
        role: match grant.municipality {
            Some(own) => format!("{role}, {}", own.name),
            None => role.to_owned(),
        },
        time: match last {
            Some(last) => format!("{begins} – {last}"),
            None => format!("från {begins}"),
        },
        given: match (grant.given_by.is_empty(), grant.reason) {
            (true, None) => String::new(),
            (true, Some(reason)) => reason,
            (false, None) => grant.given_by,
            (false, Some(reason)) => format!("{}: {reason}", grant.given_by),
        },
        state: if grant.suspended {
            Pill::attention("Avstängd")
        } else if begins > today {
            Pill::live("Börjar senare")
        } else {
            Pill::ready("Gäller")
        },
        take_href: urls::take_role(region, &grant.id),
        name: grant.name,
        email: grant.email,
    }
}

//! Staff and their accounts: the list, one of them, taking on, changing, inviting, suspending, moving, and bringing in
//! from a file. Says what the API knows; decides nothing.

use axum::Router;
use axum::routing::{get, post};
use domain::Date;
use serde::Deserialize;

use crate::pill::Pill;
use crate::router::App;
use crate::urls;

mod access;
mod duplicates;
mod edit;
mod erase;
mod form;
mod import;
mod list;
mod member;
mod move_to;
mod retention;
mod totara;

pub(crate) use member::{EmploymentRow, Fact, employment, facts};

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::STAFF, get(list::show))
        .route(urls::NEW_STAFF, get(edit::new).post(edit::add))
        .route(urls::STAFF_MEMBER, get(member::show))
        .route(urls::CHANGE_STAFF, get(edit::show).post(edit::change))
        .route(urls::INVITE_STAFF, post(access::invite))
        .route(urls::SUSPEND_STAFF, post(access::suspend))
        .route(urls::RESUME_STAFF, post(access::resume))
        .route(urls::SIGN_OUT_STAFF, post(access::sign_out))
        .route(urls::MOVE_STAFF, get(move_to::show).post(move_to::go))
        .route(urls::ERASE_STAFF, get(erase::show).post(erase::erase))
        .route(urls::STAFF_DUPLICATES, get(duplicates::list))
        .route(urls::STAFF_PAIR, get(duplicates::pair))
        .route(urls::MERGE_STAFF, post(duplicates::merge))
        .route(urls::STAFF_APART, post(duplicates::apart))
        .route(urls::RETENTION, get(retention::show).post(retention::decide))
        .route(urls::TOTARA, get(totara::show).post(totara::compare))
        .route(urls::TOTARA_FILE, get(totara::send))
        .merge(import::routes())
}

/// How far somebody has come towards signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum AccountState {
    None,
    Invited,
    Active,
    Suspended,
}

impl AccountState {
    pub(crate) const fn pill(self) -> Pill {
        match self {
            Self::None => Pill::quiet("Inget konto"),
            Self::Invited => Pill::live("Inbjuden"),
            Self::Active => Pill::ready("Aktiv"),
            Self::Suspended => Pill::attention("Avstängd"),
        }
    }
}

/// A municipality to choose.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Municipality {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// What is held on somebody, as the API tells of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) given_name: Option<String>,
    pub(crate) family_name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) staff_number: Option<String>,
    pub(crate) municipality: Option<Municipality>,
    pub(crate) protected: bool,
    pub(crate) state: AccountState,
    /// The present one first.
    pub(crate) employments: Vec<Employment>,
}

/// Where somebody is or was employed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Employment {
    pub(crate) municipality: Name,
    pub(crate) unit: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) journey: Option<String>,
    pub(crate) step: Option<String>,
    pub(crate) manager_email: Option<String>,
    pub(crate) first_day: Option<Date>,
    pub(crate) last_day: Option<Date>,
}

/// What a mutation tells of what it has made or changed.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Id {
    pub(crate) id: String,
}

/// Something by its name.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Name {
    pub(crate) name: String,
}

/// Codes with names, as lists offer them.
pub(crate) fn choices(known: &[Municipality]) -> impl Iterator<Item = (String, String)> + '_ {
    known.iter().map(|one| (one.code.clone(), one.name.clone()))
}

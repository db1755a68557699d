//! The routes of the pages, each section's its own, and the layers around them.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use domain::Date;

use crate::client::Api;
use crate::cookies::Cookies;
use crate::fault::Fault;
use crate::refresh::Refresher;
use crate::{
    account, agreement, assets, audit, books, course_history, delivery, fault_page,
    forgotten_password, headers, home, identity_providers, invitation, my_data, myself, nation,
    new_password, roles, settlement, sign_in, sign_out, staff, start,
};

/// What the pages depend on besides the API.
#[derive(Clone)]
pub struct Settings {
    /// Whether the pages are served by TLS, so that cookies may demand it.
    pub secure_cookies: bool,
    /// Whether people can sign in by passkeys.
    pub passkeys: bool,
    /// Today's date in Sweden.
    pub today: Arc<dyn Fn() -> Date + Send + Sync>,
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) api: Arc<dyn Api>,
    pub(crate) settings: Settings,
    pub(crate) cookies: Cookies,
    pub(crate) refresher: Arc<Refresher>,
}

/// All pages, asking `api` for whatever they show.
pub fn router(api: Arc<dyn Api>, settings: Settings) -> Router {
    let cookies = Cookies { secure: settings.secure_cookies };
    let refresher = Arc::new(Refresher::default());
    let app = App { api, settings, cookies, refresher };
    let secured = from_fn_with_state(app.clone(), headers::secure);
    Router::new()
        .merge(home::routes())
        .merge(sign_in::routes())
        .merge(sign_out::routes())
        .merge(invitation::routes())
        .merge(forgotten_password::routes())
        .merge(new_password::routes())
        .merge(account::routes())
        .merge(my_data::routes())
        .merge(start::routes())
        .merge(agreement::routes())
        .merge(delivery::routes())
        .merge(staff::routes())
        .merge(settlement::routes())
        .merge(books::routes())
        .merge(roles::routes())
        .merge(audit::routes())
        .merge(identity_providers::routes())
        .merge(myself::routes())
        .merge(course_history::routes())
        .merge(nation::routes())
        .fallback(nowhere)
        .method_not_allowed_fallback(nowhere)
        .layer(from_fn_with_state(app.clone(), fault_page::around))
        .merge(assets::routes())
        .layer(secured)
        .with_state(app)
}

async fn nowhere() -> Fault {
    Fault::NotFound
}

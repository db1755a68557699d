//! One visit to a page: who asks, in which session, on which day; the way of every handler to the API.

use std::net::{IpAddr, SocketAddr};

use askama::Template;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::client::{self, ApiRequest};
use crate::fault::Fault;
use crate::frame::Here;
use crate::router::App;
use crate::session::{Session, Tokens};

/// One visit to a page.
pub(crate) struct Visit {
    app: App,
    /// The session of the request.
    pub(crate) session: Session,
    address: Option<IpAddr>,
}

/// The answer to an operation on a region: what is around the page, and what is in it.
#[derive(Deserialize)]
struct Answer<T> {
    me: Option<Me>,
    region: Option<InRegion<T>>,
}

/// The answer to an operation on a region that asks for nothing around it.
#[derive(Deserialize)]
struct Within<T> {
    region: Option<T>,
}

#[derive(Deserialize)]
struct Me {
    name: String,
}

#[derive(Deserialize)]
struct InRegion<T> {
    #[serde(flatten)]
    here: Here,
    #[serde(flatten)]
    content: T,
}

impl Visit {
    /// A visit in this session, whoever makes it.
    pub(crate) fn of(app: &App, session: &Session) -> Self {
        Self { app: app.clone(), session: session.clone(), address: None }
    }

    /// Whether people can sign in by passkeys.
    pub(crate) const fn has_passkeys(&self) -> bool {
        self.app.settings.passkeys
    }

    /// Today in Sweden.
    pub(crate) fn today(&self) -> Date {
        (self.app.settings.today)()
    }

    /// Asks the API as the one who is signed in, and renews the session's tokens where they have run out.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        variables: Value,
    ) -> Result<T, Fault> {
        let tokens = self.session.tokens().ok_or(Fault::SignedOut)?;
        let first = self.execute(operation, variables.clone(), Some(tokens.access_token.clone()));
        match first.await {
            Err(Fault::SignedOut) => {
                let renewed = self.renew(&tokens).await?;
                self.execute(operation, variables, Some(renewed.access_token)).await
            }
            answer => answer,
        }
    }

    /// Asks about the region with this short name; `variables` gets it as `region`. The operation spreads the
    /// fragment `Here` and asks for `me { name }`.
    pub(crate) async fn region<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        slug: &str,
        variables: Value,
    ) -> Result<(Here, T), Fault> {
        let answer: Answer<T> = self.ask(operation, of_region(slug, variables)).await?;
        let region = answer.region.ok_or(Fault::NotFound)?;
        let mut here = region.here;
        here.person = answer.me.map(|me| me.name).unwrap_or_default();
        Ok((here, region.content))
    }

    /// Asks about the region with this short name for what has no page around it: a file, or more of a page.
    pub(crate) async fn within<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        slug: &str,
        variables: Value,
    ) -> Result<T, Fault> {
        let answer: Within<T> = self.ask(operation, of_region(slug, variables)).await?;
        answer.region.ok_or(Fault::NotFound)
    }

    /// The same while an answer is on its way already: nobody can be told of renewed tokens any more.
    pub(crate) async fn within_answer<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        slug: &str,
        variables: Value,
    ) -> Result<T, Fault> {
        let tokens = self.session.tokens().ok_or(Fault::SignedOut)?;
        let variables = of_region(slug, variables);
        let answer = self.execute(operation, variables, Some(tokens.access_token));
        let answer: Within<T> = answer.await?;
        answer.region.ok_or(Fault::NotFound)
    }

    /// Asks the API as nobody: to sign in.
    pub(crate) async fn ask_unknown<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        variables: Value,
    ) -> Result<T, Fault> {
        self.execute(operation, variables, None).await
    }

    async fn execute<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        variables: Value,
        bearer: Option<String>,
    ) -> Result<T, Fault> {
        let request = ApiRequest { operation, variables, bearer, address: self.address };
        let response = self.app.api.execute(request).await;
        let data: Value = client::read(response)?;
        // `me` is nobody where the access token no longer holds.
        if data.get("me").is_some_and(Value::is_null) {
            return Err(Fault::SignedOut);
        }
        client::shape(data)
    }

    async fn renew(&self, old: &Tokens) -> Result<Tokens, Fault> {
        let renewed = self.app.refresher.renew(&*self.app.api, old).await;
        match &renewed {
            Ok(tokens) => self.session.renew(tokens.clone()),
            Err(Fault::SignedOut) => self.session.end(),
            Err(_) => {}
        }
        renewed
    }
}

/// These variables, and which region they are about.
fn of_region(slug: &str, variables: Value) -> Value {
    let mut all = Map::from_iter([("region".to_owned(), Value::from(slug))]);
    if let Value::Object(given) = variables {
        all.extend(given);
    }
    Value::Object(all)
}

/// The page that this template makes.
pub(crate) fn page(template: &impl Template) -> Result<Response, Fault> {
    Ok(Html(template.render()?).into_response())
}

impl FromRequestParts<App> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let session = parts.extensions.get::<Session>().cloned().ok_or(Fault::Internal(None))?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = peer.map(|ConnectInfo(peer)| peer.ip().to_canonical());
        Ok(Self { app: app.clone(), session, address })
    }
}

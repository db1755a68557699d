//! Executing one GraphQL request, whoever brought it: HTTP, or the pages in the same process.

use std::net::IpAddr;
use std::sync::Arc;

use accounts::{Accounts, ClientAddress};
use async_graphql::{Request, Response, ServerError, Variables};
use telemetry::Metrics;
use tenancy::{Operation, Regions};
use tracing::Instrument;

use crate::caller::caller_of;
use crate::limits::Limits;
use crate::persisted::Persisted;
use crate::sanitise::sanitise;
use crate::schema::{self, ApiSchema};

/// What the door is made of.
pub struct Parts {
    /// All regions.
    pub regions: Arc<Regions>,
    /// Accounts and sign-in.
    pub accounts: Arc<Accounts>,
    /// Counters that `/metrics` shows.
    pub metrics: Arc<Metrics>,
    /// What a request may cost.
    pub limits: Limits,
    /// Whether clients come by TLS.
    pub secure: bool,
    /// Shows introspection and full validation texts.
    pub development: bool,
}

/// The public door.
#[derive(Clone)]
pub struct Gateway {
    pub(crate) parts: Arc<Parts>,
    schema: ApiSchema,
    persisted: Arc<Persisted>,
}

/// Where a request comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The access token.
    pub bearer: Option<String>,
    /// The client's address.
    pub address: Option<IpAddr>,
}

impl Gateway {
    /// A door over these parts.
    pub fn new(parts: Parts) -> Self {
        let regions = Arc::clone(&parts.regions);
        let accounts = Arc::clone(&parts.accounts);
        let schema = schema::build(regions, accounts, &parts.limits, parts.development);
        Self { parts: Arc::new(parts), schema, persisted: Arc::default() }
    }

    /// A request for an operation that is part of the program.
    pub fn persisted(&self, operation: &'static str, variables: Variables) -> Request {
        self.persisted.request(operation, variables)
    }

    /// Executes `request` as the one whom `origin` proves, within the limits of time.
    pub async fn execute(&self, request: Request, origin: Origin) -> Response {
        let request_id = self.parts.regions.surroundings().ids.next().to_string();
        let span = tracing::info_span!("graphql", request_id, operation = request.operation_name);
        let mut response = self.run(request, origin).instrument(span).await;
        sanitise(&mut response, &request_id, self.parts.development);
        response
    }

    async fn run(&self, request: Request, origin: Origin) -> Response {
        let caller = match caller_of(&self.parts.accounts, origin.bearer.as_deref()).await {
            Ok(caller) => caller,
            Err(refusal) => return Response::from_errors(vec![server_error(refusal)]),
        };
        let operation = Operation::begin();
        if let Some(name) = &request.operation_name {
            operation.call_it(name);
        }
        let request = request.data(caller).data(ClientAddress(origin.address));
        let running = self.with_trace(request.data(operation.clone()), &operation);
        let running = tokio::time::timeout(self.parts.limits.time, running);
        let response = running.await.unwrap_or_else(|_| {
            let too_slow = graph::Refusal::internal(TooSlow);
            Response::from_errors(vec![server_error(too_slow)])
        });
        operation.write_refusals_later(&self.parts.regions).await;
        response
    }

    /// The response, once whom it shows is in the audit; without that, nobody is shown.
    async fn with_trace(&self, request: Request, operation: &Operation) -> Response {
        let response = self.schema.execute(request).await;
        match operation.write_readings().await {
            Ok(()) => response,
            Err(unwritten) => Response::from_errors(vec![server_error(unwritten.into())]),
        }
    }
}

fn server_error(refusal: graph::Refusal) -> ServerError {
    async_graphql::Error::from(refusal).into_server_error(async_graphql::Pos::default())
}

/// The request was given up.
#[derive(Debug, thiserror::Error)]
#[error("the request took longer than it may")]
struct TooSlow;

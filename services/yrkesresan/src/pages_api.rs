//! The pages' way to the API: the same door, without the network in between.

use async_graphql::Variables;
use gateway::{Gateway, Origin};
use web::{Api, ApiRequest};

/// Executes the pages' operations at the gateway of this process.
pub(crate) struct PagesApi {
    gateway: Gateway,
}

impl PagesApi {
    /// Pages served by this gateway.
    pub(crate) const fn new(gateway: Gateway) -> Self {
        Self { gateway }
    }
}

#[async_trait::async_trait]
impl Api for PagesApi {
    async fn execute(&self, request: ApiRequest) -> serde_json::Value {
        let variables = Variables::from_json(request.variables);
        let query = self.gateway.persisted(request.operation, variables);
        let origin = Origin { bearer: request.bearer, address: request.address };
        let response = self.gateway.execute(query, origin).await;
        serde_json::to_value(&response).unwrap_or_else(|fault| {
            tracing::error!(cause = %fault, "a response cannot be written");
            serde_json::json!({ "errors": [{ "extensions": { "code": "INTERNAL" } }] })
        })
    }
}

//! What every resolver finds in its context: the caller, the request, and the regions. Knows no transport.

use std::sync::Arc;

use async_graphql::Context;
use domain::Slug;
use identity::{Caller, Permission};
use tenancy::{Enter, Operation, RegionScope, Regions};

use crate::Refusal;

/// The one who asks.
pub fn caller<'a>(context: &'a Context<'_>) -> &'a Caller {
    static NOBODY: Caller = Caller::anonymous();
    context.data_opt::<Caller>().unwrap_or(&NOBODY)
}

/// All regions.
pub fn regions<'a>(context: &'a Context<'_>) -> Result<&'a Arc<Regions>, Refusal> {
    context.data::<Arc<Regions>>().map_err(|_| Refusal::internal(Unwired("regions")))
}

/// The request that is running: what is read and refused in it is collected there.
pub fn operation<'a>(context: &'a Context<'_>) -> Result<&'a Operation, Refusal> {
    context.data::<Operation>().map_err(|_| Refusal::internal(Unwired("operation")))
}

/// The caller's scope in the region with this short name, for somebody who may do `permission` there.
pub async fn enter(
    context: &Context<'_>,
    region: &str,
    permission: Permission,
) -> Result<RegionScope, Refusal> {
    let caller = caller(context);
    if !caller.is_known() {
        return Err(Refusal::Unauthenticated);
    }
    let slug = Slug::parse(region).map_err(|_| Refusal::NotFound)?;
    Ok(caller.enter(operation(context)?, regions(context)?, &slug, permission).await?)
}

/// The schema was built without something that its resolvers need.
#[derive(Debug, thiserror::Error)]
#[error("the schema holds no {0}")]
struct Unwired(&'static str);

//! Occasions: a page of them, or one.

use domain::{Date, OccasionId};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use super::{OccasionView, Parts, with_parts};
use crate::store;
use crate::store::occasion_list::OccasionFilter;

/// A page of occasions, latest first, and how many there are in all. Six statements at most.
pub(crate) async fn page(
    scope: &RegionScope,
    filter: OccasionFilter,
    after: Option<(Date, OccasionId)>,
    limit: u64,
    parts: Parts,
) -> Result<(Vec<OccasionView>, i64), GateFault> {
    scope.require(Permission::ReadOccasions)?;
    let (occasions, total) = store::occasion_list::page(scope, filter, after, limit).await?;
    Ok((with_parts(scope, occasions, parts).await?, total))
}

/// The occasion with this id.
pub(crate) async fn find(
    scope: &RegionScope,
    id: OccasionId,
) -> Result<Option<OccasionView>, GateFault> {
    scope.require(Permission::ReadOccasions)?;
    let Some(occasion) = store::occasions::find(scope, id).await? else { return Ok(None) };
    Ok(with_parts(scope, vec![occasion], Parts::ALL).await?.pop())
}

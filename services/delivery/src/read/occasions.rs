//! Occasions: a page of them, or one.

use domain::{Date, OccasionId};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use super::{OccasionView, Parts, with_parts};
use crate::record::OccasionRecord;
use crate::store;
use crate::store::occasion_list::OccasionFilter;

/// A page of occasions, latest first, and how many there are in all. Two statements at most, one as a rule.
pub(crate) async fn page(
    scope: &RegionScope,
    filter: OccasionFilter,
    after: Option<(Date, OccasionId)>,
    limit: u64,
) -> Result<(Vec<OccasionRecord>, i64), GateFault> {
    scope.require(Permission::ReadOccasions)?;
    Ok(store::occasion_list::page(scope, filter, after, limit).await?)
}

/// The occasion with this id, with these parts.
pub(crate) async fn find(
    scope: &RegionScope,
    id: OccasionId,
    parts: Parts,
) -> Result<Option<OccasionView>, GateFault> {
    scope.require(Permission::ReadOccasions)?;
    let Some(occasion) = store::occasions::find(scope, id).await? else { return Ok(None) };
    Ok(with_parts(scope, vec![occasion], parts).await?.pop())
}

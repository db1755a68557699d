//! Course days: one of them, or those that wait to be closed. Each with the occasion that it belongs to.

use std::collections::BTreeMap;

use domain::{CourseDayId, Date, OccasionId};
use identity::Permission;
use tenancy::{GateFault, RegionScope, StoreFault};
use uuid::Uuid;

use super::{DayView, Parts, day_views};
use crate::store;
use crate::store::open_days::OccasionName;

/// A course day with the name of its occasion.
pub(crate) type NamedDay = (DayView, OccasionName);

/// The day with this id, with these parts.
pub(crate) async fn find(
    scope: &RegionScope,
    id: CourseDayId,
    parts: Parts,
) -> Result<Option<NamedDay>, GateFault> {
    scope.require(Permission::ReadOccasions)?;
    Ok(named(scope, &[id.uuid()], parts).await?.pop())
}

/// A page of past days that nobody has closed, oldest first, and how many there are in all.
pub(crate) async fn to_close(
    scope: &RegionScope,
    after: Option<(Date, CourseDayId)>,
    limit: u64,
    parts: Parts,
) -> Result<(Vec<NamedDay>, i64), GateFault> {
    scope.require(Permission::ReadOccasions)?;
    let (ids, total) = store::open_days::page(scope, scope.today(), after, limit).await?;
    let mut days = named(scope, &ids, parts).await?;
    days.sort_by_key(|(view, _)| (view.day.date, view.day.id));
    Ok((days, total))
}

async fn named(
    scope: &RegionScope,
    ids: &[Uuid],
    parts: Parts,
) -> Result<Vec<NamedDay>, StoreFault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let days = store::course_days::by_ids(scope, ids).await?;
    let occasions: Vec<Uuid> = days.iter().map(|(day, _)| day.occasion.uuid()).collect();
    let names: BTreeMap<OccasionId, OccasionName> =
        store::open_days::occasion_names(scope, &occasions).await?;
    let views = day_views(scope, days, parts).await?;
    let with_name = |view: DayView| names.get(&view.day.occasion).cloned().map(|name| (view, name));
    Ok(views.into_iter().filter_map(with_name).collect())
}

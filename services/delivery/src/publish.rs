//! Publishing a region's yearly aggregates to the platform, small numbers suppressed as they are published.

use std::collections::BTreeMap;

use chrono::Datelike;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use tenancy::{PlatformDb, RegionScope, StoreFault};

use crate::store;

/// Numbers from 1 up to this one, itself not included, are not published.
const SMALLEST_PUBLISHED: i64 = 5;

/// Publishes how many days the region has closed each year, how many participant days they had,
/// and how many municipalities it has.
pub async fn publish(platform: &PlatformDb, scope: &RegionScope) -> Result<(), StoreFault> {
    let years = by_year(&store::delivered::attended_by_day(scope).await?);
    let municipalities = scope.municipalities().await?.iter().count();
    let update = Query::update()
        .table("regions")
        .value("municipalities", i32::try_from(municipalities).unwrap_or(i32::MAX))
        .and_where(Expr::col("slug").eq(scope.slug().as_str()))
        .to_owned();
    platform.connection().execute(&update).await?;
    for (year, (days, participants)) in years {
        let upsert = Query::insert()
            .into_table("published_years")
            .columns(["region", "year", "course_days", "participant_days", "published_at"])
            .values_panic([
                scope.slug().as_str().into(),
                year.into(),
                suppress(days).into(),
                suppress(participants).into(),
                scope.now().into(),
            ])
            .on_conflict(
                OnConflict::columns(["region", "year"])
                    .update_columns(["course_days", "participant_days", "published_at"])
                    .to_owned(),
            )
            .to_owned();
        platform.connection().execute(&upsert).await?;
    }
    Ok(())
}

/// Closed days and participant days of each calendar year.
fn by_year(days: &[(domain::Date, i64)]) -> BTreeMap<i32, (i64, i64)> {
    let mut years: BTreeMap<i32, (i64, i64)> = BTreeMap::new();
    for (date, attended) in days {
        let year = years.entry(date.year()).or_default();
        *year = (year.0.saturating_add(1), year.1.saturating_add(*attended));
    }
    years
}

fn suppress(count: i64) -> Option<i64> {
    (!(1..SMALLEST_PUBLISHED).contains(&count)).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_not_published() {
        assert_eq!([0, 1, 4, 5].map(suppress), [Some(0), None, None, Some(5)]);
        let date = |text: &str| text.parse().unwrap();
        let days = [(date("2024-05-31"), 7), (date("2024-12-31"), 3), (date("2025-01-01"), 1)];
        assert_eq!(by_year(&days), [(2024, (2, 10)), (2025, (1, 1))].into());
    }
}

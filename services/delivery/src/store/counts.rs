//! `participation_counts` and `instruction_counts`: what closing a day counted.

use std::collections::BTreeMap;

use domain::{CourseDayId, MunicipalityCode};
use identity::Reach;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Value};
use tenancy::{InRegion, RegionTx, StoreFault, parsed};
use uuid::Uuid;

use crate::count::DayCounts;
use crate::record::ParticipationCount;

/// Writes what a day counted, in the place of what it counted before.
pub(crate) async fn replace(
    tx: &RegionTx,
    day: CourseDayId,
    counts: &DayCounts,
) -> Result<(), StoreFault> {
    for table in ["participation_counts", "instruction_counts"] {
        let delete = Query::delete()
            .from_table(table)
            .and_where(Expr::col("course_day_id").eq(day.uuid()))
            .to_owned();
        tx.execute(&delete).await?;
    }
    insert(tx, &[(day, counts.clone())]).await
}

/// Writes what days counted that had not been counted before.
pub(crate) async fn insert(
    tx: &RegionTx,
    counted: &[(CourseDayId, DayCounts)],
) -> Result<(), StoreFault> {
    let number = |count: u32| -> Value { i32::try_from(count).unwrap_or(i32::MAX).into() };
    let participation = counted.iter().flat_map(|(day, counts)| {
        counts.participation.iter().map(|row| {
            let code = row.municipality.to_string();
            [day.uuid().into(), code.into(), number(row.attended), number(row.absent)]
        })
    });
    let columns = ["course_day_id", "municipality_code", "attended", "absent"];
    tx.insert_rows("participation_counts", columns, participation.collect()).await?;
    let instruction = counted.iter().flat_map(|(day, counts)| {
        counts.instruction.iter().map(|row| {
            let code = row.municipality.map_or_else(String::new, |code| code.to_string());
            [day.uuid().into(), code.into(), row.role.word().into(), number(row.served)]
        })
    });
    let columns = ["course_day_id", "municipality_code", "role", "served"];
    tx.insert_rows("instruction_counts", columns, instruction.collect()).await
}

/// What these days counted, within reach, by municipality.
pub(crate) async fn within_reach(
    store: &impl InRegion,
    days: &[Uuid],
    reach: &Reach,
) -> Result<BTreeMap<CourseDayId, Vec<ParticipationCount>>, StoreFault> {
    let mut counts: BTreeMap<CourseDayId, Vec<ParticipationCount>> = BTreeMap::new();
    if days.is_empty() {
        return Ok(counts);
    }
    let mut select = Query::select();
    select
        .columns(["course_day_id", "municipality_code", "attended", "absent"])
        .from("participation_counts")
        .and_where(Expr::col("course_day_id").is_in(days.iter().copied()))
        .order_by("municipality_code", sea_orm::Order::Asc);
    if let Some(own) = reach.limit() {
        let own = own.iter().map(ToString::to_string);
        select.and_where(Expr::col("municipality_code").is_in(own));
    }
    for row in store.query_all(&select).await? {
        let day: Uuid = row.try_get("", "course_day_id")?;
        let number = |column: &'static str| -> Result<u32, StoreFault> {
            let number: i32 = row.try_get("", column)?;
            u32::try_from(number).map_err(|_| StoreFault::row("participation_counts", column, &day))
        };
        let municipality: MunicipalityCode =
            parsed(&row, "participation_counts", "municipality_code", &day)?;
        let count = ParticipationCount {
            municipality,
            attended: number("attended")?,
            absent: number("absent")?,
        };
        counts.entry(CourseDayId::from_uuid(day)).or_default().push(count);
    }
    Ok(counts)
}

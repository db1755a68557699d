//! `course_days`, with their corrections where they are shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    AgreementId, ComponentCode, CourseDayId, Date, DayCode, Money, OccasionId, ServiceLength,
};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult, Value};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name, parsed};
use uuid::Uuid;

use super::{corrections, occasions};
use crate::DeliveryFault;
use crate::record::{Closing, CorrectionRecord, DayRecord, OccasionRecord};

/// The day and its occasion, locked until the transaction ends.
pub(crate) async fn lock(
    tx: &RegionTx,
    id: CourseDayId,
) -> Result<Option<(OccasionRecord, DayRecord)>, StoreFault> {
    let Some(seen) = find(tx, id).await? else { return Ok(None) };
    let Some(occasion) = occasions::lock(tx, seen.occasion).await? else { return Ok(None) };
    // Read again: somebody may have closed it while this waited for the lock.
    Ok(find(tx, id).await?.map(|day| (occasion, day)))
}

/// The day with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: CourseDayId,
) -> Result<Option<DayRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col(("d", "id")).eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(day).transpose()
}

/// The days of an occasion that are not closed.
pub(crate) async fn open_ids(
    store: &impl InRegion,
    occasion: OccasionId,
) -> Result<Vec<CourseDayId>, StoreFault> {
    let days = open(store, occasion).await?;
    Ok(days.into_iter().map(|(id, _)| id).collect())
}

/// The days of an occasion that are not closed, with their dates, in their order.
pub(crate) async fn open(
    store: &impl InRegion,
    occasion: OccasionId,
) -> Result<Vec<(CourseDayId, Date)>, StoreFault> {
    let select = Query::select()
        .columns(["id", "date"])
        .from("course_days")
        .and_where(Expr::col("occasion_id").eq(occasion.uuid()))
        .and_where(Expr::col("state").eq("planned"))
        .order_by("date", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    let rows = store.query_all(&select).await?;
    rows.iter()
        .map(|row| Ok((CourseDayId::from_uuid(row.try_get("", "id")?), row.try_get("", "date")?)))
        .collect()
}

/// A day with the trail of its corrections.
pub(crate) type DayWithCorrections = (DayRecord, Vec<CorrectionRecord>);

/// The days of these occasions with their corrections, by date. One statement.
pub(crate) async fn of_occasions(
    store: &impl InRegion,
    occasions: &[Uuid],
) -> Result<Vec<DayWithCorrections>, StoreFault> {
    let mut select = select_with_corrections();
    select.and_where(Expr::col(("d", "occasion_id")).is_in(occasions.iter().copied()));
    with_corrections(&store.query_all(&select).await?)
}

/// These days with their corrections, by date. One statement.
pub(crate) async fn by_ids(
    store: &impl InRegion,
    days: &[Uuid],
) -> Result<Vec<DayWithCorrections>, StoreFault> {
    let mut select = select_with_corrections();
    select.and_where(Expr::col(("d", "id")).is_in(days.iter().copied()));
    with_corrections(&store.query_all(&select).await?)
}

/// Closes a day, in the actor's name.
pub(crate) async fn close(
    tx: &RegionTx,
    id: CourseDayId,
    at: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("course_days")
        .value("state", "closed")
        .value("closed_at", at)
        .value("closed_by", tx.signature().await?)
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// Writes new days; those that are closed, in the actor's name.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    agreement: AgreementId,
    days: &[DayRecord],
) -> Result<(), DeliveryFault> {
    let columns = [
        "id",
        "agreement_id",
        "occasion_id",
        "code",
        "date",
        "delivery",
        "half_days",
        "prices",
        "state",
        "closed_at",
        "closed_by",
    ];
    let signature = tx.signature().await?;
    let mut rows: Vec<[Value; 11]> = Vec::with_capacity(days.len());
    for day in days {
        let state = if day.closing.is_some() { "closed" } else { "planned" };
        rows.push([
            day.id.uuid().into(),
            agreement.uuid().into(),
            day.occasion.uuid().into(),
            day.code.0.as_str().into(),
            day.date.into(),
            day.delivery.word().into(),
            i32::try_from(day.length.half_days()).unwrap_or(i32::MAX).into(),
            serde_json::to_string(&day.prices)?.into(),
            state.into(),
            day.closing.as_ref().map(|closing| closing.at).into(),
            day.closing.as_ref().map(|_| signature.clone()).into(),
        ]);
    }
    Ok(tx.insert_rows("course_days", columns, rows).await?)
}

fn select() -> SelectStatement {
    let columns = [
        "id",
        "occasion_id",
        "code",
        "date",
        "delivery",
        "half_days",
        "prices",
        "state",
        "closed_at",
    ];
    Query::select()
        .columns(columns.map(|column| ("d", column)))
        .expr_as(actor_name("d", "closed_by"), "closed_by")
        .from_as("course_days", "d")
        .to_owned()
}

fn select_with_corrections() -> SelectStatement {
    let mut select = select();
    select
        .columns(corrections::READ.map(|column| ("k", column)))
        .expr_as(actor_name("k", "corrected_by"), "corrected_by")
        .join_as(
            JoinType::LeftJoin,
            "corrections",
            "k",
            Expr::col(("k", "course_day_id")).equals(("d", "id")),
        )
        .order_by(("d", "date"), Order::Asc)
        .order_by(("d", "code"), Order::Asc)
        .order_by(("d", "id"), Order::Asc)
        .order_by(("k", "at"), Order::Asc);
    select
}

/// Rows of one day stand together.
fn with_corrections(rows: &[QueryResult]) -> Result<Vec<DayWithCorrections>, StoreFault> {
    let mut days: Vec<DayWithCorrections> = Vec::with_capacity(rows.len());
    for row in rows {
        let id = CourseDayId::from_uuid(row.try_get("", "id")?);
        if days.last().is_none_or(|(last, _)| last.id != id) {
            days.push((day(row)?, Vec::new()));
        }
        if let (Some((_, trail)), Some(correction)) = (days.last_mut(), corrections::of_row(row)?) {
            trail.push(correction);
        }
    }
    Ok(days)
}

fn day(row: &QueryResult) -> Result<DayRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let fault = |column| StoreFault::row("course_days", column, &id);
    let state: String = row.try_get("", "state")?;
    let closing = match state.as_str() {
        "planned" => None,
        "closed" => {
            Some(Closing { at: row.try_get("", "closed_at")?, by: row.try_get("", "closed_by")? })
        }
        _ => return Err(fault("state")),
    };
    let half_days: i32 = row.try_get("", "half_days")?;
    Ok(DayRecord {
        id: CourseDayId::from_uuid(id),
        occasion: OccasionId::from_uuid(row.try_get("", "occasion_id")?),
        code: DayCode(row.try_get("", "code")?),
        date: row.try_get("", "date")?,
        delivery: parsed(row, "course_days", "delivery", &id)?,
        length: ServiceLength::from_half_days(half_days.into()).map_err(|_| fault("half_days"))?,
        prices: prices(row, &id)?,
        closing,
    })
}

/// A day's own prices, stored as JSON.
pub(super) fn prices(
    row: &QueryResult,
    id: &Uuid,
) -> Result<BTreeMap<ComponentCode, Money>, StoreFault> {
    let text: String = row.try_get("", "prices")?;
    // Almost all days have none.
    if text == "{}" {
        return Ok(BTreeMap::new());
    }
    serde_json::from_str(&text).map_err(|_| StoreFault::row("course_days", "prices", id))
}

//! `occasions`: one at a time, for use cases. Lists are in `occasion_list`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{AgreementId, Date, OccasionCode, OccasionId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

use crate::record::OccasionRecord;

/// The occasion, locked until the transaction ends: changes to it and its days come one after the other.
pub(crate) async fn lock(
    tx: &RegionTx,
    id: OccasionId,
) -> Result<Option<OccasionRecord>, StoreFault> {
    let lock = Query::select()
        .column("id")
        .from("occasions")
        .and_where(Expr::col("id").eq(id.uuid()))
        .lock_exclusive()
        .to_owned();
    if tx.query_one(&lock).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// The occasion with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: OccasionId,
) -> Result<Option<OccasionRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col(("o", "id")).eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(occasion).transpose()
}

/// The codes of an agreement's occasions.
pub(crate) async fn codes(
    store: &impl InRegion,
    agreement: AgreementId,
) -> Result<BTreeSet<String>, StoreFault> {
    let known = ids_by_code(store, agreement).await?;
    Ok(known.into_keys().map(|code| code.0).collect())
}

/// The agreement's occasions by code.
pub(crate) async fn ids_by_code(
    store: &impl InRegion,
    agreement: AgreementId,
) -> Result<BTreeMap<OccasionCode, OccasionId>, StoreFault> {
    let select = Query::select()
        .columns(["id", "code"])
        .from("occasions")
        .and_where(Expr::col("agreement_id").eq(agreement.uuid()))
        .to_owned();
    let mut known = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let id = OccasionId::from_uuid(row.try_get("", "id")?);
        known.insert(OccasionCode(row.try_get("", "code")?), id);
    }
    Ok(known)
}

/// Makes an occasion span these days too.
pub(crate) async fn widen(
    tx: &RegionTx,
    id: OccasionId,
    first: Date,
    last: Date,
) -> Result<(), StoreFault> {
    for (column, date, wider) in [
        ("first_day", first, Expr::col("first_day").gt(first)),
        ("last_day", last, Expr::col("last_day").lt(last)),
    ] {
        let update = Query::update()
            .table("occasions")
            .value(column, date)
            .and_where(Expr::col("id").eq(id.uuid()))
            .and_where(wider)
            .to_owned();
        tx.execute(&update).await?;
    }
    Ok(())
}

/// Writes new occasions.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    occasions: &[OccasionRecord],
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let columns = [
        "id",
        "agreement_id",
        "code",
        "course",
        "venue",
        "capacity",
        "first_day",
        "last_day",
        "created_at",
    ];
    let row = |occasion: &OccasionRecord| -> [Value; 9] {
        [
            occasion.id.uuid().into(),
            occasion.agreement.uuid().into(),
            occasion.code.0.as_str().into(),
            occasion.course.as_str().into(),
            occasion.venue.clone().into(),
            occasion.capacity.into(),
            occasion.first_day.into(),
            occasion.last_day.into(),
            now.into(),
        ]
    };
    tx.insert_rows("occasions", columns, occasions.iter().map(row).collect()).await
}

/// Occasions as `o`, with the counts that their state follows from.
pub(super) fn select() -> SelectStatement {
    let columns =
        ["id", "agreement_id", "code", "course", "venue", "capacity", "first_day", "last_day"];
    Query::select()
        .columns(columns.map(|column| ("o", column)))
        .expr_as(enrolled(), "enrolled")
        .expr_as(open_days(), "open_days")
        .from_as("occasions", "o")
        .to_owned()
}

/// How many are enrolled on `o`.
pub(super) fn enrolled() -> Expr {
    count("enrolments", "state", "enrolled")
}

/// How many of the days of `o` are not closed.
pub(super) fn open_days() -> Expr {
    count("course_days", "state", "planned")
}

fn count(table: &'static str, column: &'static str, value: &'static str) -> Expr {
    let counted = Query::select()
        .expr(Expr::col((table, "id")).count())
        .from(table)
        .and_where(Expr::col((table, "occasion_id")).equals(("o", "id")))
        .and_where(Expr::col((table, column)).eq(value))
        .to_owned();
    Expr::SubQuery(None, Box::new(counted.into()))
}

pub(super) fn occasion(row: &QueryResult) -> Result<OccasionRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    Ok(OccasionRecord {
        id: OccasionId::from_uuid(id),
        agreement: AgreementId::from_uuid(row.try_get("", "agreement_id")?),
        code: OccasionCode(row.try_get("", "code")?),
        course: row.try_get("", "course")?,
        venue: row.try_get("", "venue")?,
        capacity: row.try_get("", "capacity")?,
        first_day: row.try_get("", "first_day")?,
        last_day: row.try_get("", "last_day")?,
        enrolled: row.try_get("", "enrolled")?,
        open_days: row.try_get("", "open_days")?,
    })
}

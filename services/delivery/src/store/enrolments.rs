//! `enrolments`, with their persons.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{EnrolmentId, OccasionId, PersonId};
use identity::Reach;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use tenancy::{InRegion, RegionScope, RegionTx, StoreFault, parsed};
use uuid::Uuid;

use crate::record::EnrolmentRecord;

/// The enrolment with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: EnrolmentId,
) -> Result<Option<EnrolmentRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col(("e", "id")).eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(|row| enrolment(store.scope(), row)).transpose()
}

/// A person's enrolments on an occasion: one for each municipality that has paid, or was to.
pub(crate) async fn of_person(
    store: &impl InRegion,
    occasion: OccasionId,
    person: PersonId,
) -> Result<Vec<EnrolmentRecord>, StoreFault> {
    let mut select = select();
    select
        .and_where(Expr::col(("e", "occasion_id")).eq(occasion.uuid()))
        .and_where(Expr::col(("e", "person_id")).eq(person.uuid()));
    store.query_all(&select).await?.iter().map(|row| enrolment(store.scope(), row)).collect()
}

/// Everybody's enrolments on these occasions.
pub(crate) async fn of_occasions(
    store: &impl InRegion,
    occasions: &BTreeSet<OccasionId>,
) -> Result<Vec<EnrolmentRecord>, StoreFault> {
    let ids: Vec<Uuid> = occasions.iter().map(|id| id.uuid()).collect();
    within_reach(store, &ids, &Reach::Region).await
}

/// The enrolments on these occasions that are within reach.
pub(crate) async fn within_reach(
    store: &impl InRegion,
    occasions: &[Uuid],
    reach: &Reach,
) -> Result<Vec<EnrolmentRecord>, StoreFault> {
    if occasions.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = select();
    select.and_where(Expr::col(("e", "occasion_id")).is_in(occasions.iter().copied()));
    if let Some(own) = reach.limit() {
        let own = own.iter().map(ToString::to_string);
        select.and_where(Expr::col(("e", "municipality_code")).is_in(own));
    }
    store.query_all(&select).await?.iter().map(|row| enrolment(store.scope(), row)).collect()
}

/// Cancels an enrolment, or takes it up again.
pub(crate) async fn set_cancelled(
    tx: &RegionTx,
    id: EnrolmentId,
    cancelled: bool,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("enrolments")
        .value("state", state(cancelled))
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// Writes new enrolments.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    enrolments: &[EnrolmentRecord],
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let columns = ["id", "occasion_id", "person_id", "municipality_code", "state", "created_at"];
    let row = |enrolment: &EnrolmentRecord| -> [Value; 6] {
        [
            enrolment.id.uuid().into(),
            enrolment.occasion.uuid().into(),
            enrolment.person.id.uuid().into(),
            enrolment.municipality.to_string().into(),
            state(enrolment.cancelled).into(),
            now.into(),
        ]
    };
    tx.insert_rows("enrolments", columns, enrolments.iter().map(row).collect()).await
}

const fn state(cancelled: bool) -> &'static str {
    if cancelled { "cancelled" } else { "enrolled" }
}

/// Enrolments as `e` with their persons as `p`.
pub(super) fn select() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "occasion_id", "municipality_code", "state"].map(|column| ("e", column)))
        .from_as("enrolments", "e")
        .join_as(
            JoinType::InnerJoin,
            "people",
            "p",
            Expr::col(("p", "id")).equals(("e", "person_id")),
        );
    for (column, alias) in people::JOINED {
        select.expr_as(Expr::col(column), alias);
    }
    select
}

pub(super) fn enrolment(
    scope: &RegionScope,
    row: &QueryResult,
) -> Result<EnrolmentRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let state: String = row.try_get("", "state")?;
    let cancelled = match state.as_str() {
        "enrolled" => false,
        "cancelled" => true,
        _ => return Err(StoreFault::row("enrolments", "state", &id)),
    };
    Ok(EnrolmentRecord {
        id: EnrolmentId::from_uuid(id),
        occasion: OccasionId::from_uuid(row.try_get("", "occasion_id")?),
        person: people::joined(scope, row)?,
        municipality: parsed(row, "enrolments", "municipality_code", &id)?,
        cancelled,
    })
}

//! `assignments`: who teaches on which day.

use domain::{AssignmentId, CourseDayId};
use identity::Reach;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult, Value};
use tenancy::{InRegion, RegionScope, RegionTx, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

use crate::record::AssignmentRecord;

/// Everybody who teaches on a day.
pub(crate) async fn of_day(
    store: &impl InRegion,
    day: CourseDayId,
) -> Result<Vec<AssignmentRecord>, StoreFault> {
    within_reach(store, &[day.uuid()], &Reach::Region).await
}

/// Those who teach on these days and are within reach.
pub(crate) async fn within_reach(
    store: &impl InRegion,
    days: &[Uuid],
    reach: &Reach,
) -> Result<Vec<AssignmentRecord>, StoreFault> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = select();
    select.and_where(Expr::col(("t", "course_day_id")).is_in(days.iter().copied()));
    if let Some(own) = reach.limit() {
        let own = own.iter().map(ToString::to_string);
        select.and_where(Expr::col(("t", "municipality_code")).is_in(own));
    }
    store.query_all(&select).await?.iter().map(|row| assignment(store.scope(), row)).collect()
}

/// The day of an assignment.
pub(crate) async fn day_of(
    store: &impl InRegion,
    id: AssignmentId,
) -> Result<Option<CourseDayId>, StoreFault> {
    let select = Query::select()
        .column("course_day_id")
        .from("assignments")
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    let row = store.query_one(&select).await?;
    row.map(|row| Ok(CourseDayId::from_uuid(row.try_get("", "course_day_id")?))).transpose()
}

/// Says whether a trainer served.
pub(crate) async fn set_served(
    tx: &RegionTx,
    id: AssignmentId,
    served: bool,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("assignments")
        .value("served", served)
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// Takes a trainer off their day.
pub(crate) async fn delete(tx: &RegionTx, id: AssignmentId) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("assignments")
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    tx.execute(&delete).await?;
    Ok(())
}

/// Writes new assignments, after the `earlier` ones of their day.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    assignments: &[AssignmentRecord],
    earlier: usize,
) -> Result<(), StoreFault> {
    let columns =
        ["id", "course_day_id", "person_id", "municipality_code", "role", "served", "position"];
    let row = |(position, assignment): (usize, &AssignmentRecord)| -> [Value; 7] {
        [
            assignment.id.uuid().into(),
            assignment.day.uuid().into(),
            assignment.person.id.uuid().into(),
            assignment.municipality.map(|code| code.to_string()).into(),
            assignment.role.word().into(),
            assignment.served.into(),
            i32::try_from(position).unwrap_or(i32::MAX).into(),
        ]
    };
    tx.insert_rows("assignments", columns, (earlier..).zip(assignments).map(row).collect()).await
}

/// Assignments as `t` with their persons as `p`, in the order in which they were made.
fn select() -> SelectStatement {
    let columns = ["id", "course_day_id", "municipality_code", "role", "served"];
    let mut select = Query::select();
    select
        .columns(columns.map(|column| ("t", column)))
        .from_as("assignments", "t")
        .join_as(
            JoinType::InnerJoin,
            "people",
            "p",
            Expr::col(("p", "id")).equals(("t", "person_id")),
        )
        .order_by(("t", "position"), Order::Asc)
        .order_by(("t", "id"), Order::Asc);
    for (column, alias) in people::JOINED {
        select.expr_as(Expr::col(column), alias);
    }
    select
}

fn assignment(scope: &RegionScope, row: &QueryResult) -> Result<AssignmentRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    Ok(AssignmentRecord {
        id: AssignmentId::from_uuid(id),
        day: CourseDayId::from_uuid(row.try_get("", "course_day_id")?),
        person: people::joined(scope, row)?,
        municipality: parsed_opt(row, "assignments", "municipality_code", &id)?,
        role: parsed(row, "assignments", "role", &id)?,
        served: row.try_get("", "served")?,
    })
}

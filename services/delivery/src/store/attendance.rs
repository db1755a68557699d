//! `attendance`: who is expected on which day, and whether they came.

use domain::{AttendanceMark, CourseDayId, EnrolmentId};
use identity::Reach;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, OnConflict, Query};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use tenancy::{InRegion, RegionTx, StoreFault, parsed_opt};
use uuid::Uuid;

use super::enrolments;
use crate::record::{AttendanceRecord, EnrolmentRecord};

/// Everybody expected on a day.
pub(crate) async fn of_day(
    store: &impl InRegion,
    day: CourseDayId,
) -> Result<Vec<(EnrolmentRecord, AttendanceRecord)>, StoreFault> {
    let mut select = enrolments::select();
    select
        .columns(["course_day_id", "enrolment_id", "mark"].map(|column| ("a", column)))
        .join_as(
            JoinType::InnerJoin,
            "attendance",
            "a",
            Expr::col(("a", "enrolment_id")).equals(("e", "id")),
        )
        .and_where(Expr::col(("a", "course_day_id")).eq(day.uuid()));
    let rows = store.query_all(&select).await?;
    rows.iter()
        .map(|row| Ok((enrolments::enrolment(store.scope(), row)?, attendance(row)?)))
        .collect()
}

/// The attendance on these occasions that is within reach.
pub(crate) async fn within_reach(
    store: &impl InRegion,
    occasions: &[Uuid],
    reach: &Reach,
) -> Result<Vec<AttendanceRecord>, StoreFault> {
    if occasions.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Query::select();
    select
        .columns(["course_day_id", "enrolment_id", "mark"].map(|column| ("a", column)))
        .from_as("attendance", "a")
        .join_as(
            JoinType::InnerJoin,
            "enrolments",
            "e",
            Expr::col(("e", "id")).equals(("a", "enrolment_id")),
        )
        .and_where(Expr::col(("e", "occasion_id")).is_in(occasions.iter().copied()));
    if let Some(own) = reach.limit() {
        let own = own.iter().map(ToString::to_string);
        select.and_where(Expr::col(("e", "municipality_code")).is_in(own));
    }
    store.query_all(&select).await?.iter().map(attendance).collect()
}

/// Expects somebody on these days, without a mark.
pub(crate) async fn expect(
    tx: &RegionTx,
    enrolment: EnrolmentId,
    days: &[CourseDayId],
) -> Result<(), StoreFault> {
    for day in days {
        upsert(tx, *day, enrolment, None).await?;
    }
    Ok(())
}

/// Sets a mark.
pub(crate) async fn set(
    tx: &RegionTx,
    day: CourseDayId,
    enrolment: EnrolmentId,
    mark: AttendanceMark,
) -> Result<(), StoreFault> {
    upsert(tx, day, enrolment, Some(mark)).await
}

async fn upsert(
    tx: &RegionTx,
    day: CourseDayId,
    enrolment: EnrolmentId,
    mark: Option<AttendanceMark>,
) -> Result<(), StoreFault> {
    let upsert = Query::insert()
        .into_table("attendance")
        .columns(COLUMNS)
        .values_panic(values(&AttendanceRecord { day, enrolment, mark }).map(Expr::value))
        .on_conflict(
            OnConflict::columns(["course_day_id", "enrolment_id"]).update_column("mark").to_owned(),
        )
        .to_owned();
    tx.execute(&upsert).await?;
    Ok(())
}

/// Writes new attendance.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    attendance: &[AttendanceRecord],
) -> Result<(), StoreFault> {
    tx.insert_rows("attendance", COLUMNS, attendance.iter().map(values).collect()).await
}

const COLUMNS: [&str; 3] = ["course_day_id", "enrolment_id", "mark"];

fn values(record: &AttendanceRecord) -> [Value; 3] {
    [
        record.day.uuid().into(),
        record.enrolment.uuid().into(),
        record.mark.map(AttendanceMark::word).into(),
    ]
}

fn attendance(row: &QueryResult) -> Result<AttendanceRecord, StoreFault> {
    let enrolment: Uuid = row.try_get("", "enrolment_id")?;
    Ok(AttendanceRecord {
        day: CourseDayId::from_uuid(row.try_get("", "course_day_id")?),
        enrolment: EnrolmentId::from_uuid(enrolment),
        mark: parsed_opt(row, "attendance", "mark", &enrolment)?,
    })
}

//! `enrolments`, `attendance` and `assignments` of one person, as they go over to another.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AssignmentId, CourseDayId, EnrolmentId, OccasionId, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use tenancy::{RegionTx, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

use super::{assignments, attendance, enrolments};
use crate::seats::{Change, Seat, SeatDay, Service};

/// The occasions that somebody takes part in or teaches on.
pub(crate) async fn occasions_of(
    tx: &RegionTx,
    person: PersonId,
) -> Result<BTreeSet<OccasionId>, StoreFault> {
    let enrolled = Query::select()
        .column("occasion_id")
        .from("enrolments")
        .and_where(Expr::col("person_id").eq(person.uuid()))
        .to_owned();
    let teaching = Query::select()
        .column(("d", "occasion_id"))
        .from_as("assignments", "t")
        .join_as(
            JoinType::InnerJoin,
            "course_days",
            "d",
            Expr::col(("d", "id")).equals(("t", "course_day_id")),
        )
        .and_where(Expr::col(("t", "person_id")).eq(person.uuid()))
        .to_owned();
    let mut occasions = BTreeSet::new();
    for select in [enrolled, teaching] {
        for row in tx.query_all(&select).await? {
            occasions.insert(OccasionId::from_uuid(row.try_get("", "occasion_id")?));
        }
    }
    Ok(occasions)
}

/// Somebody's seats with their days.
pub(crate) async fn seats_of(tx: &RegionTx, person: PersonId) -> Result<Vec<Seat>, StoreFault> {
    let select = Query::select()
        .columns(["id", "occasion_id", "municipality_code", "state"].map(|column| ("e", column)))
        .columns([("a", "course_day_id"), ("a", "mark")])
        .expr_as(Expr::col(("d", "state")), "day_state")
        .from_as("enrolments", "e")
        .join_as(
            JoinType::LeftJoin,
            "attendance",
            "a",
            Expr::col(("a", "enrolment_id")).equals(("e", "id")),
        )
        .join_as(
            JoinType::LeftJoin,
            "course_days",
            "d",
            Expr::col(("d", "id")).equals(("a", "course_day_id")),
        )
        .and_where(Expr::col(("e", "person_id")).eq(person.uuid()))
        .to_owned();
    let mut seats: BTreeMap<EnrolmentId, Seat> = BTreeMap::new();
    for row in tx.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let enrolment = EnrolmentId::from_uuid(id);
        let municipality = parsed(&row, "enrolments", "municipality_code", &id)?;
        let state: String = row.try_get("", "state")?;
        let occasion = OccasionId::from_uuid(row.try_get("", "occasion_id")?);
        let seat = seats.entry(enrolment).or_insert_with(|| Seat {
            enrolment,
            occasion,
            municipality,
            cancelled: state == "cancelled",
            days: BTreeMap::new(),
        });
        let day: Option<Uuid> = row.try_get("", "course_day_id")?;
        if let Some(day) = day {
            let mark = parsed_opt(&row, "attendance", "mark", &id)?;
            let closed = is_closed(&row)?;
            seat.days.insert(CourseDayId::from_uuid(day), SeatDay { closed, mark });
        }
    }
    Ok(seats.into_values().collect())
}

/// Somebody's services.
pub(crate) async fn services_of(
    tx: &RegionTx,
    person: PersonId,
) -> Result<Vec<Service>, StoreFault> {
    let columns = ["id", "course_day_id", "municipality_code", "role", "served"];
    let select = Query::select()
        .columns(columns.map(|column| ("t", column)))
        .column(("d", "occasion_id"))
        .expr_as(Expr::col(("d", "state")), "day_state")
        .from_as("assignments", "t")
        .join_as(
            JoinType::InnerJoin,
            "course_days",
            "d",
            Expr::col(("d", "id")).equals(("t", "course_day_id")),
        )
        .and_where(Expr::col(("t", "person_id")).eq(person.uuid()))
        .to_owned();
    let service = |row: &QueryResult| {
        let id: Uuid = row.try_get("", "id")?;
        Ok(Service {
            assignment: AssignmentId::from_uuid(id),
            occasion: OccasionId::from_uuid(row.try_get("", "occasion_id")?),
            day: CourseDayId::from_uuid(row.try_get("", "course_day_id")?),
            closed: is_closed(row)?,
            municipality: parsed_opt(row, "assignments", "municipality_code", &id)?,
            role: parsed(row, "assignments", "role", &id)?,
            served: row.try_get("", "served")?,
        })
    };
    tx.query_all(&select).await?.iter().map(service).collect()
}

fn is_closed(row: &QueryResult) -> Result<bool, StoreFault> {
    let state: Option<String> = row.try_get("", "day_state")?;
    Ok(state.is_some_and(|state| state == "closed"))
}

/// Writes a change; `to` is the person who is kept.
pub(crate) async fn save(tx: &RegionTx, change: Change, to: PersonId) -> Result<(), StoreFault> {
    match change {
        Change::Give(enrolment) => give(tx, "enrolments", enrolment.uuid(), to).await,
        Change::GiveService(assignment) => give(tx, "assignments", assignment.uuid(), to).await,
        Change::Resume(enrolment) => enrolments::set_cancelled(tx, enrolment, false).await,
        Change::Serve(assignment, served) => assignments::set_served(tx, assignment, served).await,
        Change::DropService(assignment) => assignments::delete(tx, assignment).await,
        Change::Mark { day, seat, mark: Some(mark) } => attendance::set(tx, day, seat, mark).await,
        Change::Mark { day, seat, mark: None } => attendance::expect(tx, seat, &[day]).await,
        Change::Move { day, from, to } => {
            let update = Query::update()
                .table("attendance")
                .value("enrolment_id", to.uuid())
                .and_where(Expr::col("course_day_id").eq(day.uuid()))
                .and_where(Expr::col("enrolment_id").eq(from.uuid()))
                .to_owned();
            tx.execute(&update).await?;
            Ok(())
        }
        Change::Drop(enrolment) => {
            for (table, column) in [("attendance", "enrolment_id"), ("enrolments", "id")] {
                let delete = Query::delete()
                    .from_table(table)
                    .and_where(Expr::col(column).eq(enrolment.uuid()))
                    .to_owned();
                tx.execute(&delete).await?;
            }
            Ok(())
        }
    }
}

async fn give(
    tx: &RegionTx,
    table: &'static str,
    id: Uuid,
    to: PersonId,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table(table)
        .value("person_id", to.uuid())
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

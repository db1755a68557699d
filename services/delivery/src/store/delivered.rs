//! Closed course days as a case has them, and what they counted for publishing.

use std::collections::{BTreeMap, BTreeSet};

use casefile::{ParticipantRow, TrainerRow};
use domain::{
    AgreementId, CourseDay, CourseDayId, Date, DayCode, DayIndex, OccasionCode, ServiceLength,
};
use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use tenancy::{InRegion, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

use super::course_days::prices;

type Positions = BTreeMap<CourseDayId, DayIndex>;

/// The agreement's closed days, by date and code.
pub(crate) async fn days(
    store: &impl InRegion,
    agreement: AgreementId,
) -> Result<Vec<(CourseDayId, CourseDay)>, StoreFault> {
    let select = Query::select()
        .columns([
            "course_day_id",
            "code",
            "date",
            "occasion_code",
            "occasion_ends",
            "course",
            "delivery",
            "half_days",
            "prices",
        ])
        .from("delivered_days")
        .and_where(Expr::col("agreement_id").eq(agreement.uuid()))
        .order_by("date", Order::Asc)
        .order_by("code", Order::Asc)
        .to_owned();
    let mut days = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "course_day_id")?;
        let half_days: i32 = row.try_get("", "half_days")?;
        let day = CourseDay {
            code: DayCode(row.try_get("", "code")?),
            date: row.try_get("", "date")?,
            occasion: OccasionCode(row.try_get("", "occasion_code")?),
            occasion_ends: row.try_get("", "occasion_ends")?,
            course: row.try_get("", "course")?,
            delivery: parsed(&row, "delivered_days", "delivery", &id)?,
            length: ServiceLength::from_half_days(half_days.into())
                .map_err(|_| StoreFault::row("delivered_days", "half_days", &id))?,
            prices: prices(&row, &id)?,
        };
        days.push((CourseDayId::from_uuid(id), day));
    }
    Ok(days)
}

/// Who was registered on the agreement's closed days.
pub(crate) async fn participants(
    store: &impl InRegion,
    agreement: AgreementId,
    positions: &Positions,
) -> Result<Vec<ParticipantRow>, StoreFault> {
    let select = Query::select()
        .columns([("a", "course_day_id"), ("a", "mark"), ("e", "municipality_code")])
        .expr_as(Expr::col(("p", "code")), "person")
        .from_as("attendance", "a")
        .join_as(
            JoinType::InnerJoin,
            "course_days",
            "d",
            Expr::col(("d", "id")).equals(("a", "course_day_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            "enrolments",
            "e",
            Expr::col(("e", "id")).equals(("a", "enrolment_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            "people",
            "p",
            Expr::col(("p", "id")).equals(("e", "person_id")),
        )
        .and_where(Expr::col(("d", "agreement_id")).eq(agreement.uuid()))
        .and_where(Expr::col(("d", "state")).eq("closed"))
        .order_by(("d", "date"), Order::Asc)
        .order_by(("d", "code"), Order::Asc)
        .order_by(("p", "code"), Order::Asc)
        .to_owned();
    let mut participants = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "course_day_id")?;
        let Some(day) = positions.get(&CourseDayId::from_uuid(id)) else { continue };
        participants.push(ParticipantRow {
            day: *day,
            person: row.try_get("", "person")?,
            municipality: parsed(&row, "enrolments", "municipality_code", &id)?,
            mark: parsed(&row, "attendance", "mark", &id)?,
        });
    }
    Ok(participants)
}

/// Who was to teach on the agreement's closed days.
pub(crate) async fn trainers(
    store: &impl InRegion,
    agreement: AgreementId,
    positions: &Positions,
) -> Result<Vec<TrainerRow>, StoreFault> {
    let select = Query::select()
        .columns(
            ["course_day_id", "municipality_code", "role", "served"].map(|column| ("t", column)),
        )
        .expr_as(Expr::col(("p", "code")), "person")
        .from_as("assignments", "t")
        .join_as(
            JoinType::InnerJoin,
            "course_days",
            "d",
            Expr::col(("d", "id")).equals(("t", "course_day_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            "people",
            "p",
            Expr::col(("p", "id")).equals(("t", "person_id")),
        )
        .and_where(Expr::col(("d", "agreement_id")).eq(agreement.uuid()))
        .and_where(Expr::col(("d", "state")).eq("closed"))
        .order_by(("d", "date"), Order::Asc)
        .order_by(("d", "code"), Order::Asc)
        .order_by(("t", "position"), Order::Asc)
        .to_owned();
    let mut trainers = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "course_day_id")?;
        let Some(day) = positions.get(&CourseDayId::from_uuid(id)) else { continue };
        trainers.push(TrainerRow {
            day: *day,
            person: row.try_get("", "person")?,
            municipality: parsed_opt(&row, "assignments", "municipality_code", &id)?,
            role: parsed(&row, "assignments", "role", &id)?,
            served: row.try_get("", "served")?,
        });
    }
    Ok(trainers)
}

/// Everybody on the agreement's closed days, each once.
pub(crate) async fn persons(
    store: &impl InRegion,
    agreement: AgreementId,
) -> Result<BTreeSet<Uuid>, StoreFault> {
    let mut of_days = Query::select();
    of_days
        .column(("d", "id"))
        .from_as("course_days", "d")
        .and_where(Expr::col(("d", "agreement_id")).eq(agreement.uuid()))
        .and_where(Expr::col(("d", "state")).eq("closed"));
    let participants = Query::select()
        .column(("e", "person_id"))
        .distinct()
        .from_as("enrolments", "e")
        .join_as(
            JoinType::InnerJoin,
            "attendance",
            "a",
            Expr::col(("a", "enrolment_id")).equals(("e", "id")),
        )
        .and_where(Expr::col(("a", "course_day_id")).in_subquery(of_days.clone()))
        .to_owned();
    let trainers = Query::select()
        .column("person_id")
        .distinct()
        .from("assignments")
        .and_where(Expr::col("course_day_id").in_subquery(of_days))
        .to_owned();
    let mut persons = BTreeSet::new();
    for select in [participants, trainers] {
        for row in store.query_all(&select).await? {
            persons.insert(row.try_get("", "person_id")?);
        }
    }
    Ok(persons)
}

/// Every closed day's date, and how many attended it.
pub(crate) async fn attended_by_day(store: &impl InRegion) -> Result<Vec<(Date, i64)>, StoreFault> {
    let attended = Query::select()
        .expr(Expr::col(("c", "attended")).sum())
        .from_as("delivered_participation", "c")
        .and_where(Expr::col(("c", "course_day_id")).equals(("d", "course_day_id")))
        .to_owned();
    let attended = Expr::SubQuery(None, Box::new(attended.into()));
    let select = Query::select()
        .column(("d", "date"))
        // The sum of integers is a bigint on PostgreSQL; nobody having attended, there is none.
        .expr_as(attended, "attended")
        .from_as("delivered_days", "d")
        .to_owned();
    let mut days = Vec::new();
    for row in store.query_all(&select).await? {
        let attended: Option<i64> = row.try_get("", "attended")?;
        days.push((row.try_get("", "date")?, attended.unwrap_or_default()));
    }
    Ok(days)
}

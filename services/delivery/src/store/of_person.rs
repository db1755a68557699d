//! What delivery's tables hold on one person: for them to read, and to let go of.

use domain::{AgreementId, AttendanceMark, Date, MunicipalityCode, PersonId, TrainerRole};
use people::LastDay;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{InRegion, RegionTx, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

/// A day that they are expected on, or were.
pub(crate) struct Attended {
    pub(crate) date: Date,
    pub(crate) occasion: String,
    pub(crate) course: String,
    pub(crate) venue: Option<String>,
    /// Whether their enrolment on the occasion is cancelled.
    pub(crate) cancelled: bool,
    /// Whether the day is closed, so that the mark stands.
    pub(crate) closed: bool,
    /// `None` before it is marked.
    pub(crate) mark: Option<AttendanceMark>,
}

/// An occasion that they are or were enrolled on.
pub(crate) struct Enrolled {
    pub(crate) occasion: String,
    pub(crate) course: String,
    pub(crate) first_day: Date,
    pub(crate) municipality: MunicipalityCode,
    pub(crate) cancelled: bool,
    pub(crate) at: chrono::DateTime<chrono::Utc>,
}

/// A day that they teach, or taught.
pub(crate) struct Taught {
    pub(crate) agreement: AgreementId,
    pub(crate) date: Date,
    pub(crate) occasion: String,
    pub(crate) course: String,
    pub(crate) half_days: i32,
    pub(crate) role: TrainerRole,
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) served: Option<bool>,
}

/// A correction of a day that they were on.
pub(crate) struct Corrected {
    pub(crate) id: Uuid,
    pub(crate) date: Date,
    pub(crate) reason: String,
    pub(crate) changes: String,
}

fn uuids(persons: &[PersonId]) -> impl Iterator<Item = Uuid> + use<'_> {
    persons.iter().map(|person| person.uuid())
}

fn of(table: &'static str, alias: &'static str, persons: &[PersonId]) -> SelectStatement {
    Query::select()
        .from_as(table, alias)
        .and_where(Expr::col((alias, "person_id")).is_in(uuids(persons)))
        .to_owned()
}

fn join(select: &mut SelectStatement, to: (&'static str, &'static str), on: Expr) {
    select.join_as(JoinType::InnerJoin, to.0, to.1, on);
}

/// Date, occasion and course of days that are not closed, and that they are enrolled on or teach.
pub(crate) async fn open_days(
    store: &impl InRegion,
    persons: &[PersonId],
) -> Result<(Vec<String>, Vec<String>), StoreFault> {
    let mut enrolled = of("enrolments", "e", persons);
    enrolled.and_where(Expr::col(("e", "state")).eq("enrolled"));
    join(
        &mut enrolled,
        ("course_days", "d"),
        Expr::col(("d", "occasion_id")).equals(("e", "occasion_id")),
    );
    let mut teaches = of("assignments", "t", persons);
    join(&mut teaches, ("course_days", "d"), Expr::col(("d", "id")).equals(("t", "course_day_id")));
    Ok((open_among(store, enrolled).await?, open_among(store, teaches).await?))
}

async fn open_among(
    store: &impl InRegion,
    mut select: SelectStatement,
) -> Result<Vec<String>, StoreFault> {
    join(&mut select, ("occasions", "o"), Expr::col(("o", "id")).equals(("d", "occasion_id")));
    select
        .column(("d", "date"))
        .column(("o", "course"))
        .and_where(Expr::col(("d", "state")).ne("closed"))
        .order_by(("d", "date"), Order::Asc)
        .order_by(("o", "course"), Order::Asc);
    let mut days = Vec::new();
    for row in store.query_all(&select).await? {
        let (date, course): (Date, String) = (row.try_get("", "date")?, row.try_get("", "course")?);
        days.push(format!("{date} {course}"));
    }
    days.dedup();
    Ok(days)
}

/// Their enrolments, the latest first.
pub(crate) async fn enrolled(
    store: &impl InRegion,
    person: PersonId,
) -> Result<Vec<Enrolled>, StoreFault> {
    let mut select = of("enrolments", "e", &[person]);
    join(&mut select, ("occasions", "o"), Expr::col(("o", "id")).equals(("e", "occasion_id")));
    select
        .columns(["id", "municipality_code", "state", "created_at"].map(|column| ("e", column)))
        .columns(["code", "course", "first_day"].map(|column| ("o", column)))
        .order_by(("o", "first_day"), Order::Desc)
        .order_by(("e", "id"), Order::Asc);
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let state: String = row.try_get("", "state")?;
        all.push(Enrolled {
            occasion: row.try_get("", "code")?,
            course: row.try_get("", "course")?,
            first_day: row.try_get("", "first_day")?,
            municipality: parsed(&row, "enrolments", "municipality_code", &id)?,
            cancelled: state == "cancelled",
            at: row.try_get("", "created_at")?,
        });
    }
    Ok(all)
}

/// The days that they are expected on, or were, the latest first.
pub(crate) async fn attended(
    store: &impl InRegion,
    person: PersonId,
) -> Result<Vec<Attended>, StoreFault> {
    let mut select = of("enrolments", "e", &[person]);
    join(&mut select, ("attendance", "a"), Expr::col(("a", "enrolment_id")).equals(("e", "id")));
    join(&mut select, ("course_days", "d"), Expr::col(("d", "id")).equals(("a", "course_day_id")));
    join(&mut select, ("occasions", "o"), Expr::col(("o", "id")).equals(("d", "occasion_id")));
    select
        .column(("a", "mark"))
        .columns(["id", "date"].map(|column| ("d", column)))
        .columns(["code", "course", "venue"].map(|column| ("o", column)))
        .expr_as(Expr::col(("e", "state")), "enrolment_state")
        .expr_as(Expr::col(("d", "state")), "day_state")
        .order_by(("d", "date"), Order::Desc)
        .order_by(("d", "id"), Order::Asc);
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let enrolment: String = row.try_get("", "enrolment_state")?;
        let day: String = row.try_get("", "day_state")?;
        all.push(Attended {
            date: row.try_get("", "date")?,
            occasion: row.try_get("", "code")?,
            course: row.try_get("", "course")?,
            venue: row.try_get("", "venue")?,
            cancelled: enrolment == "cancelled",
            closed: day == "closed",
            mark: parsed_opt(&row, "attendance", "mark", &id)?,
        });
    }
    Ok(all)
}

/// The days that they teach, the latest first.
pub(crate) async fn taught(
    store: &impl InRegion,
    person: PersonId,
) -> Result<Vec<Taught>, StoreFault> {
    let mut select = of("assignments", "t", &[person]);
    join(&mut select, ("course_days", "d"), Expr::col(("d", "id")).equals(("t", "course_day_id")));
    join(&mut select, ("occasions", "o"), Expr::col(("o", "id")).equals(("d", "occasion_id")));
    select
        .columns(["id", "role", "municipality_code", "served"].map(|column| ("t", column)))
        .columns(["agreement_id", "date", "half_days"].map(|column| ("d", column)))
        .columns(["code", "course"].map(|column| ("o", column)))
        .order_by(("d", "date"), Order::Desc)
        .order_by(("t", "id"), Order::Asc);
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        all.push(Taught {
            agreement: AgreementId::from_uuid(row.try_get("", "agreement_id")?),
            date: row.try_get("", "date")?,
            occasion: row.try_get("", "code")?,
            course: row.try_get("", "course")?,
            half_days: row.try_get("", "half_days")?,
            role: parsed(&row, "assignments", "role", &id)?,
            municipality: parsed_opt(&row, "assignments", "municipality_code", &id)?,
            served: row.try_get("", "served")?,
        });
    }
    Ok(all)
}

/// Corrections of days that they were on or taught.
pub(crate) async fn corrected(
    store: &impl InRegion,
    persons: &[PersonId],
) -> Result<Vec<Corrected>, StoreFault> {
    let mut attended = of("enrolments", "e", persons);
    join(&mut attended, ("attendance", "a"), Expr::col(("a", "enrolment_id")).equals(("e", "id")));
    attended.column(("a", "course_day_id"));
    let mut taught = of("assignments", "t", persons);
    taught.column(("t", "course_day_id"));
    let day = || Expr::col(("k", "course_day_id"));
    let mut select = Query::select();
    select.from_as("corrections", "k");
    join(&mut select, ("course_days", "d"), Expr::col(("d", "id")).equals(("k", "course_day_id")));
    select
        .columns(["id", "reason", "changes"].map(|column| ("k", column)))
        .column(("d", "date"))
        .cond_where(Cond::any().add(day().in_subquery(attended)).add(day().in_subquery(taught)))
        .order_by(("k", "at"), Order::Asc);
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        all.push(Corrected {
            id: row.try_get("", "id")?,
            date: row.try_get("", "date")?,
            reason: row.try_get("", "reason")?,
            changes: row.try_get("", "changes")?,
        });
    }
    Ok(all)
}

/// Writes what is left of a correction's words.
pub(crate) async fn rewrite(
    tx: &RegionTx,
    correction: Uuid,
    reason: &str,
    changes: &str,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("corrections")
        .value("reason", reason)
        .value("changes", changes)
        .and_where(Expr::col("id").eq(correction))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// When everybody who is or was on an occasion, or teaches, was last there: a row for those with days that are open,
/// and one for those with days that are closed.
pub(crate) async fn last_days(
    store: &impl InRegion,
) -> Result<Vec<(PersonId, LastDay)>, StoreFault> {
    let mut enrolled = Query::select();
    enrolled.from_as("enrolments", "x").and_where(Expr::col(("x", "state")).eq("enrolled"));
    join(
        &mut enrolled,
        ("course_days", "d"),
        Expr::col(("d", "occasion_id")).equals(("x", "occasion_id")),
    );
    let mut teaches = Query::select();
    teaches.from_as("assignments", "x");
    join(&mut teaches, ("course_days", "d"), Expr::col(("d", "id")).equals(("x", "course_day_id")));
    let mut all = Vec::new();
    for mut select in [enrolled, teaches] {
        select
            .columns([("x", "person_id"), ("d", "state")])
            .expr_as(Expr::col(("d", "date")).max(), "last")
            .group_by_columns([("x", "person_id"), ("d", "state")]);
        for row in store.query_all(&select).await? {
            let (state, last): (String, Date) =
                (row.try_get("", "state")?, row.try_get("", "last")?);
            let last = if state == "closed" { LastDay::Over(last) } else { LastDay::Open };
            all.push((PersonId::from_uuid(row.try_get("", "person_id")?), last));
        }
    }
    Ok(all)
}

//! The course days of one person's enrolments, marked or not.

use domain::{AttendanceMark, Date, PersonId};
use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use tenancy::{InRegion, StoreFault, parsed_opt};
use uuid::Uuid;

/// A day that somebody is enrolled on, or was.
pub(crate) struct OwnDay {
    pub(crate) date: Date,
    pub(crate) course: String,
    pub(crate) occasion: String,
    pub(crate) venue: Option<String>,
    /// Whether the day is closed, so that the mark stands.
    pub(crate) closed: bool,
    /// `None` before it is marked.
    pub(crate) mark: Option<AttendanceMark>,
}

/// Their days, the latest first. Occasions that they have cancelled are left out.
pub(crate) async fn of(
    store: &impl InRegion,
    person: PersonId,
    most: u64,
) -> Result<Vec<OwnDay>, StoreFault> {
    let of_day = Expr::col(("d", "occasion_id")).equals(("e", "occasion_id"));
    let marked = Expr::col(("a", "enrolment_id"))
        .equals(("e", "id"))
        .and(Expr::col(("a", "course_day_id")).equals(("d", "id")));
    let select = Query::select()
        .columns(["id", "date", "state"].map(|column| ("d", column)))
        .columns(["code", "course", "venue"].map(|column| ("o", column)))
        .column(("a", "mark"))
        .from_as("enrolments", "e")
        .join_as(JoinType::InnerJoin, "course_days", "d", of_day)
        .join_as(
            JoinType::InnerJoin,
            "occasions",
            "o",
            Expr::col(("o", "id")).equals(("e", "occasion_id")),
        )
        .join_as(JoinType::LeftJoin, "attendance", "a", marked)
        .and_where(Expr::col(("e", "person_id")).eq(person.uuid()))
        .and_where(Expr::col(("e", "state")).eq("enrolled"))
        .order_by(("d", "date"), Order::Desc)
        .order_by(("d", "id"), Order::Asc)
        .limit(most)
        .to_owned();
    let mut days = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let state: String = row.try_get("", "state")?;
        days.push(OwnDay {
            date: row.try_get("", "date")?,
            course: row.try_get("", "course")?,
            occasion: row.try_get("", "code")?,
            venue: row.try_get("", "venue")?,
            closed: state == "closed",
            mark: parsed_opt(&row, "attendance", "mark", &id)?,
        });
    }
    Ok(days)
}

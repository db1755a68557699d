//! For how long somebody has been of use to the region: what their own rows say of it.

use domain::{AccountId, Date, PersonId, course_date_at};
use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use tenancy::{InRegion, StoreFault};
use uuid::Uuid;

/// What a person's own rows say of when they were there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub person: PersonId,
    /// What they sign in with.
    pub account: Option<AccountId>,
    /// The day when the region came to know of them.
    pub known_since: Date,
    /// Whether an employment of theirs has no last day.
    pub employed: bool,
    /// The last of their employments' last days.
    pub last_employed: Option<Date>,
}

/// Everybody who is neither erased nor somebody else by now, in the order in which they came.
pub async fn everybody(store: &impl InRegion) -> Result<Vec<Presence>, StoreFault> {
    let select = Query::select()
        .columns(["id", "account_id", "created_at"].map(|column| ("p", column)))
        .expr_as(Expr::col(("e", "id")).count(), "employments")
        .expr_as(Expr::col(("e", "last_day")).count(), "ended")
        .expr_as(Expr::col(("e", "last_day")).max(), "last_employed")
        .from_as("persons", "p")
        .join_as(
            JoinType::LeftJoin,
            "employments",
            "e",
            Expr::col(("e", "person_id")).equals(("p", "id")),
        )
        .and_where(Expr::col(("p", "merged_into")).is_null())
        .and_where(Expr::col(("p", "erased_at")).is_null())
        .group_by_columns(["id", "account_id", "created_at"].map(|column| ("p", column)))
        .order_by(("p", "id"), Order::Asc)
        .to_owned();
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let account: Option<Uuid> = row.try_get("", "account_id")?;
        let (employments, ended): (i64, i64) =
            (row.try_get("", "employments")?, row.try_get("", "ended")?);
        all.push(Presence {
            person: PersonId::from_uuid(row.try_get("", "id")?),
            account: account.map(AccountId::from_uuid),
            known_since: course_date_at(row.try_get("", "created_at")?),
            employed: employments > ended,
            last_employed: row.try_get("", "last_employed")?,
        });
    }
    Ok(all)
}

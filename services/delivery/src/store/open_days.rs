//! Past course days that nobody has closed, and the names of occasions.

use std::collections::BTreeMap;

use domain::{CourseDayId, Date, OccasionCode, OccasionId};
use sea_orm::Order;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use tenancy::{InRegion, StoreFault};
use uuid::Uuid;

/// What an occasion is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OccasionName {
    pub(crate) id: OccasionId,
    pub(crate) code: OccasionCode,
    pub(crate) course: String,
}

/// A page of days before `today` or on it that are not closed, oldest first, and how many there are in all.
pub(crate) async fn page(
    store: &impl InRegion,
    today: Date,
    after: Option<(Date, CourseDayId)>,
    limit: u64,
) -> Result<(Vec<Uuid>, i64), StoreFault> {
    let waiting =
        || Cond::all().add(Expr::col("state").eq("planned")).add(Expr::col("date").lte(today));
    let count = Query::select()
        .expr_as(Expr::col("id").count(), "total")
        .from("course_days")
        .cond_where(waiting())
        .to_owned();
    let total = match store.query_one(&count).await? {
        Some(row) => row.try_get("", "total")?,
        None => 0,
    };
    let mut select = Query::select()
        .column("id")
        .from("course_days")
        .cond_where(waiting())
        .order_by("date", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(limit)
        .to_owned();
    if let Some((date, id)) = after {
        let same_date = Expr::col("date").eq(date).and(Expr::col("id").gt(id.uuid()));
        select.cond_where(Cond::any().add(Expr::col("date").gt(date)).add(same_date));
    }
    let rows = store.query_all(&select).await?;
    let ids = rows.iter().map(|row| Ok(row.try_get("", "id")?));
    Ok((ids.collect::<Result<_, StoreFault>>()?, total))
}

/// What these occasions are called.
pub(crate) async fn occasion_names(
    store: &impl InRegion,
    occasions: &[Uuid],
) -> Result<BTreeMap<OccasionId, OccasionName>, StoreFault> {
    let select = Query::select()
        .columns(["id", "code", "course"])
        .from("occasions")
        .and_where(Expr::col("id").is_in(occasions.iter().copied()))
        .to_owned();
    let mut names = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let id = OccasionId::from_uuid(row.try_get("", "id")?);
        let code = OccasionCode(row.try_get("", "code")?);
        names.insert(id, OccasionName { id, code, course: row.try_get("", "course")? });
    }
    Ok(names)
}

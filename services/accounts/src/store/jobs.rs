//! `jobs`: long work that is not done yet, and who is at it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Slug;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{PlatformDb, StoreFault, parsed};
use uuid::Uuid;

/// Whoever does not claim again for so long has died.
pub(crate) const LEASE: TimeDelta = TimeDelta::seconds(10);

/// Work that somebody may claim.
pub(crate) struct Job {
    pub(crate) id: Uuid,
    pub(crate) region: Slug,
    asked_at: DateTime<Utc>,
}

impl Job {
    /// Whether it was asked for so long ago that nobody will say any more that it may begin.
    pub(crate) fn is_old(&self, now: DateTime<Utc>) -> bool {
        now.signed_duration_since(self.asked_at) > TimeDelta::hours(1)
    }
}

/// Adds work, unless it is there already.
pub(crate) async fn add(
    platform: &PlatformDb,
    id: Uuid,
    region: &Slug,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("jobs")
        .columns(["id", "region", "created_at"])
        .values_panic([id.into(), region.as_str().into(), now.into()])
        .to_owned();
    match platform.connection().execute(&insert).await.map_err(StoreFault::from) {
        Err(fault) if !fault.is_unique_violation() => Err(fault),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Claims the eldest work that nobody is at.
pub(crate) async fn claim(
    platform: &PlatformDb,
    now: DateTime<Utc>,
) -> Result<Option<Job>, StoreFault> {
    let select = Query::select()
        .columns(["id", "region", "created_at"])
        .from("jobs")
        .cond_where(is_free(now))
        .order_by("created_at", Order::Asc)
        .limit(5)
        .to_owned();
    for row in platform.connection().query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let update = Query::update()
            .table("jobs")
            .value("claimed_until", end_of_lease(now))
            .and_where(Expr::col("id").eq(id))
            .cond_where(is_free(now))
            .to_owned();
        // Another replica may have come first.
        if platform.connection().execute(&update).await?.rows_affected() == 1 {
            return Ok(Some(Job {
                id,
                region: parsed(&row, "jobs", "region", &id)?,
                asked_at: row.try_get("", "created_at")?,
            }));
        }
    }
    Ok(None)
}

/// Claims work again that one is at.
pub(crate) async fn keep(
    platform: &PlatformDb,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("jobs")
        .value("claimed_until", end_of_lease(now))
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Forgets work that is done.
pub(crate) async fn done(platform: &PlatformDb, id: Uuid) -> Result<(), StoreFault> {
    let delete = Query::delete().from_table("jobs").and_where(Expr::col("id").eq(id)).to_owned();
    platform.connection().execute(&delete).await?;
    Ok(())
}

fn is_free(now: DateTime<Utc>) -> Cond {
    let claimed = Expr::col("claimed_until");
    Cond::any().add(claimed.clone().is_null()).add(claimed.lte(now))
}

fn end_of_lease(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_add_signed(LEASE).unwrap_or(now)
}

//! `jobs` of the platform: long work in regions that is not done yet, and who is at it. Knows not what the work is.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::Slug;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order};
use uuid::Uuid;

use crate::{PlatformDb, StoreFault, parsed};

/// Whoever does not claim again for so long has died.
pub const LEASE: TimeDelta = TimeDelta::seconds(10);
/// How often work that is going on is claimed again: well within the lease.
const CLAIM: Duration = Duration::from_secs(3);

/// Whose work it is: only those who know a kind claim it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobKind(pub &'static str);

/// Work that somebody has claimed.
#[derive(Debug)]
pub struct Job {
    /// Of what is to be done, in the region.
    pub id: Uuid,
    /// Where.
    pub region: Slug,
    asked_at: DateTime<Utc>,
}

/// What is left of a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It has ended, now or before.
    Nothing,
    /// Whoever asked for it has not said yet that it may begin.
    ToBegin,
}

impl Job {
    /// Whether it was asked for so long ago that nobody will say any more that it may begin.
    fn is_old(&self, now: DateTime<Utc>) -> bool {
        now.signed_duration_since(self.asked_at) > TimeDelta::hours(1)
    }

    /// What `work` gives, while this is claimed again every few seconds.
    pub async fn held<T>(&self, platform: &PlatformDb, work: impl Future<Output = T>) -> T {
        let claiming = async {
            loop {
                tokio::time::sleep(CLAIM).await;
                if let Err(fault) = keep(platform, self.id).await {
                    tracing::warn!(cause = %fault, "work could not be claimed again");
                }
            }
        };
        tokio::select! {
            done = work => done,
            never = claiming => never,
        }
    }

    /// Forgets it where nothing is left of it.
    pub async fn leave(&self, platform: &PlatformDb, left: Left) -> Result<(), StoreFault> {
        match left {
            Left::Nothing => done(platform, self.id).await,
            // Whoever asked for it died before saying so, or is about to: looked at again when the lease has ended.
            Left::ToBegin if self.is_old(now(platform)) => done(platform, self.id).await,
            Left::ToBegin => Ok(()),
        }
    }
}

/// Adds work, unless it is there already.
pub async fn add(
    platform: &PlatformDb,
    kind: JobKind,
    id: Uuid,
    region: &Slug,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("jobs")
        .columns(["id", "kind", "region", "created_at"])
        .values_panic([id.into(), kind.0.into(), region.as_str().into(), now(platform).into()])
        .to_owned();
    match platform.connection().execute(&insert).await.map_err(StoreFault::from) {
        Err(fault) if !fault.is_unique_violation() => Err(fault),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Claims the eldest work of this kind that nobody is at.
pub async fn claim(platform: &PlatformDb, kind: JobKind) -> Result<Option<Job>, StoreFault> {
    let now = now(platform);
    let select = Query::select()
        .columns(["id", "region", "created_at"])
        .from("jobs")
        .and_where(Expr::col("kind").eq(kind.0))
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
async fn keep(platform: &PlatformDb, id: Uuid) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("jobs")
        .value("claimed_until", end_of_lease(now(platform)))
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Forgets work that is done.
pub async fn done(platform: &PlatformDb, id: Uuid) -> Result<(), StoreFault> {
    let delete = Query::delete().from_table("jobs").and_where(Expr::col("id").eq(id)).to_owned();
    platform.connection().execute(&delete).await?;
    Ok(())
}

fn now(platform: &PlatformDb) -> DateTime<Utc> {
    platform.surroundings.clock.now()
}

fn is_free(now: DateTime<Utc>) -> Cond {
    let claimed = Expr::col("claimed_until");
    Cond::any().add(claimed.clone().is_null()).add(claimed.lte(now))
}

fn end_of_lease(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_add_signed(LEASE).unwrap_or(now)
}

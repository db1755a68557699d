//! `outbox`: every step of a mail is one statement that holds only where the step before it was this postman's.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{
    Expr, ExprTrait, LockBehavior, LockType, Query, SelectStatement, UpdateStatement,
};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use tenancy::{PlatformDb, StoreFault, parsed};
use uuid::Uuid;

use crate::{Entry, Errand, State};

/// A mail that a postman has claimed.
pub(crate) struct Claimed {
    pub(crate) id: Uuid,
    pub(crate) errand: Errand,
    /// How often it has been handed over before.
    pub(crate) attempts: i32,
}

fn due(now: DateTime<Utc>, most: u64) -> SelectStatement {
    Query::select()
        .column("id")
        .from("outbox")
        .and_where(Expr::col("state").eq(State::Waiting.word()))
        .and_where(Expr::col("due_at").lte(now))
        .order_by("due_at", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(most)
        .to_owned()
}

/// Whether any mail is due. A reading, so that an idle postman takes no lock.
pub(crate) async fn any_due(platform: &PlatformDb, now: DateTime<Utc>) -> Result<bool, StoreFault> {
    Ok(platform.connection().query_one(&due(now, 1)).await?.is_some())
}

/// Claims at most so many mails that are due. Of two who claim at once, one gets each.
pub(crate) async fn claim(
    platform: &PlatformDb,
    claim: Uuid,
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<Claimed>, StoreFault> {
    // On PostgreSQL two who claim at once pass over each other's rows; on SQLite one waits for the other.
    let mut free = due(now, most);
    free.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let update = Query::update()
        .table("outbox")
        .value("state", State::Claimed.word())
        .value("claim", claim)
        .value("claimed_at", now)
        .and_where(Expr::col("id").in_subquery(free))
        // Asked again once the row is ours: whoever waited for another's claim finds it gone.
        .and_where(Expr::col("state").eq(State::Waiting.word()))
        .to_owned();
    platform.connection().execute(&update).await?;
    let select = Query::select()
        .columns(["id", "kind", "recipient", "about", "detail", "attempts"])
        .from("outbox")
        .and_where(Expr::col("claim").eq(claim))
        .and_where(Expr::col("state").eq(State::Claimed.word()))
        .order_by("due_at", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    platform.connection().query_all(&select).await?.iter().map(claimed).collect()
}

fn claimed(row: &QueryResult) -> Result<Claimed, StoreFault> {
    Ok(Claimed {
        id: row.try_get("", "id")?,
        attempts: row.try_get("", "attempts")?,
        errand: Errand {
            kind: row.try_get("", "kind")?,
            to: row.try_get("", "recipient")?,
            about: row.try_get("", "about")?,
            detail: row.try_get("", "detail")?,
        },
    })
}

fn of_claim(id: Uuid, claim: Uuid) -> UpdateStatement {
    Query::update()
        .table("outbox")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("claim").eq(claim))
        .to_owned()
}

/// Notes that a mail is about to be handed over; false where the claim has been lost, and it must not be.
pub(crate) async fn begin(
    platform: &PlatformDb,
    id: Uuid,
    claim: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let update = of_claim(id, claim)
        .value("state", State::Handing.word())
        .value("claimed_at", now)
        .value("attempts", Expr::col("attempts").add(1))
        .and_where(Expr::col("state").eq(State::Claimed.word()))
        .to_owned();
    Ok(platform.connection().execute(&update).await?.rows_affected() == 1)
}

/// Notes how handing it over has ended, also where another postman has meanwhile given this one up.
pub(crate) async fn end(
    platform: &PlatformDb,
    id: Uuid,
    claim: Uuid,
    now: DateTime<Utc>,
    state: State,
    reason: Option<String>,
) -> Result<(), StoreFault> {
    let update = of_claim(id, claim)
        .value("state", state.word())
        .value("ended_at", now)
        .value("reason", reason)
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Gives a claimed mail back, due at this instant. It has certainly not been accepted.
pub(crate) async fn give_back(
    platform: &PlatformDb,
    id: Uuid,
    claim: Uuid,
    due_at: DateTime<Utc>,
    reason: Option<String>,
) -> Result<(), StoreFault> {
    let update = of_claim(id, claim)
        .value("state", State::Waiting.word())
        .value("due_at", due_at)
        .value("claim", None::<Uuid>)
        .value("reason", reason)
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Counts an attempt that did not come to handing over.
pub(crate) async fn count_attempt(
    platform: &PlatformDb,
    id: Uuid,
    claim: Uuid,
) -> Result<(), StoreFault> {
    let update = of_claim(id, claim).value("attempts", Expr::col("attempts").add(1)).to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Takes a mail away that there is nothing to tell in any more.
pub(crate) async fn drop_claimed(
    platform: &PlatformDb,
    id: Uuid,
    claim: Uuid,
) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("outbox")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("claim").eq(claim))
        .to_owned();
    platform.connection().execute(&delete).await?;
    Ok(())
}

/// Mails whose postman has not been heard of since `before`, in this state, become `next`.
pub(crate) async fn give_up_on(
    platform: &PlatformDb,
    state: State,
    before: DateTime<Utc>,
    next: State,
    reason: &str,
) -> Result<u64, StoreFault> {
    let abandoned = Expr::col("state").eq(state.word()).and(Expr::col("claimed_at").lt(before));
    let any = Query::select()
        .column("id")
        .from("outbox")
        .and_where(abandoned.clone())
        .limit(1)
        .to_owned();
    if platform.connection().query_one(&any).await?.is_none() {
        return Ok(0);
    }
    let update = Query::update()
        .table("outbox")
        .value("state", next.word())
        .value("reason", reason)
        .and_where(abandoned)
        .to_owned();
    Ok(platform.connection().execute(&update).await?.rows_affected())
}

/// Forgets mails that were sent before this instant.
pub(crate) async fn forget_sent(
    platform: &PlatformDb,
    before: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("outbox")
        .and_where(Expr::col("state").eq(State::Sent.word()))
        .and_where(Expr::col("ended_at").lt(before))
        .to_owned();
    platform.connection().execute(&delete).await?;
    Ok(())
}

/// How many mails there are in each state that has any.
pub(crate) async fn counts(platform: &PlatformDb) -> Result<Vec<(State, i64)>, StoreFault> {
    let select = Query::select()
        .column("state")
        .expr_as(Expr::col("id").count(), "mails")
        .from("outbox")
        .group_by_col("state")
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let count = |row: &QueryResult| {
        Ok((parsed(row, "outbox", "state", &Uuid::nil())?, row.try_get("", "mails")?))
    };
    rows.iter().map(count).collect()
}

/// Mails in a state, or in any, the latest first.
pub(crate) async fn list(
    platform: &PlatformDb,
    state: Option<State>,
    most: u64,
) -> Result<Vec<Entry>, StoreFault> {
    let mut select = entries(most);
    if let Some(state) = state {
        select.and_where(Expr::col("state").eq(state.word()));
    }
    platform.connection().query_all(&select).await?.iter().map(entry).collect()
}

/// Mails to an address, the latest first.
pub(crate) async fn to(
    platform: &PlatformDb,
    address: &str,
    most: u64,
) -> Result<Vec<Entry>, StoreFault> {
    let mut select = entries(most);
    select.and_where(Expr::col("recipient").eq(address));
    platform.connection().query_all(&select).await?.iter().map(entry).collect()
}

fn entries(most: u64) -> SelectStatement {
    Query::select()
        .columns(["id", "kind", "recipient", "state", "attempts", "created_at", "due_at", "reason"])
        .from("outbox")
        .order_by("created_at", Order::Desc)
        .order_by("id", Order::Desc)
        .limit(most)
        .to_owned()
}

fn entry(row: &QueryResult) -> Result<Entry, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    Ok(Entry {
        id,
        state: parsed(row, "outbox", "state", &id)?,
        kind: row.try_get("", "kind")?,
        to: row.try_get("", "recipient")?,
        attempts: row.try_get("", "attempts")?,
        created_at: row.try_get("", "created_at")?,
        due_at: row.try_get("", "due_at")?,
        reason: row.try_get("", "reason")?,
    })
}

/// Makes a mail that has failed or is unsure due again; false where it is in another state, or not there.
pub(crate) async fn revive(
    platform: &PlatformDb,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let ended = [State::Failed.word(), State::Unsure.word()];
    let update = Query::update()
        .table("outbox")
        .value("state", State::Waiting.word())
        .value("due_at", now)
        .value("attempts", 0)
        .value("claim", None::<Uuid>)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("state").is_in(ended))
        .to_owned();
    Ok(platform.connection().execute(&update).await?.rows_affected() == 1)
}

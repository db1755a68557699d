//! `book_settings`: every version of the set-up; the last one holds.

use books::{Books, StatedBooks};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};

/// The set-up that holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// 0 before anything is set up.
    pub(crate) version: i32,
    pub(crate) stated: StatedBooks,
    pub(crate) books: Books,
    pub(crate) decided_at: Option<DateTime<Utc>>,
    /// By name; empty where they are erased.
    pub(crate) decided_by: String,
}

/// The set-up that holds.
pub(crate) async fn latest(store: &impl InRegion) -> Result<Settings, StoreFault> {
    let mut select = select();
    select.order_by("version", Order::Desc).limit(1);
    read(store, &select).await
}

/// The set-up as it was in this version.
pub(crate) async fn at_version(
    store: &impl InRegion,
    version: i32,
) -> Result<Settings, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("version").eq(version));
    read(store, &select).await
}

/// When each version was decided, the first first.
pub(crate) async fn versions(
    store: &impl InRegion,
) -> Result<Vec<(i32, DateTime<Utc>)>, StoreFault> {
    let select = Query::select()
        .columns(["version", "decided_at"])
        .from("book_settings")
        .order_by("version", Order::Asc)
        .to_owned();
    let rows = store.query_all(&select).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "version")?, row.try_get("", "decided_at")?)))
        .collect()
}

fn select() -> SelectStatement {
    Query::select()
        .columns(["version", "content", "decided_at"])
        .expr_as(actor_name("book_settings", "decided_by"), "decided_by")
        .from("book_settings")
        .to_owned()
}

async fn read(store: &impl InRegion, select: &SelectStatement) -> Result<Settings, StoreFault> {
    let Some(row) = store.query_one(select).await? else { return Ok(Settings::default()) };
    let version: i32 = row.try_get("", "version")?;
    let content: String = row.try_get("", "content")?;
    let fault = || StoreFault::row("book_settings", "content", &version);
    let stated: StatedBooks = serde_json::from_str(&content).map_err(|_| fault())?;
    Ok(Settings {
        version,
        books: Books::parse(&stated).map_err(|_| fault())?,
        stated,
        decided_at: row.try_get("", "decided_at")?,
        decided_by: row.try_get("", "decided_by")?,
    })
}

/// Writes the version after the last, in the actor's name.
pub(crate) async fn insert(tx: &RegionTx, version: i32, content: &str) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let insert = Query::insert()
        .into_table("book_settings")
        .columns(["id", "version", "content", "decided_at", "decided_by"])
        .values_panic([
            scope.ids().next().into(),
            version.into(),
            content.into(),
            scope.now().into(),
            tx.signature().await?.into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

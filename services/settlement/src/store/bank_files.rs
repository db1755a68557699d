//! `bank_files`: added to, never changed. A file is there once, whatever it is called.

use domain::{AccountId, BankFileId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};

use crate::payments::BankFileRecord;

/// Writes a file with what became of its payments, in the actor's name.
pub(crate) async fn insert(
    tx: &RegionTx,
    id: BankFileId,
    (sha256, name): (&str, &str),
    rows: &str,
) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let row = [
        id.uuid().into(),
        sha256.into(),
        name.into(),
        rows.into(),
        scope.now().into(),
        tx.signature().await?.into(),
        scope.actor().account.map(AccountId::uuid).into(),
    ];
    let columns = ["id", "sha256", "name", "rows", "recorded_at", "recorded_by", "account_id"];
    tx.insert_rows("bank_files", columns, vec![row]).await
}

/// The file with these bytes.
pub(crate) async fn of_sha256(
    store: &impl InRegion,
    sha256: &str,
) -> Result<Option<BankFileRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("sha256").eq(sha256));
    store.query_one(&select).await?.as_ref().map(file).transpose()
}

/// The file with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: BankFileId,
) -> Result<Option<BankFileRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(file).transpose()
}

/// A page of files, the latest first, and how many there are in all.
pub(crate) async fn page(
    store: &impl InRegion,
    after: Option<BankFileId>,
    limit: u64,
) -> Result<(Vec<BankFileRecord>, i64), StoreFault> {
    let count =
        Query::select().expr_as(Expr::col("id").count(), "total").from("bank_files").to_owned();
    let total = match store.query_one(&count).await? {
        Some(row) => row.try_get("", "total")?,
        None => 0,
    };
    let mut select = select();
    select.order_by("id", Order::Desc).limit(limit);
    if let Some(after) = after {
        select.and_where(Expr::col("id").lt(after.uuid()));
    }
    let rows = store.query_all(&select).await?;
    Ok((rows.iter().map(file).collect::<Result<_, _>>()?, total))
}

fn select() -> SelectStatement {
    Query::select()
        .columns(["id", "name", "rows", "recorded_at"])
        .expr_as(actor_name("bank_files", "recorded_by"), "recorded_by")
        .from("bank_files")
        .to_owned()
}

fn file(row: &QueryResult) -> Result<BankFileRecord, StoreFault> {
    let id = BankFileId::from_uuid(row.try_get("", "id")?);
    let rows: String = row.try_get("", "rows")?;
    let by: Option<String> = row.try_get("", "recorded_by")?;
    Ok(BankFileRecord {
        id,
        name: row.try_get("", "name")?,
        rows: serde_json::from_str(&rows)
            .map_err(|_| StoreFault::row("bank_files", "rows", &id))?,
        recorded_at: row.try_get("", "recorded_at")?,
        recorded_by: by.unwrap_or_default(),
    })
}

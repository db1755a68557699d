//! `runs`, with the sums of what each issued.

use chrono::{DateTime, Utc};
use domain::{AccountId, Date, Money, RunId};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};

use crate::record::{DocumentNumber, RunRecord};

/// Writes a run, in the actor's name.
pub(crate) async fn insert(
    tx: &RegionTx,
    id: RunId,
    until: Date,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("runs")
        .columns(["id", "until", "issued_at", "issued_by", "issued_by_account"])
        .values_panic([
            id.uuid().into(),
            until.into(),
            now.into(),
            tx.signature().await?.into(),
            tx.scope().actor().account.map(AccountId::uuid).into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

/// The run with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: RunId,
) -> Result<Option<RunRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col(("r", "id")).eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(run).transpose()
}

/// The run that came after so many others.
pub(crate) async fn by_place(
    store: &impl InRegion,
    before: u64,
) -> Result<Option<RunId>, StoreFault> {
    let select = Query::select()
        .column("id")
        .from("runs")
        // Ids are ordered by time.
        .order_by("id", Order::Asc)
        .limit(1)
        .offset(before)
        .to_owned();
    let row = store.query_one(&select).await?;
    row.map(|row| Ok(RunId::from_uuid(row.try_get("", "id")?))).transpose()
}

/// A page of runs, latest first, and how many there are in all.
pub(crate) async fn page(
    store: &impl InRegion,
    after: Option<RunId>,
    limit: u64,
) -> Result<(Vec<RunRecord>, i64), StoreFault> {
    let count = Query::select().expr_as(Expr::col("id").count(), "total").from("runs").to_owned();
    let total = match store.query_one(&count).await? {
        Some(row) => row.try_get("", "total")?,
        None => 0,
    };
    let mut select = select();
    // Ids are ordered by time.
    select.order_by(("r", "id"), Order::Desc).limit(limit);
    if let Some(after) = after {
        select.and_where(Expr::col(("r", "id")).lt(after.uuid()));
    }
    let rows = store.query_all(&select).await?;
    Ok((rows.iter().map(run).collect::<Result<_, _>>()?, total))
}

/// All documents of a run get their numbers at one moment, so that they share a year.
fn select() -> SelectStatement {
    let document = |column: &'static str| Expr::col(("d", column));
    Query::select()
        .columns(["id", "until", "issued_at"].map(|column| ("r", column)))
        .expr_as(actor_name("r", "issued_by"), "issued_by")
        .expr_as(document("id").count(), "documents")
        // The sum of bigints is numeric on PostgreSQL.
        .expr_as(document("total_ore").sum().cast_as("bigint"), "total")
        .expr_as(document("number_year").min(), "number_year")
        .expr_as(document("number").min(), "first_number")
        .expr_as(document("number").max(), "last_number")
        .from_as("runs", "r")
        .join_as(JoinType::InnerJoin, "documents", "d", document("run_id").equals(("r", "id")))
        .group_by_columns(["id", "until", "issued_at", "issued_by"].map(|column| ("r", column)))
        .to_owned()
}

fn run(row: &QueryResult) -> Result<RunRecord, StoreFault> {
    let year = row.try_get("", "number_year")?;
    Ok(RunRecord {
        id: RunId::from_uuid(row.try_get("", "id")?),
        until: row.try_get("", "until")?,
        issued_at: row.try_get("", "issued_at")?,
        issued_by: row.try_get("", "issued_by")?,
        documents: row.try_get("", "documents")?,
        total: Money::from_ore(row.try_get("", "total")?),
        first: DocumentNumber { year, number: row.try_get("", "first_number")? },
        last: DocumentNumber { year, number: row.try_get("", "last_number")? },
    })
}

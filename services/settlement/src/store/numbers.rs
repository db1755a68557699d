//! `number_series`: the last number given in each year. Given in serial transactions only.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use tenancy::{InRegion, RegionTx, StoreFault};

/// The last number given in a year; 0 before the first.
pub(crate) async fn last(tx: &RegionTx, year: i32) -> Result<i64, StoreFault> {
    let select = Query::select()
        .column("last_number")
        .from("number_series")
        .and_where(Expr::col("year").eq(year))
        .to_owned();
    match tx.query_one(&select).await? {
        Some(row) => Ok(row.try_get("", "last_number")?),
        None => Ok(0),
    }
}

/// The last number given in each year.
pub(crate) async fn all(store: &impl InRegion) -> Result<BTreeMap<i32, i64>, StoreFault> {
    let select = Query::select().columns(["year", "last_number"]).from("number_series").to_owned();
    let rows = store.query_all(&select).await?;
    rows.iter().map(|row| Ok((row.try_get("", "year")?, row.try_get("", "last_number")?))).collect()
}

/// Remembers the last number given in a year.
pub(crate) async fn set_last(tx: &RegionTx, year: i32, last: i64) -> Result<(), StoreFault> {
    let upsert = Query::insert()
        .into_table("number_series")
        .columns(["year", "last_number"])
        .values_panic([year.into(), last.into()])
        .on_conflict(OnConflict::column("year").update_column("last_number").to_owned())
        .to_owned();
    tx.execute(&upsert).await?;
    Ok(())
}

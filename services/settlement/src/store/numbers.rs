//! `number_series`: the last number given in each year. Used in serial transactions only.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use tenancy::{RegionTx, StoreFault};

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

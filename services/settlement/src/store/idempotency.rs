//! `idempotency_keys`: what was answered to whom under which key.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{InRegion, RegionTx, StoreFault};

use crate::idempotency::Kept;

/// What is kept under somebody's key.
pub(crate) async fn find(tx: &RegionTx, by: &str, key: &str) -> Result<Option<Kept>, StoreFault> {
    let select = Query::select()
        .columns(["request_sha256", "answer"])
        .from("idempotency_keys")
        .and_where(Expr::col("asked_by").eq(by))
        .and_where(Expr::col("key").eq(key))
        .to_owned();
    let row = tx.query_one(&select).await?;
    row.map(|row| {
        Ok(Kept {
            request_sha256: row.try_get("", "request_sha256")?,
            answer: row.try_get("", "answer")?,
        })
    })
    .transpose()
}

/// Keeps an answer under somebody's key.
pub(crate) async fn insert(
    tx: &RegionTx,
    by: &str,
    key: &str,
    kept: &Kept,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("idempotency_keys")
        .columns(["id", "asked_by", "key", "request_sha256", "answer", "at"])
        .values_panic([
            tx.scope().ids().next().into(),
            by.into(),
            key.into(),
            kept.request_sha256.as_str().into(),
            kept.answer.as_str().into(),
            tx.scope().now().into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

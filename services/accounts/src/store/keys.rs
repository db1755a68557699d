//! `signing_keys`.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{PlatformDb, StoreFault};

/// The keys that are believed, as PEM, eldest first.
pub(crate) async fn all(platform: &PlatformDb) -> Result<Vec<String>, StoreFault> {
    let select = Query::select()
        .column("private_key")
        .from("signing_keys")
        .and_where(Expr::col("retired_at").is_null())
        .order_by("created_at", Order::Asc)
        .order_by("kid", Order::Asc)
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    rows.iter().map(|row| Ok(row.try_get("", "private_key")?)).collect()
}

/// Writes a new key.
pub(crate) async fn insert(
    platform: &PlatformDb,
    kid: &str,
    pem: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("signing_keys")
        .columns(["kid", "private_key", "created_at"])
        .values_panic([kid.into(), pem.into(), now.into()])
        .to_owned();
    platform.connection().execute(&insert).await?;
    Ok(())
}

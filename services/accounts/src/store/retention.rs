//! `retention_periods`: for how long a region keeps what.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};

use crate::retention::{KeptMonths, RetentionKind};

/// What is decided of a kind of data.
#[derive(Clone, Debug)]
pub(crate) struct Period {
    pub(crate) kind: RetentionKind,
    pub(crate) months: KeptMonths,
    pub(crate) decided_at: DateTime<Utc>,
    /// By name; empty where they are erased.
    pub(crate) decided_by: String,
}

/// All that is decided.
pub(crate) async fn all(store: &impl InRegion) -> Result<Vec<Period>, StoreFault> {
    let select = Query::select()
        .columns(["kind", "months", "decided_at"])
        .expr_as(actor_name("retention_periods", "decided_by"), "decided_by")
        .from("retention_periods")
        .order_by("kind", Order::Asc)
        .to_owned();
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let word: String = row.try_get("", "kind")?;
        let fault = |column| StoreFault::row("retention_periods", column, &word);
        let kind = RetentionKind::ALL.into_iter().find(|kind| kind.word() == word);
        all.push(Period {
            kind: kind.ok_or_else(|| fault("kind"))?,
            months: KeptMonths::parse(row.try_get("", "months")?).ok_or_else(|| fault("months"))?,
            decided_at: row.try_get("", "decided_at")?,
            decided_by: row.try_get("", "decided_by")?,
        });
    }
    Ok(all)
}

/// Decides, in the actor's name; without months, that it is kept for ever.
pub(crate) async fn decide(
    tx: &RegionTx,
    kind: RetentionKind,
    months: Option<KeptMonths>,
) -> Result<(), StoreFault> {
    let Some(months) = months else {
        let delete = Query::delete()
            .from_table("retention_periods")
            .and_where(Expr::col("kind").eq(kind.word()))
            .to_owned();
        tx.execute(&delete).await?;
        return Ok(());
    };
    let insert = Query::insert()
        .into_table("retention_periods")
        .columns(["kind", "months", "decided_at", "decided_by"])
        .values_panic([
            kind.word().into(),
            i32::from(months.get()).into(),
            tx.scope().now().into(),
            tx.signature().await?.into(),
        ])
        .on_conflict(
            OnConflict::column("kind")
                .update_columns(["months", "decided_at", "decided_by"])
                .to_owned(),
        )
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

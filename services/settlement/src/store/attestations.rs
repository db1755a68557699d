//! `attestations`: who has vouched for what a run would issue.

use chrono::{DateTime, Utc};
use domain::{AccountId, Date};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};
use uuid::Uuid;

/// That somebody has vouched for a preview.
#[derive(Clone, Debug)]
pub(crate) struct Attestation {
    /// `None` for whoever runs commands on the server.
    pub(crate) account: Option<AccountId>,
    pub(crate) at: DateTime<Utc>,
    /// By name; empty where they are erased.
    pub(crate) by: String,
}

/// Who has vouched for the preview with this fingerprint, the first first.
pub(crate) async fn of(
    store: &impl InRegion,
    fingerprint: &str,
) -> Result<Vec<Attestation>, StoreFault> {
    let select = Query::select()
        .columns(["account_id", "attested_at"])
        .expr_as(actor_name("attestations", "attested_by"), "attested_by")
        .from("attestations")
        .and_where(Expr::col("fingerprint").eq(fingerprint))
        .order_by("id", Order::Asc)
        .to_owned();
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let account: Option<Uuid> = row.try_get("", "account_id")?;
        all.push(Attestation {
            account: account.map(AccountId::from_uuid),
            at: row.try_get("", "attested_at")?,
            by: row.try_get("", "attested_by")?,
        });
    }
    Ok(all)
}

/// Writes that the actor vouches for it.
pub(crate) async fn insert(
    tx: &RegionTx,
    until: Date,
    fingerprint: &str,
) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let insert = Query::insert()
        .into_table("attestations")
        .columns(["id", "until", "fingerprint", "attested_at", "attested_by", "account_id"])
        .values_panic([
            scope.ids().next().into(),
            until.into(),
            fingerprint.into(),
            scope.now().into(),
            tx.signature().await?.into(),
            scope.actor().account.map(AccountId::uuid).into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

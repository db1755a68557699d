//! `identity_links`: who is whom at a provider.

use chrono::{DateTime, Utc};
use domain::{AccountId, IdentityProviderId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tenancy::{PlatformDb, StoreFault};

/// The account of somebody whom the provider knows by this name.
pub(crate) async fn find(
    platform: &PlatformDb,
    provider: IdentityProviderId,
    subject: &str,
) -> Result<Option<AccountId>, StoreFault> {
    let select = Query::select()
        .column("account_id")
        .from("identity_links")
        .and_where(Expr::col("provider_id").eq(provider.uuid()))
        .and_where(Expr::col("subject").eq(subject))
        .to_owned();
    let row = platform.connection().query_one(&select).await?;
    row.map(|row| Ok(AccountId::from_uuid(row.try_get("", "account_id")?))).transpose()
}

/// Links somebody whom the provider knows by this name to an account.
pub(crate) async fn insert(
    connection: &impl ConnectionTrait,
    provider: IdentityProviderId,
    subject: &str,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("identity_links")
        .columns(["provider_id", "subject", "account_id", "linked_at"])
        .values_panic([provider.uuid().into(), subject.into(), account.uuid().into(), now.into()])
        .to_owned();
    connection.execute(&insert).await?;
    Ok(())
}

/// Takes all links of a provider away.
pub(crate) async fn remove_all(
    tx: &DatabaseTransaction,
    provider: IdentityProviderId,
) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("identity_links")
        .and_where(Expr::col("provider_id").eq(provider.uuid()))
        .to_owned();
    tx.execute(&delete).await?;
    Ok(())
}

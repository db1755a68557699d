//! `credit_withdrawals`: what was asked to be credited and is not to be. Read with what was asked for, in `credits`.

use domain::{AccountId, CreditId};
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

use crate::credit::Withdrawal;

/// Its columns as `w`, by the names that [`of_row`] reads.
pub(super) const READ: [(&str, &str); 3] = [
    ("reason", "withdrawal_reason"),
    ("withdrawn_at", "withdrawn_at"),
    ("account_id", "withdrawal_account"),
];

/// Withdraws what was asked for, in the actor's name.
pub(crate) async fn insert(
    tx: &RegionTx,
    credit: CreditId,
    reason: &str,
) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let insert = Query::insert()
        .into_table("credit_withdrawals")
        .columns(["credit_id", "reason", "withdrawn_at", "withdrawn_by", "account_id"])
        .values_panic([
            credit.uuid().into(),
            reason.into(),
            scope.now().into(),
            tx.signature().await?.into(),
            scope.actor().account.map(AccountId::uuid).into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

/// The withdrawal of a row, where there is one; `by` is read under the name `withdrawn_by`.
pub(super) fn of_row(row: &QueryResult) -> Result<Option<Withdrawal>, StoreFault> {
    let Some(reason) = row.try_get("", "withdrawal_reason")? else { return Ok(None) };
    let account: Option<Uuid> = row.try_get("", "withdrawal_account")?;
    let by: Option<String> = row.try_get("", "withdrawn_by")?;
    Ok(Some(Withdrawal {
        reason,
        at: row.try_get("", "withdrawn_at")?,
        by: by.unwrap_or_default(),
        account: account.map(AccountId::from_uuid),
    }))
}

//! What the platform holds on an account, when its owner is to be forgotten: in one region, or altogether.

use chrono::{DateTime, Utc};
use domain::{AccountId, Slug};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tenancy::{PlatformDb, StoreFault};
use uuid::Uuid;

/// The tables whose rows of an account go with its owner.
const OF_ACCOUNT: [&str; 6] = [
    "mailed_links",
    "totp_secrets",
    "recovery_codes",
    "passkeys",
    "passkey_ceremonies",
    "identity_links",
];

/// Whether the account is a member of anything but this region, now or later: suspended or not.
pub(crate) async fn is_member_elsewhere(
    platform: &PlatformDb,
    account: AccountId,
    region: &Slug,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let ends = Expr::col("ends_at");
    let elsewhere = Expr::col("region");
    let select = Query::select()
        .column("id")
        .from("memberships")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .cond_where(Cond::any().add(ends.clone().is_null()).add(ends.gt(now)))
        .cond_where(Cond::any().add(elsewhere.clone().is_null()).add(elsewhere.ne(region.as_str())))
        .limit(1)
        .to_owned();
    Ok(platform.connection().query_one(&select).await?.is_some())
}

/// Ends what the account is in this region, and its links to the region's identity providers.
pub(crate) async fn leave_region(
    tx: &DatabaseTransaction,
    account: AccountId,
    region: &Slug,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let of_region = || Expr::col("region").eq(region.as_str());
    let providers =
        Query::select().column("id").from("identity_providers").and_where(of_region()).to_owned();
    let links = Query::delete()
        .from_table("identity_links")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("provider_id").in_subquery(providers))
        .to_owned();
    tx.execute(&links).await?;
    let ends = Expr::col("ends_at");
    let mut end = Query::update();
    end.table("memberships")
        .value("ends_at", now)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(of_region())
        .cond_where(Cond::any().add(ends.clone().is_null()).add(ends.gt(now)));
    tx.execute(&end).await?;
    let reasons = Query::update()
        .table("memberships")
        .value("reason", None::<String>)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(of_region())
        .to_owned();
    tx.execute(&reasons).await?;
    Ok(())
}

/// Makes the account nobody's: it stays, so that what was done by it has one who did it, and nobody signs in with it.
///
/// `email` is one that no mail reaches and that nobody can guess.
pub(crate) async fn forget(
    tx: &DatabaseTransaction,
    account: AccountId,
    name: &str,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("accounts")
        .value("name", name)
        .value("email", email)
        .value("password_hash", None::<String>)
        .value("suspended_at", now)
        .and_where(Expr::col("id").eq(account.uuid()))
        .to_owned();
    tx.execute(&update).await?;
    super::sessions::end_all(tx, account, now).await?;
    let reasons = Query::update()
        .table("memberships")
        .value("reason", None::<String>)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .to_owned();
    tx.execute(&reasons).await?;
    for table in OF_ACCOUNT {
        let delete = Query::delete()
            .from_table(table)
            .and_where(Expr::col("account_id").eq(account.uuid()))
            .to_owned();
        tx.execute(&delete).await?;
    }
    Ok(())
}

/// The account that signs in with this address, where it was ever a member of the region.
pub(crate) async fn member_by_email(
    platform: &PlatformDb,
    email: &str,
    region: &Slug,
) -> Result<Option<AccountId>, StoreFault> {
    let member = Query::select()
        .column("id")
        .from("memberships")
        .and_where(Expr::col(("memberships", "account_id")).equals(("accounts", "id")))
        .and_where(Expr::col("region").eq(region.as_str()))
        .to_owned();
    let select = Query::select()
        .column("id")
        .from("accounts")
        .and_where(Expr::col("email").eq(email))
        .and_where(Expr::exists(member))
        .to_owned();
    let row = platform.connection().query_one(&select).await?;
    row.map(|row| Ok(AccountId::from_uuid(row.try_get::<Uuid>("", "id")?))).transpose()
}

//! `passkeys` and `passkey_ceremonies`. A ceremony is taken once.

use chrono::{DateTime, Utc};
use domain::AccountId;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use tenancy::{PlatformDb, StoreFault};
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

/// A passkey, as it is kept.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) passkey: Passkey,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) used_at: Option<DateTime<Utc>>,
}

/// A passkey to keep.
pub(crate) struct NewRow<'a> {
    pub(crate) id: Uuid,
    pub(crate) account: AccountId,
    pub(crate) name: &'a str,
    pub(crate) credential_id: String,
    pub(crate) passkey: String,
}

const READ: [&str; 5] = ["id", "name", "passkey", "created_at", "used_at"];

/// Keeps what has been begun, and forgets what nobody has ended in time.
pub(crate) async fn begin(
    platform: &PlatformDb,
    id: Uuid,
    account: Option<AccountId>,
    state: String,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let forget = Query::delete()
        .from_table("passkey_ceremonies")
        .and_where(Expr::col("expires_at").lte(now))
        .to_owned();
    platform.connection().execute(&forget).await?;
    let insert = Query::insert()
        .into_table("passkey_ceremonies")
        .columns(["id", "account_id", "state", "expires_at"])
        .values_panic([
            id.into(),
            account.map(AccountId::uuid).into(),
            state.into(),
            expires_at.into(),
        ])
        .to_owned();
    platform.connection().execute(&insert).await?;
    Ok(())
}

/// What was begun for this account, or for nobody yet; once.
pub(crate) async fn take(
    platform: &PlatformDb,
    id: Uuid,
    account: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreFault> {
    let owner = match account {
        Some(account) => Expr::col("account_id").eq(account.uuid()),
        None => Expr::col("account_id").is_null(),
    };
    let select = Query::select()
        .column("state")
        .from("passkey_ceremonies")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("expires_at").gt(now))
        .and_where(owner)
        .to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    let delete = Query::delete()
        .from_table("passkey_ceremonies")
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    let taken = platform.connection().execute(&delete).await?.rows_affected() == 1;
    Ok(if taken { Some(row.try_get("", "state")?) } else { None })
}

/// The account's passkeys, the eldest first.
pub(crate) async fn of(platform: &PlatformDb, account: AccountId) -> Result<Vec<Row>, StoreFault> {
    let select = Query::select()
        .columns(READ)
        .from("passkeys")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .order_by("created_at", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    platform.connection().query_all(&select).await?.iter().map(read).collect()
}

/// The account's passkey with this name of its device.
pub(crate) async fn by_credential(
    platform: &PlatformDb,
    account: AccountId,
    credential_id: &str,
) -> Result<Option<Row>, StoreFault> {
    let select = Query::select()
        .columns(READ)
        .from("passkeys")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("credential_id").eq(credential_id))
        .to_owned();
    platform.connection().query_one(&select).await?.as_ref().map(read).transpose()
}

/// Writes a new one; one that is known already is a unique violation.
pub(crate) async fn insert(
    platform: &PlatformDb,
    row: NewRow<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("passkeys")
        .columns(["id", "account_id", "name", "credential_id", "passkey", "created_at"])
        .values_panic([
            row.id.into(),
            row.account.uuid().into(),
            row.name.into(),
            row.credential_id.into(),
            row.passkey.into(),
            now.into(),
        ])
        .to_owned();
    platform.connection().execute(&insert).await?;
    Ok(())
}

/// Notes that it was used, with its counter.
pub(crate) async fn used(
    platform: &PlatformDb,
    id: Uuid,
    passkey: String,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("passkeys")
        .value("passkey", passkey)
        .value("used_at", now)
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Takes one of the account's away; false where it has none such.
pub(crate) async fn remove(
    platform: &PlatformDb,
    account: AccountId,
    id: Uuid,
) -> Result<bool, StoreFault> {
    let delete = Query::delete()
        .from_table("passkeys")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .to_owned();
    Ok(platform.connection().execute(&delete).await?.rows_affected() == 1)
}

fn read(row: &QueryResult) -> Result<Row, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let text: String = row.try_get("", "passkey")?;
    let passkey =
        serde_json::from_str(&text).map_err(|_| StoreFault::row("passkeys", "passkey", &id))?;
    Ok(Row {
        id,
        name: row.try_get("", "name")?,
        passkey,
        created_at: row.try_get("", "created_at")?,
        used_at: row.try_get("", "used_at")?,
    })
}

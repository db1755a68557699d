//! `mailed_links`: a row a link, with its token's hash and never the token.

use chrono::{DateTime, Utc};
use domain::AccountId;
use identity::PasswordHash;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};
use tenancy::{PlatformDb, StoreFault, insert_rows};
use uuid::Uuid;

use crate::link::{Link, Purpose};

/// A link to write. It has no token yet: that is made when the mail is.
pub(crate) struct NewRow {
    pub(crate) id: Uuid,
    pub(crate) purpose: Purpose,
    pub(crate) account: AccountId,
    pub(crate) invited_by: Option<AccountId>,
}

/// Writes links.
pub(crate) async fn insert(
    tx: &impl ConnectionTrait,
    rows: Vec<NewRow>,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let rows = rows.into_iter().map(|row| {
        [
            row.id.into(),
            row.purpose.word().into(),
            row.account.uuid().into(),
            row.invited_by.map(AccountId::uuid).into(),
            now.into(),
        ]
    });
    let columns = ["id", "purpose", "account_id", "invited_by", "created_at"];
    insert_rows(tx, "mailed_links", columns, rows.collect()).await
}

/// The link with this token's hash.
pub(crate) async fn by_digest(
    platform: &PlatformDb,
    purpose: Purpose,
    digest: &str,
) -> Result<Option<Link>, StoreFault> {
    let mut select = select(purpose);
    select.and_where(Expr::col(("l", "token_sha256")).eq(digest));
    let row = platform.connection().query_one(&select).await?;
    row.map(|row| link(&row, purpose)).transpose()
}

/// The link with this id.
pub(crate) async fn by_id(
    platform: &PlatformDb,
    purpose: Purpose,
    id: Uuid,
) -> Result<Option<Link>, StoreFault> {
    let mut select = select(purpose);
    select.and_where(Expr::col(("l", "id")).eq(id));
    let row = platform.connection().query_one(&select).await?;
    row.map(|row| link(&row, purpose)).transpose()
}

fn select(purpose: Purpose) -> SelectStatement {
    let of_link = ["id", "account_id", "invited_by", "expires_at", "used_at", "withdrawn_at"];
    Query::select()
        .columns(of_link.map(|column| ("l", column)))
        .columns(["email", "name", "password_hash", "suspended_at"].map(|column| ("a", column)))
        .expr_as(super::accounts::name_of("l", "invited_by"), "inviter_name")
        .from_as("mailed_links", "l")
        .join_as(
            JoinType::InnerJoin,
            "accounts",
            "a",
            Expr::col(("a", "id")).equals(("l", "account_id")),
        )
        .and_where(Expr::col(("l", "purpose")).eq(purpose.word()))
        .to_owned()
}

fn link(row: &QueryResult, purpose: Purpose) -> Result<Link, StoreFault> {
    let instant = |column| row.try_get::<Option<DateTime<Utc>>>("", column);
    let hash: Option<String> = row.try_get("", "password_hash")?;
    Ok(Link {
        id: row.try_get("", "id")?,
        purpose,
        account: AccountId::from_uuid(row.try_get("", "account_id")?),
        email: row.try_get("", "email")?,
        name: row.try_get("", "name")?,
        inviter: row.try_get::<Option<Uuid>>("", "invited_by")?.map(AccountId::from_uuid),
        invited_by: row.try_get("", "inviter_name")?,
        expires_at: instant("expires_at")?,
        used_at: instant("used_at")?,
        withdrawn_at: instant("withdrawn_at")?,
        has_password: hash.is_some(),
        suspended: instant("suspended_at")?.is_some(),
    })
}

/// Gives a link its token, in the place of any that it had; nothing changes where it is over by now.
pub(crate) async fn arm(
    tx: &impl ConnectionTrait,
    id: Uuid,
    digest: &str,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let update = Query::update()
        .table("mailed_links")
        .value("token_sha256", digest)
        .value("expires_at", expires_at)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("used_at").is_null())
        .and_where(Expr::col("withdrawn_at").is_null())
        .to_owned();
    Ok(tx.execute(&update).await?.rows_affected() == 1)
}

/// Withdraws the accounts' links for this purpose that have not been used.
pub(crate) async fn withdraw(
    tx: &impl ConnectionTrait,
    purpose: Purpose,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    for some in accounts.chunks(super::inviting::AT_A_TIME) {
        let update = Query::update()
            .table("mailed_links")
            .value("withdrawn_at", now)
            .and_where(Expr::col("purpose").eq(purpose.word()))
            .and_where(Expr::col("account_id").is_in(some.iter().map(|account| account.uuid())))
            .and_where(Expr::col("used_at").is_null())
            .and_where(Expr::col("withdrawn_at").is_null())
            .to_owned();
        tx.execute(&update).await?;
    }
    Ok(())
}

/// Uses a link to set the account's password, and ends all its sessions: all of it, or nothing where the link was
/// used or withdrawn a moment ago.
pub(crate) async fn spend(
    platform: &PlatformDb,
    link: &Link,
    hash: &PasswordHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let tx = platform.begin().await?;
    if !accept(&tx, link.id, now).await? {
        return Ok(false);
    }
    let password = Query::update()
        .table("accounts")
        .value("password_hash", hash.as_str())
        .and_where(Expr::col("id").eq(link.account.uuid()))
        .to_owned();
    tx.execute(&password).await?;
    super::sessions::end_all(&tx, link.account, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Uses a link; nothing changes where it was used or withdrawn a moment ago.
pub(crate) async fn accept(
    tx: &impl ConnectionTrait,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreFault> {
    let used = Query::update()
        .table("mailed_links")
        .value("used_at", now)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("used_at").is_null())
        .and_where(Expr::col("withdrawn_at").is_null())
        .to_owned();
    Ok(tx.execute(&used).await?.rows_affected() == 1)
}

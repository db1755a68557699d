//! `sessions`: a row a refresh token. The tokens of one sign-in share `family`, the session.

use chrono::{DateTime, Utc};
use domain::{AccountId, IdentityProviderId, SessionId};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tenancy::{PlatformDb, StoreFault};
use uuid::Uuid;

use crate::session::Origin;
use crate::sessions::OpenSession;

/// A refresh token to keep.
pub(crate) struct NewRow {
    pub(crate) id: Uuid,
    pub(crate) session: SessionId,
    pub(crate) account: AccountId,
    pub(crate) origin: Origin,
    pub(crate) digest: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// A refresh token, as it is kept.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) session: SessionId,
    pub(crate) account: AccountId,
    pub(crate) origin: Origin,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) replaced_at: Option<DateTime<Utc>>,
    /// The session has ended.
    pub(crate) ended: bool,
    /// The account is suspended.
    pub(crate) suspended: bool,
}

/// Writes a new token.
pub(crate) async fn insert(platform: &PlatformDb, row: NewRow) -> Result<(), StoreFault> {
    let insert = Query::insert()
        .into_table("sessions")
        .columns([
            "id",
            "family",
            "account_id",
            "provider_id",
            "second_factor",
            "refresh_sha256",
            "created_at",
            "expires_at",
        ])
        .values_panic([
            row.id.into(),
            row.session.uuid().into(),
            row.account.uuid().into(),
            row.origin.provider.map(IdentityProviderId::uuid).into(),
            row.origin.second_factor.into(),
            row.digest.into(),
            row.created_at.into(),
            row.expires_at.into(),
        ])
        .to_owned();
    platform.connection().execute(&insert).await?;
    Ok(())
}

/// The token with this digest.
pub(crate) async fn by_digest(
    platform: &PlatformDb,
    digest: &str,
) -> Result<Option<Row>, StoreFault> {
    let columns = [
        "id",
        "family",
        "account_id",
        "provider_id",
        "second_factor",
        "expires_at",
        "replaced_at",
        "revoked_at",
    ];
    let select = Query::select()
        .columns(columns.map(|column| ("s", column)))
        .column(("a", "suspended_at"))
        .from_as("sessions", "s")
        .join_as(
            JoinType::InnerJoin,
            "accounts",
            "a",
            Expr::col(("a", "id")).equals(("s", "account_id")),
        )
        .and_where(Expr::col(("s", "refresh_sha256")).eq(digest))
        .to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    let revoked_at: Option<DateTime<Utc>> = row.try_get("", "revoked_at")?;
    let suspended_at: Option<DateTime<Utc>> = row.try_get("", "suspended_at")?;
    let provider: Option<Uuid> = row.try_get("", "provider_id")?;
    Ok(Some(Row {
        id: row.try_get("", "id")?,
        session: SessionId::from_uuid(row.try_get("", "family")?),
        account: AccountId::from_uuid(row.try_get("", "account_id")?),
        origin: Origin {
            provider: provider.map(IdentityProviderId::from_uuid),
            second_factor: row.try_get("", "second_factor")?,
        },
        expires_at: row.try_get("", "expires_at")?,
        replaced_at: row.try_get("", "replaced_at")?,
        ended: revoked_at.is_some(),
        suspended: suspended_at.is_some(),
    }))
}

/// Notes that a token has been used. The first use counts.
pub(crate) async fn replace(
    platform: &PlatformDb,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("sessions")
        .value("replaced_at", now)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("replaced_at").is_null())
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// The account's sessions that have neither ended nor run out, the last renewed first.
pub(crate) async fn open(
    platform: &PlatformDb,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<OpenSession>, StoreFault> {
    let last = |column: &'static str| Expr::col(column).max();
    let select = Query::select()
        .column("family")
        .expr_as(Expr::col("created_at").min(), "began_at")
        .expr_as(last("created_at"), "renewed_at")
        .from("sessions")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .group_by_col("family")
        .and_having(last("revoked_at").is_null())
        .and_having(last("expires_at").gt(now))
        .order_by_expr(last("created_at"), sea_orm::Order::Desc)
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let session = |row: &sea_orm::QueryResult| {
        Ok(OpenSession {
            id: SessionId::from_uuid(row.try_get("", "family")?),
            began_at: row.try_get("", "began_at")?,
            renewed_at: row.try_get("", "renewed_at")?,
        })
    };
    rows.iter().map(session).collect()
}

/// Ends a session: none of its tokens holds any more.
pub(crate) async fn end(
    platform: &PlatformDb,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let it = Expr::col("family").eq(session.uuid());
    end_those(platform.connection(), it, now).await
}

/// Ends all sessions of the account but this one.
pub(crate) async fn end_others(
    tx: &DatabaseTransaction,
    account: AccountId,
    but: SessionId,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let others = of_account(account).and(Expr::col("family").ne(but.uuid()));
    end_those(tx, others, now).await
}

/// Ends all sessions of the account.
pub(crate) async fn end_all(
    tx: &DatabaseTransaction,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    end_those(tx, of_account(account), now).await
}

/// Ends all sessions that were begun by a provider's word.
pub(crate) async fn end_by_provider(
    tx: &DatabaseTransaction,
    provider: IdentityProviderId,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    end_those(tx, Expr::col("provider_id").eq(provider.uuid()), now).await
}

/// Whether a provider has proven a second factor that stands for ours, when this session was begun.
pub(crate) async fn vouched_for(
    platform: &PlatformDb,
    session: SessionId,
) -> Result<bool, StoreFault> {
    let select = Query::select().expr_as(is_vouched_for(session), "vouched").to_owned();
    let row = platform.connection().query_one(&select).await?;
    row.map_or(Ok(false), |row| Ok(row.try_get("", "vouched")?))
}

/// The same, as part of a select.
pub(crate) fn is_vouched_for(session: SessionId) -> Expr {
    let vouched = Query::select()
        .column("id")
        .from("sessions")
        .and_where(Expr::col("family").eq(session.uuid()))
        .and_where(Expr::col("second_factor").eq(true))
        .to_owned();
    Expr::exists(vouched)
}

fn of_account(account: AccountId) -> Expr {
    Expr::col("account_id").eq(account.uuid())
}

async fn end_those(
    connection: &impl ConnectionTrait,
    those: Expr,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("sessions")
        .value("revoked_at", now)
        .and_where(those)
        .and_where(Expr::col("revoked_at").is_null())
        .to_owned();
    connection.execute(&update).await?;
    Ok(())
}

/// When a session was begun, by signing in.
pub(crate) async fn began_at(
    platform: &PlatformDb,
    session: SessionId,
) -> Result<Option<DateTime<Utc>>, StoreFault> {
    let select = Query::select()
        .expr_as(Expr::col("created_at").min(), "began_at")
        .from("sessions")
        .and_where(Expr::col("family").eq(session.uuid()))
        .to_owned();
    let row = platform.connection().query_one(&select).await?;
    row.map_or(Ok(None), |row| Ok(row.try_get("", "began_at")?))
}

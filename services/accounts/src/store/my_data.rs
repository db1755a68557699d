//! What the platform's tables of accounts hold on one account, for its owner to read; no secret among it.

use chrono::{DateTime, Utc};
use domain::AccountId;
use identity::Role;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{PlatformDb, StoreFault, parsed};
use uuid::Uuid;

/// The account itself.
pub(crate) struct OwnAccount {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) has_password: bool,
    /// Since when it has an authenticator.
    pub(crate) authenticator: Option<DateTime<Utc>>,
}

/// A role, ended or not.
pub(crate) struct OwnRole {
    pub(crate) role: Role,
    pub(crate) region: Option<String>,
    pub(crate) municipality: Option<String>,
    pub(crate) journey: Option<String>,
    pub(crate) begins_at: DateTime<Utc>,
    pub(crate) ends_at: Option<DateTime<Utc>>,
    pub(crate) suspended_at: Option<DateTime<Utc>>,
    pub(crate) reason: Option<String>,
    pub(crate) given_by: Option<String>,
}

/// A session, ended or not.
pub(crate) struct OwnSession {
    pub(crate) began: DateTime<Utc>,
    pub(crate) renewed: DateTime<Utc>,
    pub(crate) expires: DateTime<Utc>,
    pub(crate) ended: Option<DateTime<Utc>>,
}

/// Who they are at a provider of identities.
pub(crate) struct OwnIdentity {
    pub(crate) provider: String,
    pub(crate) subject: String,
    pub(crate) linked_at: DateTime<Utc>,
}

/// A link that they were sent.
pub(crate) struct OwnLink {
    pub(crate) purpose: String,
    pub(crate) invited_by: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) used_at: Option<DateTime<Utc>>,
    pub(crate) withdrawn_at: Option<DateTime<Utc>>,
}

/// The account.
pub(crate) async fn account(
    platform: &PlatformDb,
    id: AccountId,
) -> Result<Option<OwnAccount>, StoreFault> {
    let select = Query::select()
        .columns(["email", "name", "created_at", "password_hash"].map(|column| ("a", column)))
        .column(("t", "confirmed_at"))
        .from_as("accounts", "a")
        .join_as(
            JoinType::LeftJoin,
            "totp_secrets",
            "t",
            Expr::col(("t", "account_id")).equals(("a", "id")),
        )
        .and_where(Expr::col(("a", "id")).eq(id.uuid()))
        .to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    Ok(Some(OwnAccount {
        email: row.try_get("", "email")?,
        name: row.try_get("", "name")?,
        created_at: row.try_get("", "created_at")?,
        has_password: row.try_get::<Option<String>>("", "password_hash")?.is_some(),
        authenticator: row.try_get("", "confirmed_at")?,
    }))
}

/// Their roles, the latest first.
pub(crate) async fn roles(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<Vec<OwnRole>, StoreFault> {
    let columns = [
        "id",
        "role",
        "region",
        "municipality",
        "journey",
        "begins_at",
        "ends_at",
        "suspended_at",
        "reason",
    ];
    let select = Query::select()
        .columns(columns.map(|column| ("m", column)))
        .expr_as(super::accounts::name_of("m", "given_by"), "given_by")
        .from_as("memberships", "m")
        .and_where(Expr::col(("m", "account_id")).eq(account.uuid()))
        .order_by(("m", "begins_at"), Order::Desc)
        .order_by(("m", "id"), Order::Desc)
        .to_owned();
    let mut roles = Vec::new();
    for row in platform.connection().query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        roles.push(OwnRole {
            role: parsed(&row, "memberships", "role", &id)?,
            region: row.try_get("", "region")?,
            municipality: row.try_get("", "municipality")?,
            journey: row.try_get("", "journey")?,
            begins_at: row.try_get("", "begins_at")?,
            ends_at: row.try_get("", "ends_at")?,
            suspended_at: row.try_get("", "suspended_at")?,
            reason: row.try_get("", "reason")?,
            given_by: row.try_get("", "given_by")?,
        });
    }
    Ok(roles)
}

/// Their sessions that are still kept, the latest first.
pub(crate) async fn sessions(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<Vec<OwnSession>, StoreFault> {
    let select = Query::select()
        .column("family")
        .expr_as(Expr::col("created_at").min(), "began_at")
        .expr_as(Expr::col("created_at").max(), "renewed_at")
        .expr_as(Expr::col("expires_at").max(), "expires_at")
        .expr_as(Expr::col("revoked_at").max(), "revoked_at")
        .from("sessions")
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .group_by_col("family")
        .order_by_expr(Expr::col("created_at").min(), Order::Desc)
        .to_owned();
    let mut sessions = Vec::new();
    for row in platform.connection().query_all(&select).await? {
        sessions.push(OwnSession {
            began: row.try_get("", "began_at")?,
            renewed: row.try_get("", "renewed_at")?,
            expires: row.try_get("", "expires_at")?,
            ended: row.try_get("", "revoked_at")?,
        });
    }
    Ok(sessions)
}

/// Who they are at providers of identities.
pub(crate) async fn identities(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<Vec<OwnIdentity>, StoreFault> {
    let select = Query::select()
        .column(("p", "name"))
        .columns(["subject", "linked_at"].map(|column| ("l", column)))
        .from_as("identity_links", "l")
        .join_as(
            JoinType::InnerJoin,
            "identity_providers",
            "p",
            Expr::col(("p", "id")).equals(("l", "provider_id")),
        )
        .and_where(Expr::col(("l", "account_id")).eq(account.uuid()))
        .order_by(("l", "linked_at"), Order::Asc)
        .to_owned();
    let mut identities = Vec::new();
    for row in platform.connection().query_all(&select).await? {
        identities.push(OwnIdentity {
            provider: row.try_get("", "name")?,
            subject: row.try_get("", "subject")?,
            linked_at: row.try_get("", "linked_at")?,
        });
    }
    Ok(identities)
}

/// Links that they were sent, the latest first.
pub(crate) async fn links(
    platform: &PlatformDb,
    account: AccountId,
) -> Result<Vec<OwnLink>, StoreFault> {
    let columns = ["purpose", "created_at", "used_at", "withdrawn_at"];
    let select = Query::select()
        .columns(columns.map(|column| ("l", column)))
        .expr_as(super::accounts::name_of("l", "invited_by"), "inviter_name")
        .from_as("mailed_links", "l")
        .and_where(Expr::col(("l", "account_id")).eq(account.uuid()))
        .order_by(("l", "created_at"), Order::Desc)
        .order_by(("l", "id"), Order::Desc)
        .to_owned();
    let mut links = Vec::new();
    for row in platform.connection().query_all(&select).await? {
        links.push(OwnLink {
            purpose: row.try_get("", "purpose")?,
            invited_by: row.try_get("", "inviter_name")?,
            created_at: row.try_get("", "created_at")?,
            used_at: row.try_get("", "used_at")?,
            withdrawn_at: row.try_get("", "withdrawn_at")?,
        });
    }
    Ok(links)
}

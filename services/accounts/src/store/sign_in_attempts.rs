//! `sign_in_attempts`: sign-ins at providers that are under way. Taken once, or forgotten when they have run out.

use chrono::{DateTime, Utc};
use domain::IdentityProviderId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{PlatformDb, StoreFault};
use uuid::Uuid;

/// A sign-in under way.
pub(crate) struct Attempt {
    pub(crate) provider: IdentityProviderId,
    /// The invitation that is accepted by it.
    pub(crate) invitation: Option<Uuid>,
    pub(crate) nonce: String,
    pub(crate) pkce_verifier: String,
}

/// What an attempt is known by: digests of what went by the provider, and of what stayed in the browser.
pub(crate) struct Key {
    pub(crate) state: String,
    pub(crate) browser: String,
}

/// Writes an attempt, and forgets those that have run out.
pub(crate) async fn insert(
    platform: &PlatformDb,
    key: &Key,
    attempt: &Attempt,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let run_out = Query::delete()
        .from_table("sign_in_attempts")
        .and_where(Expr::col("expires_at").lte(now))
        .to_owned();
    platform.connection().execute(&run_out).await?;
    let insert = Query::insert()
        .into_table("sign_in_attempts")
        .columns([
            "state_sha256",
            "browser_sha256",
            "provider_id",
            "invitation_id",
            "nonce",
            "pkce_verifier",
            "expires_at",
        ])
        .values_panic([
            key.state.as_str().into(),
            key.browser.as_str().into(),
            attempt.provider.uuid().into(),
            attempt.invitation.into(),
            attempt.nonce.as_str().into(),
            attempt.pkce_verifier.as_str().into(),
            expires_at.into(),
        ])
        .to_owned();
    platform.connection().execute(&insert).await?;
    Ok(())
}

/// Takes the attempt away, and gives it to the first who asks with both its keys in time.
pub(crate) async fn take(
    platform: &PlatformDb,
    key: &Key,
    now: DateTime<Utc>,
) -> Result<Option<Attempt>, StoreFault> {
    let columns = ["provider_id", "invitation_id", "nonce", "pkce_verifier"];
    let own = Expr::col("state_sha256")
        .eq(key.state.as_str())
        .and(Expr::col("browser_sha256").eq(key.browser.as_str()))
        .and(Expr::col("expires_at").gt(now));
    let select =
        Query::select().columns(columns).from("sign_in_attempts").and_where(own.clone()).to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    let delete = Query::delete().from_table("sign_in_attempts").and_where(own).to_owned();
    if platform.connection().execute(&delete).await?.rows_affected() != 1 {
        return Ok(None);
    }
    Ok(Some(Attempt {
        provider: IdentityProviderId::from_uuid(row.try_get("", "provider_id")?),
        invitation: row.try_get("", "invitation_id")?,
        nonce: row.try_get("", "nonce")?,
        pkce_verifier: row.try_get("", "pkce_verifier")?,
    }))
}

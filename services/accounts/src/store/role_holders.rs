//! `memberships` of a region: who holds which roles there now.

use chrono::{DateTime, Utc};
use domain::{AccountId, Slug};
use identity::Role;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{PlatformDb, StoreFault, parsed};
use uuid::Uuid;

use super::memberships::hold_at;

/// Every account with a role in this region that holds now, a row a role.
pub(crate) async fn of_region(
    platform: &PlatformDb,
    region: &Slug,
    now: DateTime<Utc>,
) -> Result<Vec<(AccountId, Role)>, StoreFault> {
    let select = Query::select()
        .columns(["id", "account_id", "role"].map(|column| ("m", column)))
        .from_as("memberships", "m")
        .cond_where(hold_at(now).add(Expr::col(("m", "region")).eq(region.as_str())))
        .to_owned();
    let mut all = Vec::new();
    for row in platform.connection().query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let account = AccountId::from_uuid(row.try_get("", "account_id")?);
        all.push((account, parsed(&row, "memberships", "role", &id)?));
    }
    Ok(all)
}

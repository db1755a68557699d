//! An account as those see it who are about to let somebody in: `accounts` with `memberships`.

use chrono::{DateTime, Utc};
use domain::AccountId;
use identity::Membership;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use tenancy::{PlatformDb, StoreFault};

use super::memberships;

/// An account, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccountState {
    pub(crate) id: AccountId,
    pub(crate) suspended: bool,
    /// Those that hold now.
    pub(crate) memberships: Vec<Membership>,
}

/// The account with this id.
pub(crate) async fn by_id(
    platform: &PlatformDb,
    id: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<AccountState>, StoreFault> {
    find(platform, Expr::col(("a", "id")).eq(id.uuid()), now).await
}

/// The account that signs in with this address.
pub(crate) async fn by_email(
    platform: &PlatformDb,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Option<AccountState>, StoreFault> {
    find(platform, Expr::col(("a", "email")).eq(email), now).await
}

async fn find(
    platform: &PlatformDb,
    condition: Expr,
    now: DateTime<Utc>,
) -> Result<Option<AccountState>, StoreFault> {
    let select = Query::select()
        .expr_as(Expr::col(("a", "id")), "account_id")
        .column(("a", "suspended_at"))
        .columns(memberships::READ.map(|column| ("m", column)))
        .from_as("accounts", "a")
        .join_as(
            JoinType::LeftJoin,
            "memberships",
            "m",
            memberships::hold_at(now).add(Expr::col(("m", "account_id")).equals(("a", "id"))),
        )
        .and_where(condition)
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let suspended_at: Option<DateTime<Utc>> = first.try_get("", "suspended_at")?;
    let memberships = rows.iter().map(memberships::joined).filter_map(Result::transpose);
    Ok(Some(AccountState {
        id: AccountId::from_uuid(first.try_get("", "account_id")?),
        suspended: suspended_at.is_some(),
        memberships: memberships.collect::<Result<_, _>>()?,
    }))
}

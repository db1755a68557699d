//! `accounts` and `memberships`, many at a time: for inviting one person or a whole municipality.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::AccountId;
use identity::Membership;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{StoreFault, insert_rows};

use super::memberships::{READ, hold_at, joined};

/// So many values at most in a list: SQLite takes 32 766 variables a statement.
pub(crate) const AT_A_TIME: usize = 10_000;

/// An account that is there already.
pub(crate) struct Known {
    pub(crate) id: AccountId,
    pub(crate) has_password: bool,
    pub(crate) memberships: Vec<Membership>,
}

/// The accounts with these addresses, by address.
pub(crate) async fn known(
    tx: &impl ConnectionTrait,
    emails: &[&str],
    now: DateTime<Utc>,
) -> Result<HashMap<String, Known>, StoreFault> {
    let mut found = HashMap::new();
    for some in emails.chunks(AT_A_TIME) {
        let select = Query::select()
            .columns(["id", "email", "password_hash"])
            .from("accounts")
            .and_where(Expr::col("email").is_in(some.iter().copied()))
            .to_owned();
        for row in tx.query_all(&select).await? {
            let hash: Option<String> = row.try_get("", "password_hash")?;
            let id = AccountId::from_uuid(row.try_get("", "id")?);
            let known = Known { id, has_password: hash.is_some(), memberships: Vec::new() };
            found.insert(row.try_get("", "email")?, known);
        }
    }
    let ids: Vec<AccountId> = found.values().map(|known| known.id).collect();
    let mut memberships = memberships_of(tx, &ids, now).await?;
    for known in found.values_mut() {
        known.memberships = memberships.remove(&known.id).unwrap_or_default();
    }
    Ok(found)
}

/// What these accounts are members of now.
pub(crate) async fn memberships_of(
    tx: &impl ConnectionTrait,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> Result<HashMap<AccountId, Vec<Membership>>, StoreFault> {
    let mut found: HashMap<AccountId, Vec<Membership>> = HashMap::new();
    for some in accounts.chunks(AT_A_TIME) {
        let select = Query::select()
            .columns(READ.map(|column| ("m", column)))
            .column(("m", "account_id"))
            .from_as("memberships", "m")
            .and_where(Expr::col("account_id").is_in(some.iter().map(|account| account.uuid())))
            .cond_where(hold_at(now))
            .order_by("id", sea_orm::Order::Asc)
            .to_owned();
        for row in tx.query_all(&select).await? {
            let account = AccountId::from_uuid(row.try_get("", "account_id")?);
            found.entry(account).or_default().extend(joined(&row)?);
        }
    }
    Ok(found)
}

/// An account to write that has no password yet.
pub(crate) struct NewRow<'a> {
    pub(crate) id: AccountId,
    pub(crate) email: &'a str,
    pub(crate) name: &'a str,
}

/// Writes accounts without passwords.
pub(crate) async fn insert_accounts(
    tx: &impl ConnectionTrait,
    rows: Vec<NewRow<'_>>,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let rows = rows
        .into_iter()
        .map(|row| [row.id.uuid().into(), row.email.into(), row.name.into(), now.into()]);
    insert_rows(tx, "accounts", ["id", "email", "name", "created_at"], rows.collect()).await
}

//! `accounts` and `memberships`.

use chrono::{DateTime, Utc};
use domain::{AccountId, SessionId};
use identity::{Membership, PasswordHash};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SubQueryStatement};
use tenancy::{PlatformDb, StoreFault};

use super::memberships::{self, NewMembership};

/// An account, as it proves itself.
pub(crate) struct AccountRow {
    pub(crate) id: AccountId,
    /// None for somebody who was invited and has not chosen one yet.
    pub(crate) hash: Option<PasswordHash>,
    pub(crate) name: String,
    pub(crate) suspended: bool,
}

/// An account to write.
pub(crate) struct NewRow<'a> {
    pub(crate) id: AccountId,
    pub(crate) email: &'a str,
    pub(crate) name: &'a str,
    pub(crate) hash: &'a PasswordHash,
}

/// The account that signs in with this address.
pub(crate) async fn by_email(
    platform: &PlatformDb,
    email: &str,
) -> Result<Option<AccountRow>, StoreFault> {
    let select = Query::select()
        .columns(["id", "password_hash", "name", "suspended_at"])
        .from("accounts")
        .and_where(Expr::col("email").eq(email))
        .to_owned();
    let Some(row) = platform.connection().query_one(&select).await? else { return Ok(None) };
    let suspended_at: Option<DateTime<Utc>> = row.try_get("", "suspended_at")?;
    Ok(Some(AccountRow {
        id: AccountId::from_uuid(row.try_get("", "id")?),
        hash: row.try_get::<Option<String>>("", "password_hash")?.map(PasswordHash::stored),
        name: row.try_get("", "name")?,
        suspended: suspended_at.is_some(),
    }))
}

/// The address that an account signs in with.
pub(crate) async fn email_of(
    platform: &PlatformDb,
    id: AccountId,
) -> Result<Option<String>, StoreFault> {
    let select = Query::select()
        .column("email")
        .from("accounts")
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    let row = platform.connection().query_one(&select).await?;
    row.map(|row| Ok(row.try_get("", "email")?)).transpose()
}

/// The name of the account whose id is in the column of this table or alias, as part of a select.
pub(crate) fn name_of(table: &'static str, column: &'static str) -> Expr {
    let name = Query::select()
        .column(("named", "name"))
        .from_as("accounts", "named")
        .and_where(Expr::col(("named", "id")).equals((table, column)))
        .to_owned();
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(name)))
}

/// Gives an account another name.
pub(crate) async fn set_name(
    platform: &PlatformDb,
    id: AccountId,
    name: &str,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("accounts")
        .value("name", name)
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

/// Whom a mail about an account goes to.
pub(crate) struct Reachable {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) has_password: bool,
    pub(crate) suspended: bool,
}

/// Where an account is reached.
pub(crate) async fn reachable(
    store: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<Reachable>, StoreFault> {
    let select = Query::select()
        .columns(["email", "name", "password_hash", "suspended_at"])
        .from("accounts")
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    let Some(row) = store.query_one(&select).await? else { return Ok(None) };
    Ok(Some(Reachable {
        email: row.try_get("", "email")?,
        name: row.try_get("", "name")?,
        has_password: row.try_get::<Option<String>>("", "password_hash")?.is_some(),
        suspended: row.try_get::<Option<DateTime<Utc>>>("", "suspended_at")?.is_some(),
    }))
}

/// The account's name, memberships and whether it has a second factor, while its session runs and it is not
/// suspended. One statement.
pub(crate) async fn in_session(
    platform: &PlatformDb,
    account: AccountId,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Option<(String, Vec<Membership>, bool)>, StoreFault> {
    let ended = Query::select()
        .column("id")
        .from("sessions")
        .and_where(Expr::col("family").eq(session.uuid()))
        .and_where(Expr::col("revoked_at").is_not_null())
        .to_owned();
    let select = Query::select()
        .column(("a", "name"))
        .column(("t", "confirmed_at"))
        .expr_as(super::sessions::is_vouched_for(session), "vouched")
        .columns(memberships::READ.map(|column| ("m", column)))
        .from_as("accounts", "a")
        .join_as(
            JoinType::LeftJoin,
            "memberships",
            "m",
            memberships::hold_at(now).add(Expr::col(("m", "account_id")).equals(("a", "id"))),
        )
        .join_as(
            JoinType::LeftJoin,
            "totp_secrets",
            "t",
            Expr::col(("t", "account_id")).equals(("a", "id")),
        )
        .and_where(Expr::col(("a", "id")).eq(account.uuid()))
        .and_where(Expr::col(("a", "suspended_at")).is_null())
        .and_where(Expr::exists(ended).not())
        .order_by(("m", "id"), sea_orm::Order::Asc)
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let name = first.try_get("", "name")?;
    let enrolled: Option<DateTime<Utc>> = first.try_get("", "confirmed_at")?;
    let memberships = rows.iter().map(memberships::joined).filter_map(Result::transpose);
    let proven = enrolled.is_some() || first.try_get("", "vouched")?;
    Ok(Some((name, memberships.collect::<Result<_, _>>()?, proven)))
}

/// Writes an account with its memberships.
pub(crate) async fn insert(
    platform: &PlatformDb,
    account: &NewRow<'_>,
    memberships: &[Membership],
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let tx = platform.begin().await?;
    let insert = Query::insert()
        .into_table("accounts")
        .columns(["id", "email", "name", "password_hash", "created_at"])
        .values_panic([
            account.id.uuid().into(),
            account.email.into(),
            account.name.into(),
            account.hash.as_str().into(),
            now.into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    let given: Vec<_> =
        memberships.iter().map(|one| NewMembership::lasting(account.id, one)).collect();
    memberships::insert_many(&tx, &*platform.surroundings().ids, &given, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes the account's password, and ends all its sessions but this one, both or neither.
pub(crate) async fn set_password(
    platform: &PlatformDb,
    account: AccountId,
    hash: &PasswordHash,
    but: SessionId,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let tx = platform.begin().await?;
    let password = Query::update()
        .table("accounts")
        .value("password_hash", hash.as_str())
        .and_where(Expr::col("id").eq(account.uuid()))
        .to_owned();
    tx.execute(&password).await?;
    super::sessions::end_others(&tx, account, but, now).await?;
    tx.commit().await?;
    Ok(())
}

//! `memberships`: which account is what, where, and from when to when.

use chrono::{DateTime, Utc};
use domain::{AccountId, Slug};
use identity::{Membership, Role};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, IntoIden, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use tenancy::{PlatformDb, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

/// A membership to write.
pub(crate) struct NewMembership<'a> {
    pub(crate) account: AccountId,
    pub(crate) membership: &'a Membership,
    pub(crate) begins_at: Option<DateTime<Utc>>,
    pub(crate) ends_at: Option<DateTime<Utc>>,
    pub(crate) reason: Option<&'a str>,
    /// The name of who gave it.
    pub(crate) given_by: &'a str,
}

impl<'a> NewMembership<'a> {
    /// From now on, without an end, given on the server.
    pub(crate) const fn lasting(account: AccountId, membership: &'a Membership) -> Self {
        Self { account, membership, begins_at: None, ends_at: None, reason: None, given_by: "" }
    }
}

/// What [`joined`] reads.
pub(crate) const READ: [&str; 5] = ["id", "role", "region", "municipality", "journey"];

const WRITTEN: [&str; 10] = [
    "id",
    "account_id",
    "role",
    "region",
    "municipality",
    "journey",
    "begins_at",
    "ends_at",
    "reason",
    "given_by",
];

/// So many rows a statement: SQLite takes 32 766 variables.
const AT_A_TIME: usize = 1_000;

/// Memberships, as `m`, that hold at this instant.
pub(crate) fn hold_at(now: DateTime<Utc>) -> Cond {
    let ends = Expr::col(("m", "ends_at"));
    Cond::all()
        .add(Expr::col(("m", "begins_at")).lte(now))
        .add(Cond::any().add(ends.clone().is_null()).add(ends.gt(now)))
}

/// Writes memberships.
pub(crate) async fn insert_many(
    platform: &PlatformDb,
    connection: &impl ConnectionTrait,
    all: &[NewMembership<'_>],
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    for some in all.chunks(AT_A_TIME) {
        let mut insert = Query::insert();
        insert.into_table("memberships").columns(WRITTEN.map(IntoIden::into_iden));
        for new in some {
            let membership = new.membership;
            insert.values_panic([
                platform.surroundings().ids.next().into(),
                new.account.uuid().into(),
                membership.role().word().into(),
                membership.region().map(ToString::to_string).into(),
                membership.municipality().map(|code| code.to_string()).into(),
                membership.journey().map(str::to_owned).into(),
                new.begins_at.unwrap_or(now).into(),
                new.ends_at.into(),
                new.reason.map(str::to_owned).into(),
                new.given_by.into(),
            ]);
        }
        connection.execute(&insert).await?;
    }
    Ok(())
}

/// What an account is at this instant, wherever.
pub(crate) async fn roles_of(
    platform: &PlatformDb,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Role>, StoreFault> {
    let select = Query::select()
        .columns(["id", "role"].map(|column| ("m", column)))
        .from_as("memberships", "m")
        .cond_where(hold_at(now).add(Expr::col(("m", "account_id")).eq(account.uuid())))
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    rows.iter().map(|row| parsed(row, "memberships", "role", &row.try_get("", "id")?)).collect()
}

/// The membership of a joined row; nothing where the account has none.
pub(crate) fn joined(row: &QueryResult) -> Result<Option<Membership>, StoreFault> {
    let id: Option<Uuid> = row.try_get("", "id")?;
    let Some(id) = id else { return Ok(None) };
    let role: Role = parsed(row, "memberships", "role", &id)?;
    let region: Option<Slug> = parsed_opt(row, "memberships", "region", &id)?;
    let municipality = parsed_opt(row, "memberships", "municipality", &id)?;
    let journey = row.try_get("", "journey")?;
    let membership = Membership::parse(role, region, municipality, journey);
    membership.map(Some).map_err(|_| StoreFault::row("memberships", "region", &id))
}

//! `memberships`: which account is what, where, and from when to when.

use chrono::{DateTime, Utc};
use domain::{AccountId, Ids, MunicipalityCode, Slug};
use identity::{Membership, Role};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult, Value};
use tenancy::{PlatformDb, StoreFault, insert_rows, parsed, parsed_opt};
use uuid::Uuid;

/// A membership to write.
pub(crate) struct NewMembership<'a> {
    pub(crate) account: AccountId,
    pub(crate) membership: &'a Membership,
    pub(crate) begins_at: Option<DateTime<Utc>>,
    pub(crate) ends_at: Option<DateTime<Utc>>,
    pub(crate) reason: Option<&'a str>,
    /// Who gave it; `None` for the operator.
    pub(crate) given_by: Option<AccountId>,
}

impl<'a> NewMembership<'a> {
    /// From now on, without an end, given on the server.
    pub(crate) const fn lasting(account: AccountId, membership: &'a Membership) -> Self {
        Self { account, membership, begins_at: None, ends_at: None, reason: None, given_by: None }
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

/// Memberships, as `m`, that hold at this instant: begun, not ended, and not suspended.
pub(crate) fn hold_at(now: DateTime<Utc>) -> Cond {
    let ends = Expr::col(("m", "ends_at"));
    Cond::all()
        .add(Expr::col(("m", "begins_at")).lte(now))
        .add(Expr::col(("m", "suspended_at")).is_null())
        .add(Cond::any().add(ends.clone().is_null()).add(ends.gt(now)))
}

/// Writes memberships.
pub(crate) async fn insert_many(
    connection: &impl ConnectionTrait,
    ids: &dyn Ids,
    all: &[NewMembership<'_>],
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let row = |new: &NewMembership<'_>| -> [Value; WRITTEN.len()] {
        let membership = new.membership;
        [
            ids.next().into(),
            new.account.uuid().into(),
            membership.role().word().into(),
            membership.region().map(ToString::to_string).into(),
            membership.municipality().map(|code| code.to_string()).into(),
            membership.journey().map(str::to_owned).into(),
            new.begins_at.unwrap_or(now).into(),
            new.ends_at.into(),
            new.reason.map(str::to_owned).into(),
            new.given_by.map(AccountId::uuid).into(),
        ]
    };
    insert_rows(connection, "memberships", WRITTEN, all.iter().map(row).collect()).await
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

/// A membership of a region, as those who give roles see it.
#[derive(Clone, Debug)]
pub(crate) struct HeldRole {
    pub(crate) id: Uuid,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) begins_at: DateTime<Utc>,
    pub(crate) ends_at: Option<DateTime<Utc>>,
    pub(crate) suspended: bool,
    pub(crate) reason: Option<String>,
    /// The name of who gave it; empty where that was done on the server, or they are gone.
    pub(crate) given_by: String,
    pub(crate) giver: Option<AccountId>,
}

/// An account's memberships of a region, ended or not.
pub(crate) async fn in_region(
    platform: &PlatformDb,
    account: AccountId,
    region: &Slug,
) -> Result<Vec<HeldRole>, StoreFault> {
    let mut select = select_held(region);
    select.and_where(Expr::col(("m", "account_id")).eq(account.uuid()));
    platform.connection().query_all(&select).await?.iter().map(held).collect()
}

/// Which memberships of a region to list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RoleFilter<'a> {
    pub(crate) role: Option<Role>,
    /// Those of these municipalities, and no regional ones; `None` for all.
    pub(crate) municipalities: Option<&'a [MunicipalityCode]>,
}

/// A page of a region's memberships that have not ended, by name.
pub(crate) async fn of_region(
    platform: &PlatformDb,
    region: &Slug,
    filter: RoleFilter<'_>,
    now: DateTime<Utc>,
    after: Option<(&str, Uuid)>,
    limit: u64,
) -> Result<(Vec<HeldRole>, i64), StoreFault> {
    let ends = Expr::col(("m", "ends_at"));
    let mut condition = Cond::all().add(Cond::any().add(ends.clone().is_null()).add(ends.gt(now)));
    if let Some(role) = filter.role {
        condition = condition.add(Expr::col(("m", "role")).eq(role.word()));
    }
    if let Some(codes) = filter.municipalities {
        let codes = codes.iter().map(ToString::to_string);
        condition = condition.add(Expr::col(("m", "municipality")).is_in(codes));
    }
    let mut select = select_held(region);
    select.cond_where(condition);
    let mut count = select.clone();
    count.clear_selects().expr_as(Expr::col(("m", "id")).count(), "total");
    let row = platform.connection().query_one(&count).await?;
    let total = row.map(|row| row.try_get("", "total")).transpose()?.unwrap_or_default();
    if let Some((name, id)) = after {
        let later = Cond::any()
            .add(Expr::col(("a", "name")).gt(name))
            .add(Expr::col(("a", "name")).eq(name).and(Expr::col(("m", "id")).gt(id)));
        select.cond_where(later);
    }
    select.order_by(("a", "name"), Order::Asc).order_by(("m", "id"), Order::Asc).limit(limit);
    let rows = platform.connection().query_all(&select).await?;
    Ok((rows.iter().map(held).collect::<Result<_, _>>()?, total))
}

/// The membership with this id, of this region.
pub(crate) async fn find(
    platform: &PlatformDb,
    region: &Slug,
    id: Uuid,
) -> Result<Option<HeldRole>, StoreFault> {
    let mut select = select_held(region);
    select.and_where(Expr::col(("m", "id")).eq(id));
    platform.connection().query_one(&select).await?.as_ref().map(held).transpose()
}

/// Ends a membership now, or at a later instant.
pub(crate) async fn end(
    platform: &PlatformDb,
    id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreFault> {
    end_in(platform.connection(), id, at).await
}

/// The same, in a transaction.
pub(crate) async fn end_in(
    connection: &impl ConnectionTrait,
    id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("memberships")
        .value("ends_at", at)
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    connection.execute(&update).await?;
    Ok(())
}

/// Suspends an account's memberships of a region, or takes them up again.
pub(crate) async fn suspend(
    platform: &PlatformDb,
    account: AccountId,
    region: &Slug,
    at: Option<DateTime<Utc>>,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("memberships")
        .value("suspended_at", at)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("region").eq(region.as_str()))
        .to_owned();
    platform.connection().execute(&update).await?;
    Ok(())
}

fn select_held(region: &Slug) -> SelectStatement {
    let columns = [
        "id",
        "account_id",
        "role",
        "municipality",
        "begins_at",
        "ends_at",
        "suspended_at",
        "reason",
    ];
    Query::select()
        .columns(columns.map(|column| ("m", column)))
        .expr_as(super::accounts::name_of("m", "given_by"), "given_by")
        .expr_as(Expr::col(("m", "given_by")), "giver")
        .columns(["name", "email"].map(|column| ("a", column)))
        .from_as("memberships", "m")
        .join_as(
            JoinType::InnerJoin,
            "accounts",
            "a",
            Expr::col(("a", "id")).equals(("m", "account_id")),
        )
        .and_where(Expr::col(("m", "region")).eq(region.as_str()))
        .to_owned()
}

fn held(row: &QueryResult) -> Result<HeldRole, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let suspended_at: Option<DateTime<Utc>> = row.try_get("", "suspended_at")?;
    Ok(HeldRole {
        id,
        account: AccountId::from_uuid(row.try_get("", "account_id")?),
        name: row.try_get("", "name")?,
        email: row.try_get("", "email")?,
        role: parsed(row, "memberships", "role", &id)?,
        municipality: parsed_opt(row, "memberships", "municipality", &id)?,
        begins_at: row.try_get("", "begins_at")?,
        ends_at: row.try_get("", "ends_at")?,
        suspended: suspended_at.is_some(),
        reason: row.try_get("", "reason")?,
        given_by: row.try_get::<Option<String>>("", "given_by")?.unwrap_or_default(),
        giver: row.try_get::<Option<Uuid>>("", "giver")?.map(AccountId::from_uuid),
    })
}

/// Ends what an account has of the same role and scope, which is about to be given anew.
pub(crate) async fn end_same(
    connection: &impl ConnectionTrait,
    account: AccountId,
    membership: &Membership,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let same = |column: &'static str, value: Option<String>| match value {
        Some(value) => Expr::col(column).eq(value),
        None => Expr::col(column).is_null(),
    };
    let open = Expr::col("ends_at");
    let update = Query::update()
        .table("memberships")
        .value("ends_at", now)
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("role").eq(membership.role().word()))
        .and_where(same("region", membership.region().map(ToString::to_string)))
        .and_where(same("municipality", membership.municipality().map(|code| code.to_string())))
        .cond_where(Cond::any().add(open.clone().is_null()).add(open.gt(now)))
        .to_owned();
    connection.execute(&update).await?;
    Ok(())
}

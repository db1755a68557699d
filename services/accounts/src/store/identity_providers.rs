//! `identity_providers` and `identity_provider_domains`.

use chrono::{DateTime, Utc};
use domain::{IdentityProviderId, Slug};
use identity::Role;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Order, QueryResult};
use tenancy::{PlatformDb, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

use crate::openid::provider::{Provider, SecondFactor};

const TABLE: &str = "identity_providers";
const COLUMNS: [&str; 11] = [
    "id",
    "region",
    "municipality",
    "name",
    "issuer",
    "client_id",
    "sealed_secret",
    "created_role",
    "trusts_second_factor",
    "second_factor_acr",
    "active",
];

/// A provider as the sign-in page names it.
pub(crate) struct Named {
    pub(crate) id: IdentityProviderId,
    pub(crate) name: String,
}

/// The provider with this id.
pub(crate) async fn find(
    platform: &PlatformDb,
    id: IdentityProviderId,
) -> Result<Option<Provider>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id.uuid()));
    Ok(load(platform, &select).await?.into_iter().next())
}

/// A region's providers, by name.
pub(crate) async fn of_region(
    platform: &PlatformDb,
    region: &Slug,
) -> Result<Vec<Provider>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("region").eq(region.as_str())).order_by("name", Order::Asc);
    load(platform, &select).await
}

/// The active providers of a region.
pub(crate) async fn active_in(
    platform: &PlatformDb,
    region: &Slug,
) -> Result<Vec<Named>, StoreFault> {
    named(platform, Expr::col("region").eq(region.as_str())).await
}

/// The active providers that may vouch for addresses of a domain.
pub(crate) async fn active_for(
    platform: &PlatformDb,
    domain: &str,
) -> Result<Vec<Named>, StoreFault> {
    let of_domain = Query::select()
        .column("provider_id")
        .from("identity_provider_domains")
        .and_where(Expr::col("domain").eq(domain))
        .to_owned();
    named(platform, Expr::col("id").in_subquery(of_domain)).await
}

async fn named(platform: &PlatformDb, condition: Expr) -> Result<Vec<Named>, StoreFault> {
    let select = Query::select()
        .columns(["id", "name"])
        .from(TABLE)
        .and_where(condition)
        .and_where(Expr::col("active").eq(true))
        .order_by("name", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(100)
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let one = |row: &QueryResult| {
        let id = IdentityProviderId::from_uuid(row.try_get("", "id")?);
        Ok(Named { id, name: row.try_get("", "name")? })
    };
    rows.iter().map(one).collect()
}

/// Writes a provider anew, or in place of what it was.
pub(crate) async fn set(
    tx: &DatabaseTransaction,
    provider: &Provider,
    is_new: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let values: [sea_orm::Value; COLUMNS.len()] = [
        provider.id.uuid().into(),
        provider.region.as_str().into(),
        provider.municipality.map(|code| code.to_string()).into(),
        provider.name.as_str().into(),
        provider.issuer.as_str().into(),
        provider.client_id.as_str().into(),
        provider.sealed_secret.as_str().into(),
        provider.creates.map(Role::word).into(),
        provider.second_factor.trusted.into(),
        provider.second_factor.acr.clone().into(),
        provider.active.into(),
    ];
    if is_new {
        let values = values.map(Expr::value).into_iter().chain([Expr::value(now)]);
        let insert = Query::insert()
            .into_table(TABLE)
            .columns(COLUMNS.into_iter().chain(["created_at"]))
            .values_panic(values)
            .to_owned();
        tx.execute(&insert).await?;
    } else {
        let update = Query::update()
            .table(TABLE)
            .values(COLUMNS.into_iter().zip(values.map(Expr::value)))
            .and_where(Expr::col("id").eq(provider.id.uuid()))
            .to_owned();
        tx.execute(&update).await?;
    }
    set_domains(tx, provider).await
}

async fn set_domains(tx: &DatabaseTransaction, provider: &Provider) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("identity_provider_domains")
        .and_where(Expr::col("provider_id").eq(provider.id.uuid()))
        .to_owned();
    tx.execute(&delete).await?;
    for domain in &provider.domains {
        let insert = Query::insert()
            .into_table("identity_provider_domains")
            .columns(["provider_id", "domain"])
            .values_panic([provider.id.uuid().into(), domain.as_str().into()])
            .to_owned();
        tx.execute(&insert).await?;
    }
    Ok(())
}

/// Takes a provider away, with its links and the sign-ins that are under way there.
pub(crate) async fn remove(
    tx: &DatabaseTransaction,
    id: IdentityProviderId,
) -> Result<(), StoreFault> {
    let delete =
        Query::delete().from_table(TABLE).and_where(Expr::col("id").eq(id.uuid())).to_owned();
    tx.execute(&delete).await?;
    Ok(())
}

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from(TABLE).to_owned()
}

/// Providers with their domains. Two statements.
async fn load(
    platform: &PlatformDb,
    select: &SelectStatement,
) -> Result<Vec<Provider>, StoreFault> {
    let rows = platform.connection().query_all(select).await?;
    let mut providers = rows.iter().map(provider).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<Uuid> = providers.iter().map(|provider| provider.id.uuid()).collect();
    if ids.is_empty() {
        return Ok(providers);
    }
    let domains = Query::select()
        .columns(["provider_id", "domain"])
        .from("identity_provider_domains")
        .and_where(Expr::col("provider_id").is_in(ids))
        .order_by("domain", Order::Asc)
        .to_owned();
    for row in platform.connection().query_all(&domains).await? {
        let id = IdentityProviderId::from_uuid(row.try_get("", "provider_id")?);
        let domain = row.try_get("", "domain")?;
        if let Some(provider) = providers.iter_mut().find(|provider| provider.id == id) {
            provider.domains.push(domain);
        }
    }
    Ok(providers)
}

fn provider(row: &QueryResult) -> Result<Provider, StoreFault> {
    let key: Uuid = row.try_get("", "id")?;
    Ok(Provider {
        id: IdentityProviderId::from_uuid(key),
        region: parsed(row, TABLE, "region", &key)?,
        municipality: parsed_opt(row, TABLE, "municipality", &key)?,
        name: row.try_get("", "name")?,
        issuer: row.try_get("", "issuer")?,
        client_id: row.try_get("", "client_id")?,
        sealed_secret: row.try_get("", "sealed_secret")?,
        domains: Vec::new(),
        creates: parsed_opt(row, TABLE, "created_role", &key)?,
        second_factor: SecondFactor {
            trusted: row.try_get("", "trusts_second_factor")?,
            acr: row.try_get("", "second_factor_acr")?,
        },
        active: row.try_get("", "active")?,
    })
}

//! `agreement_terms`, as the agreements service publishes it.

use domain::{AgreementId, AgreementTerms, Date};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use tenancy::{InRegion, StoreFault};
use uuid::Uuid;

/// The agreement in force on a date.
pub(crate) async fn in_force_on(
    store: &impl InRegion,
    date: Date,
) -> Result<Option<(AgreementId, AgreementTerms)>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("starts_on").lte(date)).and_where(Expr::col("ends_on").gte(date));
    first(store, &select).await
}

/// The terms in force of an agreement.
pub(crate) async fn of(
    store: &impl InRegion,
    agreement: AgreementId,
) -> Result<Option<AgreementTerms>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("agreement_id").eq(agreement.uuid()));
    Ok(first(store, &select).await?.map(|(_, terms)| terms))
}

fn select() -> SelectStatement {
    Query::select().columns(["agreement_id", "terms"]).from("agreement_terms").to_owned()
}

async fn first(
    store: &impl InRegion,
    select: &SelectStatement,
) -> Result<Option<(AgreementId, AgreementTerms)>, StoreFault> {
    let Some(row) = store.query_one(select).await? else { return Ok(None) };
    let id: Uuid = row.try_get("", "agreement_id")?;
    let terms: String = row.try_get("", "terms")?;
    let terms = serde_json::from_str(&terms)
        .map_err(|_| StoreFault::row("agreement_terms", "terms", &id))?;
    Ok(Some((AgreementId::from_uuid(id), terms)))
}

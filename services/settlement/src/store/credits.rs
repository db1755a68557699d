//! `credits`: what somebody has asked to have credited of which document.

use domain::{
    AccountId, AgreementId, CreditId, DocumentId, DocumentLineId, Money, MunicipalityCode,
};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use settle::LineKey;
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};
use uuid::Uuid;

use super::{credit_withdrawals, line_key};
use crate::SettlementFault;
use crate::credit::{CreditRequest, CreditedLine};

/// Something that a municipality was charged, or got back.
#[derive(Clone, Debug)]
pub(crate) struct Charge {
    pub(crate) key: LineKey,
    pub(crate) amount: Money,
    /// The line that it takes back by hand.
    pub(crate) credits: Option<DocumentLineId>,
}

/// All that a municipality was ever charged under an agreement.
pub(crate) async fn charges(
    store: &impl InRegion,
    agreement: AgreementId,
    municipality: MunicipalityCode,
) -> Result<Vec<Charge>, StoreFault> {
    let select = Query::select()
        .columns(["id", "amount_ore", "credits_line_id"].map(|column| ("l", column)))
        .columns(line_key::COLUMNS.map(|column| ("l", column)))
        .from_as("document_lines", "l")
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("l", "document_id")),
        )
        .and_where(Expr::col(("d", "agreement_id")).eq(agreement.uuid()))
        .and_where(Expr::col(("d", "municipality_code")).eq(municipality.to_string()))
        .to_owned();
    let mut charges = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let credits: Option<Uuid> = row.try_get("", "credits_line_id")?;
        charges.push(Charge {
            key: line_key::key(&row, &id)?,
            amount: Money::from_ore(row.try_get("", "amount_ore")?),
            credits: credits.map(DocumentLineId::from_uuid),
        });
    }
    Ok(charges)
}

/// What a document and all credit notes by hand of it come to, with VAT and rounding.
pub(crate) async fn payable_of_document(
    store: &impl InRegion,
    document: DocumentId,
) -> Result<Money, StoreFault> {
    let own = Query::select()
        .column("id")
        .from("credits")
        .and_where(Expr::col("document_id").eq(document.uuid()))
        .to_owned();
    let payable = Expr::col("total_ore").add(Expr::col("vat_ore")).add(Expr::col("rounding_ore"));
    let select = Query::select()
        // The sum of bigints is numeric on PostgreSQL.
        .expr_as(Expr::expr(payable).sum().cast_as("bigint"), "payable")
        .from("documents")
        .cond_where(
            sea_orm::Condition::any()
                .add(Expr::col("id").eq(document.uuid()))
                .add(Expr::col("credit_id").in_subquery(own)),
        )
        .to_owned();
    let sum: Option<i64> = match store.query_one(&select).await? {
        Some(row) => row.try_get("", "payable")?,
        None => None,
    };
    Ok(Money::from_ore(sum.unwrap_or_default()))
}

/// What was asked to be credited of a document, the first first.
pub(crate) async fn of_document(
    store: &impl InRegion,
    document: DocumentId,
) -> Result<Vec<CreditRequest>, StoreFault> {
    let mut select = select();
    select
        .and_where(Expr::col(("c", "document_id")).eq(document.uuid()))
        .order_by(("c", "id"), Order::Asc);
    store.query_all(&select).await?.iter().map(request).collect()
}

/// A page of what has been asked for and is neither issued nor withdrawn, the first first, and how many there are.
pub(crate) async fn waiting(
    store: &impl InRegion,
    after: Option<CreditId>,
    limit: u64,
) -> Result<(Vec<CreditRequest>, i64), StoreFault> {
    let mut waiting = select();
    waiting
        .and_where(Expr::col(("d", "id")).is_null())
        .and_where(Expr::col(("w", "credit_id")).is_null());
    let mut count = waiting.clone();
    count.clear_selects().expr_as(Expr::col(("c", "id")).count(), "total");
    let total = match store.query_one(&count).await? {
        Some(row) => row.try_get("", "total")?,
        None => 0,
    };
    waiting.order_by(("c", "id"), Order::Asc).limit(limit);
    if let Some(after) = after {
        waiting.and_where(Expr::col(("c", "id")).gt(after.uuid()));
    }
    let rows = store.query_all(&waiting).await?;
    Ok((rows.iter().map(request).collect::<Result<_, _>>()?, total))
}

/// What was asked for under this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: CreditId,
) -> Result<Option<CreditRequest>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col(("c", "id")).eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(request).transpose()
}

/// Keeps what is asked for.
pub(crate) async fn insert(tx: &RegionTx, request: &CreditRequest) -> Result<(), SettlementFault> {
    let columns =
        ["id", "document_id", "cancels", "reason", "content", "asked_at", "asked_by", "account_id"];
    let insert = Query::insert()
        .into_table("credits")
        .columns(columns)
        .values_panic([
            request.id.uuid().into(),
            request.document.uuid().into(),
            request.cancels.into(),
            request.reason.as_str().into(),
            serde_json::to_string(&request.lines)?.into(),
            request.asked_at.into(),
            request.signature.as_str().into(),
            request.account.map(AccountId::uuid).into(),
        ])
        .to_owned();
    tx.execute(&insert).await.map_err(StoreFault::from)?;
    Ok(())
}

fn select() -> SelectStatement {
    let columns =
        ["id", "document_id", "cancels", "reason", "content", "asked_at", "asked_by", "account_id"];
    let mut select = Query::select();
    for (column, alias) in credit_withdrawals::READ {
        select.expr_as(Expr::col(("w", column)), alias);
    }
    select
        .expr_as(actor_name("w", "withdrawn_by"), "withdrawn_by")
        .join_as(
            JoinType::LeftJoin,
            "credit_withdrawals",
            "w",
            Expr::col(("w", "credit_id")).equals(("c", "id")),
        )
        .columns(columns.map(|column| ("c", column)))
        .expr_as(actor_name("c", "asked_by"), "name")
        .expr_as(Expr::col(("d", "id")), "issued")
        .from_as("credits", "c")
        .join_as(
            JoinType::LeftJoin,
            "documents",
            "d",
            Expr::col(("d", "credit_id")).equals(("c", "id")),
        )
        .to_owned()
}

fn request(row: &QueryResult) -> Result<CreditRequest, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let content: String = row.try_get("", "content")?;
    let lines: Vec<CreditedLine> =
        serde_json::from_str(&content).map_err(|_| StoreFault::row("credits", "content", &id))?;
    let account: Option<Uuid> = row.try_get("", "account_id")?;
    let issued: Option<Uuid> = row.try_get("", "issued")?;
    Ok(CreditRequest {
        id: CreditId::from_uuid(id),
        document: DocumentId::from_uuid(row.try_get("", "document_id")?),
        cancels: row.try_get("", "cancels")?,
        reason: row.try_get("", "reason")?,
        lines,
        asked_at: row.try_get("", "asked_at")?,
        signature: row.try_get("", "asked_by")?,
        asked_by: row.try_get("", "name")?,
        account: account.map(AccountId::from_uuid),
        issued: issued.map(DocumentId::from_uuid),
        withdrawal: credit_withdrawals::of_row(row)?,
    })
}

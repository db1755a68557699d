//! `payments`: added to, never changed.

use std::collections::BTreeMap;

use domain::{AccountId, BankFileId, Date, DocumentId, Money, PaymentId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name, parsed};
use uuid::Uuid;

use crate::payments::{PaymentRecord, PaymentRow};

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

/// Writes payments, in the actor's name.
pub(crate) async fn insert_many(tx: &RegionTx, payments: &[PaymentRow]) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let signature = tx.signature().await?;
    let account = scope.actor().account.map(AccountId::uuid);
    let rows = payments.iter().map(|payment| {
        [
            payment.id.uuid().into(),
            payment.document.uuid().into(),
            payment.date.into(),
            payment.amount.ore().into(),
            payment.source.word().into(),
            payment.bank_reference.clone().into(),
            payment.bank_file.map(BankFileId::uuid).into(),
            payment.note.as_str().into(),
            payment.reverses.map(PaymentId::uuid).into(),
            scope.now().into(),
            signature.as_str().into(),
            account.into(),
        ]
    });
    let columns = [
        "id",
        "document_id",
        "date",
        "amount_ore",
        "source",
        "bank_reference",
        "bank_file_id",
        "note",
        "reverses_id",
        "recorded_at",
        "recorded_by",
        "account_id",
    ];
    tx.insert_rows("payments", columns, rows.collect()).await
}

/// The payment with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: PaymentId,
) -> Result<Option<PaymentRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(payment).transpose()
}

/// Whether it has been taken back.
pub(crate) async fn is_reversed(store: &impl InRegion, id: PaymentId) -> Result<bool, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("reverses_id").eq(id.uuid()));
    Ok(store.query_one(&select).await?.is_some())
}

/// The payments of these documents, the first recorded first.
pub(crate) async fn of_documents(
    store: &impl InRegion,
    documents: &[Uuid],
) -> Result<Vec<PaymentRecord>, StoreFault> {
    let mut found = Vec::new();
    for some in documents.chunks(AT_A_TIME) {
        let mut select = select();
        select.and_where(Expr::col("document_id").is_in(some.iter().copied()));
        for row in store.query_all(&select).await? {
            found.push(payment(&row)?);
        }
    }
    Ok(found)
}

/// Every payment, the first recorded first.
pub(crate) async fn all(store: &impl InRegion) -> Result<Vec<PaymentRecord>, StoreFault> {
    store.query_all(&select()).await?.iter().map(payment).collect()
}

/// What was paid of each of these documents in all; those of which nothing was are left out.
pub(crate) async fn sums_of(
    store: &impl InRegion,
    documents: &[Uuid],
) -> Result<BTreeMap<DocumentId, Money>, StoreFault> {
    let mut found = BTreeMap::new();
    for some in documents.chunks(AT_A_TIME) {
        let mut select = select_sums();
        select.and_where(Expr::col("document_id").is_in(some.iter().copied()));
        found.extend(sums(store, &select).await?);
    }
    Ok(found)
}

/// What was paid of each document up to and including a day.
pub(crate) async fn sums_until(
    store: &impl InRegion,
    day: Date,
) -> Result<BTreeMap<DocumentId, Money>, StoreFault> {
    let mut select = select_sums();
    select.and_where(Expr::col("date").lte(day));
    sums(store, &select).await
}

fn select_sums() -> SelectStatement {
    Query::select()
        .column("document_id")
        // The sum of bigints is numeric on PostgreSQL.
        .expr_as(Expr::col("amount_ore").sum().cast_as("bigint"), "paid")
        .from("payments")
        .group_by_col("document_id")
        .to_owned()
}

async fn sums(
    store: &impl InRegion,
    select: &SelectStatement,
) -> Result<BTreeMap<DocumentId, Money>, StoreFault> {
    let rows = store.query_all(select).await?;
    let sum = |row: &QueryResult| {
        let document = DocumentId::from_uuid(row.try_get("", "document_id")?);
        Ok((document, Money::from_ore(row.try_get("", "paid")?)))
    };
    rows.iter().map(sum).collect()
}

fn select() -> SelectStatement {
    Query::select()
        .columns([
            "id",
            "document_id",
            "date",
            "amount_ore",
            "source",
            "bank_reference",
            "bank_file_id",
            "note",
            "reverses_id",
            "recorded_at",
        ])
        .expr_as(actor_name("payments", "recorded_by"), "recorded_by")
        .from("payments")
        .order_by("id", Order::Asc)
        .to_owned()
}

fn payment(row: &QueryResult) -> Result<PaymentRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let bank_file: Option<Uuid> = row.try_get("", "bank_file_id")?;
    let reverses: Option<Uuid> = row.try_get("", "reverses_id")?;
    let by: Option<String> = row.try_get("", "recorded_by")?;
    Ok(PaymentRecord {
        row: PaymentRow {
            id: PaymentId::from_uuid(id),
            document: DocumentId::from_uuid(row.try_get("", "document_id")?),
            date: row.try_get("", "date")?,
            amount: Money::from_ore(row.try_get("", "amount_ore")?),
            source: parsed(row, "payments", "source", &id)?,
            bank_reference: row.try_get("", "bank_reference")?,
            bank_file: bank_file.map(BankFileId::from_uuid),
            note: row.try_get("", "note")?,
            reverses: reverses.map(PaymentId::from_uuid),
        },
        recorded_at: row.try_get("", "recorded_at")?,
        recorded_by: by.unwrap_or_default(),
    })
}

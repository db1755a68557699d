//! `reminders`: added to, never changed.

use std::collections::BTreeMap;

use domain::{AccountId, Date, DocumentId, Money};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};

use crate::payments::ReminderRecord;

/// Writes that somebody was reminded of these today, each with what was left; in the actor's name.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    reminded: &[(DocumentId, Money)],
) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let signature = tx.signature().await?;
    let account = scope.actor().account.map(AccountId::uuid);
    let rows = reminded.iter().map(|(document, left)| {
        [
            domain::ReminderId::next(scope.ids()).uuid().into(),
            document.uuid().into(),
            scope.today().into(),
            left.ore().into(),
            scope.now().into(),
            signature.as_str().into(),
            account.into(),
        ]
    });
    let columns =
        ["id", "document_id", "date", "left_ore", "recorded_at", "recorded_by", "account_id"];
    tx.insert_rows("reminders", columns, rows.collect()).await
}

/// A document's reminders, the first first.
pub(crate) async fn of_document(
    store: &impl InRegion,
    document: DocumentId,
) -> Result<Vec<ReminderRecord>, StoreFault> {
    let select = Query::select()
        .columns(["date", "left_ore"])
        .expr_as(actor_name("reminders", "recorded_by"), "recorded_by")
        .from("reminders")
        .and_where(Expr::col("document_id").eq(document.uuid()))
        .order_by("id", Order::Asc)
        .to_owned();
    let reminder = |row: &QueryResult| {
        let by: Option<String> = row.try_get("", "recorded_by")?;
        Ok(ReminderRecord {
            date: row.try_get("", "date")?,
            left: Money::from_ore(row.try_get("", "left_ore")?),
            by: by.unwrap_or_default(),
        })
    };
    store.query_all(&select).await?.iter().map(reminder).collect()
}

/// The last day on which somebody was reminded of each document.
pub(crate) async fn last(store: &impl InRegion) -> Result<BTreeMap<DocumentId, Date>, StoreFault> {
    let select = Query::select()
        .column("document_id")
        .expr_as(Expr::col("date").max(), "last")
        .from("reminders")
        .group_by_col("document_id")
        .to_owned();
    let rows = store.query_all(&select).await?;
    let last = |row: &QueryResult| {
        Ok((DocumentId::from_uuid(row.try_get("", "document_id")?), row.try_get("", "last")?))
    };
    rows.iter().map(last).collect()
}

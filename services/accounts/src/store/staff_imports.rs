//! `staff_imports`, `staff_import_batches` and `staff_mappings` of a region.

use chrono::{DateTime, Utc};
use domain::{AccountId, MunicipalityCode};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name, parsed_opt};
use uuid::Uuid;

use crate::staff::import::{Counts, ImportRecord, ImportState, OnFault};

const COLUMNS: [&str; 17] = [
    "id",
    "account_id",
    "created_at",
    "file_name",
    "mapping",
    "municipality_code",
    "on_fault",
    "invites",
    "state",
    "cancel_requested",
    "row_count",
    "created_count",
    "changed_count",
    "unchanged_count",
    "refused_count",
    "finished_at",
    "fault",
];

/// Writes a new import with its file, in the actor's name.
pub(crate) async fn insert(
    tx: &RegionTx,
    record: &ImportRecord,
    content: Vec<u8>,
) -> Result<(), StoreFault> {
    let columns = [
        "id",
        "account_id",
        "by",
        "created_at",
        "file_name",
        "content",
        "mapping",
        "municipality_code",
        "state",
        "row_count",
    ];
    let row = [
        record.id.into(),
        record.account.map(AccountId::uuid).into(),
        tx.signature().await?.into(),
        record.created_at.into(),
        record.file_name.as_str().into(),
        content.into(),
        record.mapping.clone().into(),
        record.municipality.map(|code| code.to_string()).into(),
        record.state.word().into(),
        record.counts.rows.into(),
    ];
    tx.insert_rows("staff_imports", columns, vec![row]).await
}

/// The import with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: Uuid,
) -> Result<Option<ImportRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id));
    store.query_one(&select).await?.as_ref().map(record).transpose()
}

/// The latest imports of this account, or of everybody.
pub(crate) async fn latest(
    store: &impl InRegion,
    of: Option<AccountId>,
    limit: u64,
) -> Result<Vec<ImportRecord>, StoreFault> {
    let mut select = select();
    select.order_by("created_at", Order::Desc).order_by("id", Order::Desc).limit(limit);
    if let Some(account) = of {
        select.and_where(Expr::col("account_id").eq(account.uuid()));
    }
    store.query_all(&select).await?.iter().map(record).collect()
}

/// Those that were uploaded before this instant, and are not being brought in.
pub(crate) async fn ended_before(
    store: &impl InRegion,
    at: DateTime<Utc>,
) -> Result<Vec<ImportRecord>, StoreFault> {
    let mut select = select();
    select
        .and_where(Expr::col("created_at").lt(at))
        .and_where(Expr::col("state").ne(ImportState::Running.word()))
        .order_by("created_at", Order::Asc)
        .order_by("id", Order::Asc);
    store.query_all(&select).await?.iter().map(record).collect()
}

/// Removes an import with its file and what became of its rows. Whom it brought in stays.
pub(crate) async fn delete(tx: &RegionTx, id: Uuid) -> Result<(), StoreFault> {
    for (table, column) in [("staff_import_batches", "import_id"), ("staff_imports", "id")] {
        let delete =
            Query::delete().from_table(table).and_where(Expr::col(column).eq(id)).to_owned();
        tx.execute(&delete).await?;
    }
    Ok(())
}

/// The import's file; `None` where it is not kept any more.
pub(crate) async fn content(
    store: &impl InRegion,
    id: Uuid,
) -> Result<Option<Vec<u8>>, StoreFault> {
    let select = Query::select()
        .column("content")
        .from("staff_imports")
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    let row = store.query_one(&select).await?;
    Ok(row.map(|row| row.try_get("", "content")).transpose()?.flatten())
}

/// Writes everything of an import that may change, but its file.
pub(crate) async fn update(tx: &RegionTx, record: &ImportRecord) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("staff_imports")
        .value("mapping", record.mapping.clone())
        .value("municipality_code", record.municipality.map(|code| code.to_string()))
        .value("on_fault", record.on_fault.map(|choice| choice.word().to_owned()))
        .value("invites", record.invites)
        .value("state", record.state.word())
        .value("created_count", record.counts.created)
        .value("changed_count", record.counts.changed)
        .value("unchanged_count", record.counts.unchanged)
        .value("refused_count", record.counts.refused)
        .value("finished_at", record.finished_at)
        .value("fault", record.fault.clone())
        .and_where(Expr::col("id").eq(record.id))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// Asks for an import to be stopped.
pub(crate) async fn request_cancel(tx: &RegionTx, id: Uuid) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("staff_imports")
        .value("cancel_requested", true)
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// A batch of rows that have been brought in.
pub(crate) struct Batch {
    pub(crate) first_row: i32,
    pub(crate) outcomes: String,
    pub(crate) invited: bool,
}

/// Writes a batch. A second one with the same first row is refused by the table.
pub(crate) async fn insert_batch(
    tx: &RegionTx,
    import: Uuid,
    batch: Batch,
) -> Result<(), StoreFault> {
    let columns = ["import_id", "first_row", "outcomes", "invited"];
    let row = [import.into(), batch.first_row.into(), batch.outcomes.into(), batch.invited.into()];
    tx.insert_rows("staff_import_batches", columns, vec![row]).await
}

/// The batches of an import, in order.
pub(crate) async fn batches(store: &impl InRegion, import: Uuid) -> Result<Vec<Batch>, StoreFault> {
    let select = Query::select()
        .columns(["first_row", "outcomes", "invited"])
        .from("staff_import_batches")
        .and_where(Expr::col("import_id").eq(import))
        .order_by("first_row", Order::Asc)
        .to_owned();
    let rows = store.query_all(&select).await?;
    let batch = |row: &QueryResult| {
        Ok(Batch {
            first_row: row.try_get("", "first_row")?,
            outcomes: row.try_get("", "outcomes")?,
            invited: row.try_get("", "invited")?,
        })
    };
    rows.iter().map(batch).collect()
}

/// Notes that those of a batch have been invited.
pub(crate) async fn set_invited(
    tx: &RegionTx,
    import: Uuid,
    first_row: i32,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("staff_import_batches")
        .value("invited", true)
        .and_where(Expr::col("import_id").eq(import))
        .and_where(Expr::col("first_row").eq(first_row))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// The mapping that was last used for a municipality, or for the whole region.
pub(crate) async fn remembered(
    store: &impl InRegion,
    municipality: Option<MunicipalityCode>,
) -> Result<Option<String>, StoreFault> {
    let select = Query::select()
        .column("mapping")
        .from("staff_mappings")
        .and_where(Expr::col("municipality_code").eq(key(municipality)))
        .to_owned();
    let row = store.query_one(&select).await?;
    Ok(row.map(|row| row.try_get("", "mapping")).transpose()?)
}

/// Remembers a mapping.
pub(crate) async fn remember(
    tx: &RegionTx,
    municipality: Option<MunicipalityCode>,
    mapping: &str,
) -> Result<(), StoreFault> {
    let upsert = Query::insert()
        .into_table("staff_mappings")
        .columns(["municipality_code", "mapping", "used_at"])
        .values_panic([key(municipality).into(), mapping.into(), tx.scope().now().into()])
        .on_conflict(
            OnConflict::column("municipality_code")
                .update_columns(["mapping", "used_at"])
                .to_owned(),
        )
        .to_owned();
    tx.execute(&upsert).await?;
    Ok(())
}

fn key(municipality: Option<MunicipalityCode>) -> String {
    municipality.map(|code| code.to_string()).unwrap_or_default()
}

fn select() -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .expr_as(actor_name("staff_imports", "by"), "by")
        .from("staff_imports")
        .to_owned()
}

fn record(row: &QueryResult) -> Result<ImportRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let fault = |column| StoreFault::row("staff_imports", column, &id);
    let account: Option<Uuid> = row.try_get("", "account_id")?;
    let state: String = row.try_get("", "state")?;
    let on_fault: Option<String> = row.try_get("", "on_fault")?;
    let on_fault = on_fault.map(|word| OnFault::of_word(&word).ok_or_else(|| fault("on_fault")));
    let finished_at: Option<DateTime<Utc>> = row.try_get("", "finished_at")?;
    Ok(ImportRecord {
        id,
        account: account.map(AccountId::from_uuid),
        by: row.try_get("", "by")?,
        created_at: row.try_get("", "created_at")?,
        file_name: row.try_get("", "file_name")?,
        mapping: row.try_get("", "mapping")?,
        municipality: parsed_opt(row, "staff_imports", "municipality_code", &id)?,
        on_fault: on_fault.transpose()?,
        invites: row.try_get("", "invites")?,
        state: ImportState::of_word(&state).ok_or_else(|| fault("state"))?,
        cancel_requested: row.try_get("", "cancel_requested")?,
        counts: Counts {
            rows: row.try_get("", "row_count")?,
            created: row.try_get("", "created_count")?,
            changed: row.try_get("", "changed_count")?,
            unchanged: row.try_get("", "unchanged_count")?,
            refused: row.try_get("", "refused_count")?,
        },
        finished_at,
        fault: row.try_get("", "fault")?,
    })
}

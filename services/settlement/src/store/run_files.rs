//! `run_files` and `run_file_parts`: how far the files of runs have come, and what is in them.

use chrono::{DateTime, Utc};
use domain::RunId;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};
use uuid::Uuid;

use crate::files::Format;
use crate::run_files::{FilesState, RunFiles};

const COLUMNS: [&str; 12] = [
    "id",
    "run_id",
    "format",
    "asked_at",
    "documents",
    "done",
    "state",
    "withheld",
    "size",
    "parts",
    "finished_at",
    "expires_at",
];

/// What a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// An archive of a batch; its position is how many documents came before it.
    Batch,
    /// A piece of the whole.
    File,
}

impl Stage {
    const fn word(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::File => "file",
        }
    }
}

/// Writes that somebody has asked for files, in the actor's name.
pub(crate) async fn insert(tx: &RegionTx, files: &RunFiles) -> Result<(), StoreFault> {
    let columns = ["id", "run_id", "format", "asked_at", "asked_by", "documents", "state"];
    let row = [
        files.id.into(),
        files.run.uuid().into(),
        files.format.word().into(),
        files.asked_at.into(),
        tx.signature().await?.into(),
        files.documents.into(),
        files.state.word().into(),
    ];
    tx.insert_rows("run_files", columns, vec![row]).await
}

/// The files with this id.
pub(crate) async fn find(store: &impl InRegion, id: Uuid) -> Result<Option<RunFiles>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id));
    store.query_one(&select).await?.as_ref().map(files).transpose()
}

/// The files of this run in this format, kept still or not.
pub(crate) async fn find_of(
    store: &impl InRegion,
    run: RunId,
    format: Format,
) -> Result<Option<RunFiles>, StoreFault> {
    let mut select = select();
    select
        .and_where(Expr::col("run_id").eq(run.uuid()))
        .and_where(Expr::col("format").eq(format.word()));
    store.query_one(&select).await?.as_ref().map(files).transpose()
}

/// What is kept no longer.
pub(crate) async fn expired(store: &impl InRegion) -> Result<Vec<Uuid>, StoreFault> {
    let select = Query::select()
        .column("id")
        .from("run_files")
        .and_where(Expr::col("expires_at").lte(store.scope().now()))
        .to_owned();
    let rows = store.query_all(&select).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// Removes files with what is in them.
pub(crate) async fn delete(tx: &RegionTx, id: Uuid) -> Result<(), StoreFault> {
    for (table, column) in [("run_file_parts", "run_files_id"), ("run_files", "id")] {
        let delete =
            Query::delete().from_table(table).and_where(Expr::col(column).eq(id)).to_owned();
        tx.execute(&delete).await?;
    }
    Ok(())
}

/// Notes that so many documents are done, with what is withheld; false where somebody else has come further.
pub(crate) async fn advance(tx: &RegionTx, files: &RunFiles, to: i32) -> Result<bool, StoreFault> {
    let withheld = serde_json::to_string(&files.withheld)
        .map_err(|_| StoreFault::row("run_files", "withheld", &files.id))?;
    let update = Query::update()
        .table("run_files")
        .value("done", to)
        .value("withheld", withheld)
        .and_where(Expr::col("id").eq(files.id))
        .and_where(Expr::col("done").eq(files.done))
        .and_where(Expr::col("state").eq(FilesState::Making.word()))
        .to_owned();
    Ok(tx.execute(&update).await?.rows_affected() == 1)
}

/// Begins to write the whole, from its first piece; false where it is there already.
pub(crate) async fn begin_whole(tx: &RegionTx, id: Uuid) -> Result<bool, StoreFault> {
    // The row is written so that two who begin do it one after the other.
    let update = Query::update()
        .table("run_files")
        .value("parts", 0)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("state").eq(FilesState::Making.word()))
        .to_owned();
    if tx.execute(&update).await?.rows_affected() == 0 {
        return Ok(false);
    }
    delete_parts(tx, id, Stage::File).await?;
    Ok(true)
}

/// How files have ended.
pub(crate) struct Done {
    pub(crate) parts: i32,
    pub(crate) size: i64,
    pub(crate) finished_at: DateTime<Utc>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
}

impl Done {
    /// With nothing in them, at this moment.
    pub(crate) const fn nothing(finished_at: DateTime<Utc>) -> Self {
        Self { parts: 0, size: 0, finished_at, expires_at: None }
    }
}

/// Writes how files that are being made have ended. What was for making them goes.
pub(crate) async fn end(
    tx: &RegionTx,
    id: Uuid,
    state: FilesState,
    done: &Done,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("run_files")
        .value("state", state.word())
        .value("parts", done.parts)
        .value("size", done.size)
        .value("finished_at", done.finished_at)
        .value("expires_at", done.expires_at)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("state").eq(FilesState::Making.word()))
        .to_owned();
    tx.execute(&update).await?;
    delete_parts(tx, id, Stage::Batch).await
}

async fn delete_parts(tx: &RegionTx, id: Uuid, stage: Stage) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("run_file_parts")
        .and_where(Expr::col("run_files_id").eq(id))
        .and_where(Expr::col("stage").eq(stage.word()))
        .to_owned();
    tx.execute(&delete).await?;
    Ok(())
}

/// Writes a part. A second one in the same place is refused by the table.
pub(crate) async fn add_part(
    tx: &RegionTx,
    id: Uuid,
    stage: Stage,
    position: i32,
    content: Vec<u8>,
) -> Result<(), StoreFault> {
    let columns = ["run_files_id", "stage", "position", "content"];
    let row = [id.into(), stage.word().into(), position.into(), content.into()];
    tx.insert_rows("run_file_parts", columns, vec![row]).await
}

/// Which parts there are, in order.
pub(crate) async fn positions(
    store: &impl InRegion,
    id: Uuid,
    stage: Stage,
) -> Result<Vec<i32>, StoreFault> {
    let mut select = parts("position", id, stage);
    select.order_by("position", Order::Asc);
    let rows = store.query_all(&select).await?;
    rows.iter().map(|row| Ok(row.try_get("", "position")?)).collect()
}

/// What is in a part.
pub(crate) async fn part(
    store: &impl InRegion,
    id: Uuid,
    stage: Stage,
    position: i32,
) -> Result<Option<Vec<u8>>, StoreFault> {
    let mut select = parts("content", id, stage);
    select.and_where(Expr::col("position").eq(position));
    let row = store.query_one(&select).await?;
    row.map(|row| Ok(row.try_get("", "content")?)).transpose()
}

fn parts(column: &'static str, id: Uuid, stage: Stage) -> SelectStatement {
    Query::select()
        .column(column)
        .from("run_file_parts")
        .and_where(Expr::col("run_files_id").eq(id))
        .and_where(Expr::col("stage").eq(stage.word()))
        .to_owned()
}

fn select() -> SelectStatement {
    Query::select()
        .columns(COLUMNS)
        .expr_as(actor_name("run_files", "asked_by"), "asked_by")
        .from("run_files")
        .to_owned()
}

fn files(row: &QueryResult) -> Result<RunFiles, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let fault = |column| StoreFault::row("run_files", column, &id);
    let format: String = row.try_get("", "format")?;
    let state: String = row.try_get("", "state")?;
    let withheld: String = row.try_get("", "withheld")?;
    Ok(RunFiles {
        id,
        run: RunId::from_uuid(row.try_get("", "run_id")?),
        format: Format::of_word(&format).ok_or_else(|| fault("format"))?,
        asked_at: row.try_get("", "asked_at")?,
        asked_by: row.try_get("", "asked_by")?,
        documents: row.try_get("", "documents")?,
        done: row.try_get("", "done")?,
        state: FilesState::ALL
            .into_iter()
            .find(|one| one.word() == state)
            .ok_or_else(|| fault("state"))?,
        withheld: serde_json::from_str(&withheld).map_err(|_| fault("withheld"))?,
        size: row.try_get("", "size")?,
        parts: row.try_get("", "parts")?,
        finished_at: row.try_get("", "finished_at")?,
        expires_at: row.try_get("", "expires_at")?,
    })
}

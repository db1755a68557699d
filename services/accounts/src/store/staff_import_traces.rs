//! What `staff_imports` and `staff_import_batches` tell of single persons: for them to read, and to let go of.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

use crate::staff::import::ImportState;

/// Whether any import is being brought in.
pub(crate) async fn any_runs(store: &impl InRegion) -> Result<bool, StoreFault> {
    let select = Query::select()
        .column("id")
        .from("staff_imports")
        .and_where(Expr::col("state").eq(ImportState::Running.word()))
        .limit(1)
        .to_owned();
    Ok(store.query_one(&select).await?.is_some())
}

/// Ids and names of all files that are kept.
pub(crate) async fn with_files(store: &impl InRegion) -> Result<Vec<(Uuid, String)>, StoreFault> {
    let select = Query::select()
        .columns(["id", "file_name"])
        .from("staff_imports")
        .order_by("id", sea_orm::Order::Asc)
        .to_owned();
    let rows = store.query_all(&select).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "file_name")?))).collect()
}

/// Takes an import's file away, and gives it this name.
pub(crate) async fn drop_file(
    tx: &RegionTx,
    import: Uuid,
    file_name: &str,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("staff_imports")
        .value("content", None::<Vec<u8>>)
        .value("file_name", file_name)
        .and_where(Expr::col("id").eq(import))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// Import, first row and outcomes of a batch.
pub(crate) type Mentioned = (Uuid, i32, String);

/// Batches whose outcomes have one of these texts in them.
pub(crate) async fn mentioning(
    store: &impl InRegion,
    texts: &[String],
) -> Result<Vec<Mentioned>, StoreFault> {
    let has = |text: &String| {
        let plain: String = text.chars().filter(|c| !"%_\\".contains(*c)).collect();
        Expr::col("outcomes").like(format!("%{plain}%"))
    };
    let any = texts.iter().map(has).fold(Cond::any(), Cond::add);
    let select = Query::select()
        .columns(["import_id", "first_row", "outcomes"])
        .from("staff_import_batches")
        .cond_where(any)
        .order_by("import_id", sea_orm::Order::Asc)
        .order_by("first_row", sea_orm::Order::Asc)
        .to_owned();
    let rows = store.query_all(&select).await?;
    let batch = |row: &sea_orm::QueryResult| {
        Ok((
            row.try_get("", "import_id")?,
            row.try_get("", "first_row")?,
            row.try_get("", "outcomes")?,
        ))
    };
    rows.iter().map(batch).collect()
}

/// Writes what is left of a batch's outcomes.
pub(crate) async fn rewrite(
    tx: &RegionTx,
    (import, first_row, outcomes): Mentioned,
) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("staff_import_batches")
        .value("outcomes", outcomes)
        .and_where(Expr::col("import_id").eq(import))
        .and_where(Expr::col("first_row").eq(first_row))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

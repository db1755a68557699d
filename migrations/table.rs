//! Making tables and views alike on both databases. Knows no table's name.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Creates `tables` in order, foreign keys last to first.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    Ok(())
}

/// Creates a view from a query that both databases understand.
pub(crate) async fn view(
    manager: &SchemaManager<'_>,
    name: &str,
    query: &str,
) -> Result<(), DbErr> {
    let statement = format!("CREATE VIEW {name} AS {query}");
    manager.get_connection().execute_unprepared(&statement).await.map(|_| ())
}

/// Forbids changing or deleting the rows of `tables`, for ever.
///
/// On SQLite by triggers. On PostgreSQL the region's role is never given those rights: see `tenancy`.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    for table in tables {
        for (verb, name) in [("UPDATE", "update"), ("DELETE", "delete")] {
            let trigger = format!(
                "CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} \
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            );
            manager.get_connection().execute_unprepared(&trigger).await?;
        }
    }
    Ok(())
}

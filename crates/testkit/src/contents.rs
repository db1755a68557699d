//! All that a deployment's databases hold, row by row: for tests in which nothing may change.

use std::collections::BTreeMap;
use std::path::Path;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbErr, Statement};

use crate::World;

/// Every row of every table, by table, sorted.
pub type Contents = BTreeMap<String, Vec<String>>;

/// What all databases of a world hold. Of the audit only changes: that somebody was refused is written, and should be.
pub async fn contents(world: &World) -> Contents {
    read_all(world, only).await
}

/// What all databases of a world hold, all of the audit among it.
pub async fn everything(world: &World) -> Contents {
    read_all(world, |_| "").await
}

/// Which rows of a table to read, as the end of a query.
type Only = fn(&str) -> &'static str;

async fn read_all(world: &World, only: Only) -> Contents {
    let read = match (&world.superuser_url, world.folder()) {
        (Some(url), _) => on_postgres(url, only).await,
        (None, Some(folder)) => on_sqlite(folder, only).await,
        (None, None) => panic!("a world is on one or the other"),
    };
    let contents = read.unwrap_or_else(|fault| panic!("the databases cannot be read: {fault}"));
    let rows: usize = contents.values().map(Vec::len).sum();
    assert!(contents.len() > 30 && rows > 100, "too little was read: {rows} rows");
    contents
}

async fn on_postgres(url: &str, only: Only) -> Result<Contents, DbErr> {
    let mut contents = Contents::new();
    let server = Database::connect(url).await?;
    let tables = "SELECT schemaname || '.' || tablename FROM pg_tables
                  WHERE schemaname = 'platform' OR schemaname LIKE 'region%'";
    for table in texts(&server, tables).await? {
        let rows = format!("SELECT to_jsonb(t)::text FROM {table} t{}", only(&table));
        let rows = texts(&server, &rows).await?;
        contents.insert(table, rows);
    }
    server.close().await?;
    Ok(contents)
}

async fn on_sqlite(folder: &Path, only: Only) -> Result<Contents, DbErr> {
    let mut contents = Contents::new();
    let regions = std::fs::read_dir(folder.join("regions"));
    let regions = regions.map_err(|fault| DbErr::Custom(fault.to_string()))?;
    let files = regions.filter_map(Result::ok).map(|entry| entry.path());
    let files = files.filter(|file| file.extension().is_some_and(|end| end == "sqlite"));
    for file in files.chain([folder.join("platform.sqlite")]) {
        let name = file.with_extension("").file_name().unwrap_or_default().display().to_string();
        let file = Database::connect(format!("sqlite://{}", file.display())).await?;
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table'";
        for table in texts(&file, tables).await? {
            let columns = format!(
                "SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ')
                 FROM pragma_table_info('{table}')"
            );
            let columns = texts(&file, &columns).await?.concat();
            let rows = format!("SELECT {columns} FROM \"{table}\"{}", only(&table));
            let rows = texts(&file, &rows).await?;
            contents.insert(format!("{name}.{table}"), rows);
        }
        file.close().await?;
    }
    Ok(contents)
}

/// Which tables differ.
pub fn changed(before: &Contents, after: &Contents) -> Vec<String> {
    let tables = before.keys().chain(after.keys());
    let mut changed: Vec<String> =
        tables.filter(|table| before.get(*table) != after.get(*table)).cloned().collect();
    changed.dedup();
    changed
}

fn only(table: &str) -> &'static str {
    match table {
        _ if table.ends_with("audit_entries") => " WHERE kind = 'change'",
        // Whoever was refused is noted there too.
        _ if table.ends_with("audit_actors") => " WHERE name IS NULL",
        _ => "",
    }
}

/// A text for each row, sorted.
async fn texts(connection: &DatabaseConnection, sql: &str) -> Result<Vec<String>, DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await?;
    let mut texts: Vec<String> =
        rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    texts.sort_unstable();
    Ok(texts)
}

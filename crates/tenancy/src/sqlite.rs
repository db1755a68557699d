//! SQLite files: one for the platform, one for each region. Durable before fast.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Slug;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::StoreFault;

const WAIT_FOR_LOCK: Duration = Duration::from_secs(30);
const CONNECTIONS: u32 = 4;

pub(crate) fn platform_file(folder: &Path) -> PathBuf {
    folder.join("platform.sqlite")
}

pub(crate) fn region_file(folder: &Path, slug: &Slug) -> PathBuf {
    folder.join("regions").join(format!("{slug}.sqlite"))
}

/// Opens, and makes where it is missing, a database file.
pub(crate) async fn open(file: &Path) -> Result<DatabaseConnection, StoreFault> {
    // Whoever makes a file turns it to write-ahead logging, for which SQLite waits for nobody: one at a time.
    let _alone = match file.parent() {
        Some(folder) => Some(lock(folder).await?),
        None => None,
    };
    let file = file.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options
        .max_connections(CONNECTIONS)
        .min_connections(0)
        .idle_timeout(Duration::from_mins(1))
        .acquire_timeout(WAIT_FOR_LOCK)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .filename(&file)
                .in_memory(false)
                // Readers would wait for writers.
                .shared_cache(false)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // A committed document must outlive a power failure.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(WAIT_FOR_LOCK)
                // So that REPLACE meets the triggers that keep rows from being deleted.
                .pragma("recursive_triggers", "ON")
                // What is taken away is overwritten: nobody finds it in the file.
                .pragma("secure_delete", "ON")
                .foreign_keys(true)
        });
    Ok(Database::connect(options).await?)
}

/// Holds the folder's migration lock until dropped: one process at a time changes the shape of databases.
pub(crate) async fn lock(folder: &Path) -> Result<File, StoreFault> {
    std::fs::create_dir_all(folder).map_err(|source| fault(folder, source))?;
    let path = folder.join("migrate.lock");
    let waiting = path.clone();
    let locked = tokio::task::spawn_blocking(move || {
        let file = File::create(&waiting)?;
        file.lock()?;
        Ok(file)
    });
    match locked.await {
        Ok(result) => result.map_err(|source| fault(&path, source)),
        Err(join) => Err(fault(&path, std::io::Error::other(join))),
    }
}

fn fault(path: &Path, source: std::io::Error) -> StoreFault {
    StoreFault::File { path: path.display().to_string(), source }
}

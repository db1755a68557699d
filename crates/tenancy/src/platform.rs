//! The platform database: what belongs to no region. Its tables are their owners' affair.

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use crate::{StoreFault, Surroundings};

/// The open platform database. Reads and single statements go through [`PlatformDb::connection`].
#[derive(Clone)]
pub struct PlatformDb {
    pub(crate) connection: DatabaseConnection,
    pub(crate) surroundings: Surroundings,
}

impl PlatformDb {
    /// The connection pool.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Clock and ids.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<DatabaseTransaction, StoreFault> {
        let mode = match self.connection.get_database_backend() {
            DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
            _ => None,
        };
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
        Ok(self.connection.begin_with_options(options).await?)
    }
}

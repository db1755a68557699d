//! Transactions in a region: values that somebody must end. Dropped without `commit`, nothing has happened.

use std::sync::{Arc, Mutex};

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use tokio::sync::OwnedMutexGuard;

use crate::audit::{Draft, Signed};
use crate::count::pass_on_statements;
use crate::scope::sealed;
use crate::{InRegion, RegionScope, StoreFault, postgres};

/// A transaction in a region.
#[must_use = "a transaction that is not committed is rolled back"]
pub struct RegionTx {
    scope: RegionScope,
    transaction: DatabaseTransaction,
    /// Written as it is committed.
    pub(crate) notes: Mutex<Vec<Draft>>,
    /// Who has signed in it; known to others once it is committed.
    pub(crate) signed: Signed,
    /// Given back after the transaction has ended.
    _turn: Option<OwnedMutexGuard<()>>,
}

impl RegionScope {
    /// Begins a transaction that may write.
    ///
    /// On SQLite it holds the region's write lock from the start, so that it never fails half-way for another's.
    pub async fn begin(&self) -> Result<RegionTx, StoreFault> {
        match self.db.connection.get_database_backend() {
            DbBackend::Postgres => self.begin_as(TransactionOptions::default(), None).await,
            _ => self.begin_immediate().await,
        }
    }

    /// Begins a transaction that sees one moment and runs alone among those begun so in this region.
    ///
    /// For what must not happen twice at once: issuing documents.
    pub async fn begin_serial(&self) -> Result<RegionTx, StoreFault> {
        if self.db.connection.get_database_backend() != DbBackend::Postgres {
            return self.begin_immediate().await;
        }
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            ..TransactionOptions::default()
        };
        let tx = self.begin_as(options, Some(self.turn().await)).await?;
        // Taken before the first query, so that the snapshot is made when the lock is held.
        tx.execute_unprepared(postgres::LOCK_SERIAL).await?;
        Ok(tx)
    }

    /// Begins a transaction that only reads, and sees one moment.
    pub async fn begin_snapshot(&self) -> Result<RegionTx, StoreFault> {
        let options = match self.db.connection.get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(sea_orm::AccessMode::ReadOnly),
                sqlite_transaction_mode: None,
            },
            _ => TransactionOptions {
                isolation_level: None,
                access_mode: None,
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            },
        };
        self.begin_as(options, None).await
    }

    /// SQLite has one writer at a time.
    async fn begin_immediate(&self) -> Result<RegionTx, StoreFault> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.begin_as(options, Some(self.turn().await)).await
    }

    async fn turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.db.turn).lock_owned().await
    }

    async fn begin_as(
        &self,
        options: TransactionOptions,
        turn: Option<OwnedMutexGuard<()>>,
    ) -> Result<RegionTx, StoreFault> {
        let transaction = self.db.connection.begin_with_options(options).await?;
        let notes = Mutex::default();
        let signed = Signed::default();
        Ok(RegionTx { scope: self.clone(), transaction, notes, signed, _turn: turn })
    }
}

impl RegionTx {
    /// Makes everything in it true at once, with what has been noted of it.
    pub async fn commit(self) -> Result<(), StoreFault> {
        self.write_notes().await?;
        self.transaction.commit().await?;
        self.scope.db.signed.learn(&self.signed);
        Ok(())
    }

    /// Undoes everything in it, now rather than when dropped.
    pub async fn rollback(self) -> Result<(), StoreFault> {
        self.transaction.rollback().await?;
        Ok(())
    }
}

impl sealed::Sealed for RegionTx {}

impl InRegion for RegionTx {
    fn scope(&self) -> &RegionScope {
        &self.scope
    }
}

pass_on_statements!(RegionTx, |this| this.transaction, this.scope.db.statements);

//! Passing statements on while counting them: what the metrics show, and what tests hold lists to.

use std::sync::atomic::{AtomicU64, Ordering};

/// Statements sent to region databases since the process started.
#[derive(Debug, Default)]
pub(crate) struct Statements(AtomicU64);

impl Statements {
    pub(crate) fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Implements `ConnectionTrait` by the connection in `$field`, counting in `$statements`.
macro_rules! pass_on_statements {
    ($type:ty, |$this:ident| $connection:expr, $statements:expr) => {
        #[async_trait::async_trait]
        impl sea_orm::ConnectionTrait for $type {
            fn get_database_backend(&self) -> sea_orm::DbBackend {
                let $this = self;
                $connection.get_database_backend()
            }

            async fn execute_raw(
                &self,
                statement: sea_orm::Statement,
            ) -> Result<sea_orm::ExecResult, sea_orm::DbErr> {
                let $this = self;
                $statements.add_one();
                $connection.execute_raw(statement).await
            }

            async fn execute_unprepared(
                &self,
                sql: &str,
            ) -> Result<sea_orm::ExecResult, sea_orm::DbErr> {
                let $this = self;
                $statements.add_one();
                $connection.execute_unprepared(sql).await
            }

            async fn query_one_raw(
                &self,
                statement: sea_orm::Statement,
            ) -> Result<Option<sea_orm::QueryResult>, sea_orm::DbErr> {
                let $this = self;
                $statements.add_one();
                $connection.query_one_raw(statement).await
            }

            async fn query_all_raw(
                &self,
                statement: sea_orm::Statement,
            ) -> Result<Vec<sea_orm::QueryResult>, sea_orm::DbErr> {
                let $this = self;
                $statements.add_one();
                $connection.query_all_raw(statement).await
            }
        }
    };
}
pub(crate) use pass_on_statements;

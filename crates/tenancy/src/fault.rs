//! What can go wrong with a database. Callers can retry, or tell the operator; they cannot mend it.

/// A database did not do as it was asked, or holds a row that is not valid.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// The database refused or could not be reached.
    #[error("the database did not answer as expected")]
    Database(#[from] sea_orm::DbErr),
    /// A row that cannot be what its table says.
    #[error("table {table}, column {column}, key {key}: not a valid value")]
    InvalidRow {
        /// The table or view.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        key: String,
    },
    /// A database file or folder cannot be used.
    #[error("{path} cannot be used")]
    File {
        /// The file or folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl StoreFault {
    /// The fault of a row whose `column` is not valid.
    pub fn row(table: &'static str, column: &'static str, key: &impl ToString) -> Self {
        Self::InvalidRow { table, column, key: key.to_string() }
    }

    /// What went wrong and why, from the outside in: for logs.
    pub(crate) fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut next = std::error::Error::source(self);
        while let Some(source) = next {
            text.push_str(": ");
            text.push_str(&source.to_string());
            next = source.source();
        }
        text
    }

    /// Whether another transaction came first, so that trying again may well succeed.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Database(fault) => {
                let text = fault.to_string();
                text.contains("could not serialize access")
                    || text.contains("deadlock detected")
                    || text.contains("database is locked")
            }
            Self::InvalidRow { .. } | Self::File { .. } => false,
        }
    }

    /// Whether a unique key was already taken.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Database(fault) => {
                matches!(fault.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
            }
            Self::InvalidRow { .. } | Self::File { .. } => false,
        }
    }
}

//! What every store needs of rows: inserting many at a time, and reading texts that are domain values.

use std::str::FromStr;

use sea_orm::sea_query::{Expr, IntoIden, Query};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use crate::{RegionTx, StoreFault};

/// SQLite's limit is the lowest: 32 766 variables a statement.
const VARIABLES: usize = 16_000;

impl RegionTx {
    /// Inserts rows, each with a value for every column, so many a statement that no limit is reached.
    pub async fn insert_rows<const N: usize>(
        &self,
        table: &'static str,
        columns: [&'static str; N],
        rows: Vec<[Value; N]>,
    ) -> Result<(), StoreFault> {
        insert_rows(self, table, columns, rows).await
    }
}

/// The same, by a connection to the platform or a transaction of it.
pub async fn insert_rows<const N: usize>(
    store: &impl ConnectionTrait,
    table: &'static str,
    columns: [&'static str; N],
    rows: Vec<[Value; N]>,
) -> Result<(), StoreFault> {
    let most = VARIABLES.checked_div(N).unwrap_or(1).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns.map(IntoIden::into_iden));
        for row in rows.by_ref().take(most) {
            insert.values_panic(row.map(Expr::value));
        }
        store.execute(&insert).await?;
    }
    Ok(())
}

/// The value of a text column; a fault of the row where it is none.
pub fn parsed<T: FromStr>(
    row: &QueryResult,
    table: &'static str,
    column: &'static str,
    key: &Uuid,
) -> Result<T, StoreFault> {
    let text: String = row.try_get("", column)?;
    text.parse().map_err(|_| StoreFault::row(table, column, key))
}

/// The value of a text column that may be null.
pub fn parsed_opt<T: FromStr>(
    row: &QueryResult,
    table: &'static str,
    column: &'static str,
    key: &Uuid,
) -> Result<Option<T>, StoreFault> {
    let text: Option<String> = row.try_get("", column)?;
    let parse = |text: String| text.parse().map_err(|_| StoreFault::row(table, column, key));
    text.map(parse).transpose()
}

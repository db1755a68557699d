//! For how long a region keeps what it holds on people, as it has decided itself. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, string, timestamp_with_time_zone};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(retention_periods()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("retention_periods").to_owned()).await
    }
}

/// A row for each kind of data of which something is decided; `decided_by` is a signature.
fn retention_periods() -> TableCreateStatement {
    Table::create()
        .table("retention_periods")
        .col(string("kind").primary_key())
        .col(integer("months"))
        .col(timestamp_with_time_zone("decided_at"))
        .col(string("decided_by"))
        .to_owned()
}

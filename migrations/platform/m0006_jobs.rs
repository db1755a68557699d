//! Long work that survives whatever happens to the process that does it. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(jobs()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("jobs").to_owned()).await
    }
}

/// A row while the work is not done. Whoever does it claims it, and again every few seconds.
fn jobs() -> TableCreateStatement {
    Table::create()
        .table("jobs")
        .col(uuid("id").primary_key())
        .col(string("region"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("claimed_until"))
        .to_owned()
}

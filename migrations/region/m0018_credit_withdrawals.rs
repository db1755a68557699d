//! What was asked to be credited, and was taken back or refused before it was issued. Owner: `settlement`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, text, timestamp_with_time_zone, uuid, uuid_null};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![withdrawals()]).await?;
        table::append_only(manager, &["credit_withdrawals"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("credit_withdrawals").to_owned()).await
    }
}

/// One for each credit at most. `withdrawn_by` is a signature.
fn withdrawals() -> TableCreateStatement {
    Table::create()
        .table("credit_withdrawals")
        .col(uuid("credit_id").primary_key())
        .col(text("reason"))
        .col(timestamp_with_time_zone("withdrawn_at"))
        .col(string("withdrawn_by"))
        .col(uuid_null("account_id"))
        .foreign_key(
            ForeignKey::create().from("credit_withdrawals", "credit_id").to("credits", "id"),
        )
        .to_owned()
}

//! Mails on their way, and the links that are sent by mail. Owners: `mail`, and `accounts` of `mailed_links`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    integer, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![outbox(), mailed_links()]).await?;
        for (table, columns) in
            [("outbox", ["state", "due_at"].as_slice()), ("mailed_links", &["account_id"])]
        {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("mailed_links").to_owned()).await?;
        manager.drop_table(Table::drop().table("outbox").to_owned()).await
    }
}

/// A row a mail. It holds what to write about and to whom, and never what is written: that holds secrets.
fn outbox() -> TableCreateStatement {
    Table::create()
        .table("outbox")
        .col(uuid("id").primary_key())
        .col(string("kind"))
        .col(string("recipient"))
        .col(uuid_null("about"))
        .col(string_null("detail"))
        .col(string("state"))
        .col(integer("attempts").default(0))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("due_at"))
        .col(uuid_null("claim"))
        .col(timestamp_with_time_zone_null("claimed_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(string_null("reason"))
        .to_owned()
}

/// A link to set a password by, used once. Its token is made when the mail is written, and kept as its hash.
fn mailed_links() -> TableCreateStatement {
    Table::create()
        .table("mailed_links")
        .col(uuid("id").primary_key())
        .col(string("purpose"))
        .col(uuid("account_id"))
        .col(uuid_null("invited_by"))
        .col(string_null("token_sha256").unique_key())
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .foreign_key(ForeignKey::create().from("mailed_links", "account_id").to("accounts", "id"))
        .to_owned()
}

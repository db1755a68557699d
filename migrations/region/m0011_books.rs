//! The books as they are set up, and what each document was issued with. Owner: `settlement`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, integer, string, text, text_null, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(book_settings()).await?;
        manager.create_table(idempotency_keys()).await?;
        manager.create_table(attestations()).await?;
        for (table, column) in columns() {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        table::append_only(manager, &["book_settings", "idempotency_keys", "attestations"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("document_lines", "vat"),
            ("documents", "envelope"),
            ("documents", "rounding_ore"),
            ("documents", "vat_ore"),
        ] {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        for name in ["attestations", "idempotency_keys", "book_settings"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// Each change is a whole new version; `content` is JSON, `decided_by` a signature.
fn book_settings() -> TableCreateStatement {
    Table::create()
        .table("book_settings")
        .col(uuid("id").primary_key())
        .col(integer("version").unique_key())
        .col(text("content"))
        .col(timestamp_with_time_zone("decided_at"))
        .col(string("decided_by"))
        .to_owned()
}

/// What somebody asked for under a key of theirs, and what they were answered, as JSON. `asked_by` is an account's id.
fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(uuid("id").primary_key())
        .col(string("asked_by"))
        .col(string("key"))
        .col(string("request_sha256"))
        .col(text("answer"))
        .col(timestamp_with_time_zone("at"))
        .index(Index::create().unique().name("idempotency_key").col("asked_by").col("key"))
        .to_owned()
}

/// Who has vouched for what a preview showed; `attested_by` is a signature.
fn attestations() -> TableCreateStatement {
    Table::create()
        .table("attestations")
        .col(uuid("id").primary_key())
        .col(date("until"))
        .col(string("fingerprint"))
        .col(timestamp_with_time_zone("attested_at"))
        .col(string("attested_by"))
        .col(uuid_null("account_id"))
        .to_owned()
}

/// `vat` of a line and `envelope` are JSON; neither is there where nothing was set up when it was issued.
fn columns() -> [(&'static str, ColumnDef); 4] {
    [
        ("documents", big_integer("vat_ore").default(0).to_owned()),
        ("documents", big_integer("rounding_ore").default(0).to_owned()),
        ("documents", text_null("envelope")),
        ("document_lines", text_null("vat")),
    ]
}

//! Staff from files: what was uploaded, how far it has come, what became of each row. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    binary_null, boolean, integer, string, string_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![imports(), batches(), mappings()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["staff_mappings", "staff_import_batches", "staff_imports"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// `by` is a signature; `content` is the file as CSV, without columns that must not be kept; it goes when retention says so.
fn imports() -> TableCreateStatement {
    Table::create()
        .table("staff_imports")
        .col(uuid("id").primary_key())
        .col(uuid_null("account_id"))
        .col(string("by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("file_name"))
        .col(binary_null("content"))
        .col(text_null("mapping"))
        .col(string_null("municipality_code"))
        .col(string_null("on_fault"))
        .col(boolean("invites").default(false))
        .col(string("state"))
        .col(boolean("cancel_requested").default(false))
        .col(integer("row_count"))
        .col(integer("created_count").default(0))
        .col(integer("changed_count").default(0))
        .col(integer("unchanged_count").default(0))
        .col(integer("refused_count").default(0))
        .col(timestamp_with_time_zone_null("finished_at"))
        .col(text_null("fault"))
        .to_owned()
}

/// Written in the transaction that brings its rows in. `outcomes` is JSON, an entry a row.
fn batches() -> TableCreateStatement {
    Table::create()
        .table("staff_import_batches")
        .col(uuid("import_id"))
        .col(integer("first_row"))
        .col(text("outcomes"))
        .col(boolean("invited"))
        .primary_key(Index::create().col("import_id").col("first_row"))
        .foreign_key(
            ForeignKey::create()
                .from("staff_import_batches", "import_id")
                .to("staff_imports", "id"),
        )
        .to_owned()
}

/// The mapping that was last used for a municipality; an empty code: for a whole region.
fn mappings() -> TableCreateStatement {
    Table::create()
        .table("staff_mappings")
        .col(string("municipality_code").primary_key())
        .col(text("mapping"))
        .col(timestamp_with_time_zone("used_at"))
        .to_owned()
}

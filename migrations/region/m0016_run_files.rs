//! All files of a run as one, made in the background and kept for a day. Owner: `settlement`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, integer, string, text, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![run_files(), parts()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["run_file_parts", "run_files"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// One for each run and format at a time. `asked_by` is a signature; `withheld` is JSON, an entry a document.
fn run_files() -> TableCreateStatement {
    Table::create()
        .table("run_files")
        .col(uuid("id").primary_key())
        .col(uuid("run_id"))
        .col(string("format"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(string("asked_by"))
        .col(integer("documents"))
        .col(integer("done").default(0))
        .col(string("state"))
        .col(text("withheld").default("[]"))
        .col(big_integer("size").default(0))
        .col(integer("parts").default(0))
        .col(timestamp_with_time_zone_null("finished_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .index(Index::create().unique().name("run_files_once").col("run_id").col("format"))
        .foreign_key(ForeignKey::create().from("run_files", "run_id").to("runs", "id"))
        .to_owned()
}

/// Of the stage `batch`: an archive of some documents' files each, written with the note of how far it has come. Of the
/// stage `file`: the whole, cut into pieces.
fn parts() -> TableCreateStatement {
    Table::create()
        .table("run_file_parts")
        .col(uuid("run_files_id"))
        .col(string("stage"))
        .col(integer("position"))
        .col(binary("content"))
        .primary_key(Index::create().col("run_files_id").col("stage").col("position"))
        .foreign_key(
            ForeignKey::create().from("run_file_parts", "run_files_id").to("run_files", "id"),
        )
        .to_owned()
}

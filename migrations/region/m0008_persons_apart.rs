//! Pairs of persons that somebody has looked at and said of that they are not the same. Owner: `people`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, timestamp_with_time_zone, uuid};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![persons_apart()]).await?;
        // Those who were merged into somebody are looked up when that one is merged in turn.
        let mut index = Index::create();
        index.name("persons_by_merged").table("persons").col("merged_into");
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("persons_apart").to_owned()).await?;
        manager
            .drop_index(Index::drop().name("persons_by_merged").table("persons").to_owned())
            .await
    }
}

/// `person_id` is the lesser of the two; `decided_by` is a signature.
fn persons_apart() -> TableCreateStatement {
    Table::create()
        .table("persons_apart")
        .col(uuid("person_id"))
        .col(uuid("other_id"))
        .col(timestamp_with_time_zone("decided_at"))
        .col(string("decided_by"))
        .primary_key(Index::create().col("person_id").col("other_id"))
        .foreign_key(ForeignKey::create().from("persons_apart", "person_id").to("persons", "id"))
        .foreign_key(ForeignKey::create().from("persons_apart", "other_id").to("persons", "id"))
        .to_owned()
}

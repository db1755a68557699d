//! Course days that somebody took part in in another region, and has brought along themselves. Owner: `delivery`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, string, timestamp_with_time_zone, uuid};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![course_history()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("course_history").to_owned()).await
    }
}

/// `origin` is the short name of the region where the day was, `origin_name` what it was called then.
fn course_history() -> TableCreateStatement {
    Table::create()
        .table("course_history")
        .col(uuid("id").primary_key())
        .col(uuid("person_id"))
        .col(string("origin"))
        .col(string("origin_name"))
        .col(date("date"))
        .col(string("course"))
        .col(string("mark"))
        .col(timestamp_with_time_zone("taken_at"))
        .index(Index::create().unique().col("person_id").col("origin").col("date").col("course"))
        .foreign_key(ForeignKey::create().from("course_history", "person_id").to("persons", "id"))
        .to_owned()
}

//! The register of regions, and the aggregates that they publish. Owner: `tenancy`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, integer, pk_auto, string, timestamp_with_time_zone,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![regions(), region_logins(), published_years()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("published_years").to_owned()).await?;
        manager.drop_table(Table::drop().table("region_logins").to_owned()).await?;
        manager.drop_table(Table::drop().table("regions").to_owned()).await
    }
}

fn regions() -> TableCreateStatement {
    Table::create()
        .table("regions")
        .col(string("slug").primary_key())
        .col(string("name"))
        .col(integer("municipalities").default(0))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

/// What a region's pool logs on by; a region has a row before it is in the register. Empty on SQLite.
fn region_logins() -> TableCreateStatement {
    Table::create()
        .table("region_logins")
        .col(string("region").primary_key())
        .col(string("password"))
        .to_owned()
}

/// Null counts were too small to publish.
fn published_years() -> TableCreateStatement {
    Table::create()
        .table("published_years")
        .col(pk_auto("id"))
        .col(string("region"))
        .col(integer("year"))
        .col(big_integer_null("course_days"))
        .col(big_integer_null("participant_days"))
        .col(timestamp_with_time_zone("published_at"))
        .index(Index::create().unique().name("published_year").col("region").col("year"))
        .to_owned()
}

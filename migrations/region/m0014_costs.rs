//! What occasions have cost, and what occasions are called. Owners: `settlement` of the table, `delivery` of the view.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, string, string_null, text, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OCCASION_NAMES: &str =
    "SELECT id AS occasion_id, agreement_id, code, course, first_day, last_day FROM occasions";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(costs()).await?;
        let index = Index::create().name("costs_by_date").table("costs").col("date").to_owned();
        manager.create_index(index).await?;
        table::append_only(manager, &["costs"]).await?;
        table::view(manager, "occasion_names", OCCASION_NAMES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP VIEW occasion_names").await?;
        manager.drop_table(Table::drop().table("costs").to_owned()).await
    }
}

/// `kind` is `venue`, `catering`, `material`, `procured_trainer` or `other`; `amount_ore` is without VAT; `paid_by` is
/// `income` or `buffer`; `recorded_by` is a signature. What reverses another takes the whole of it back, once.
fn costs() -> TableCreateStatement {
    Table::create()
        .table("costs")
        .col(uuid("id").primary_key())
        .col(date("date"))
        .col(string("kind"))
        .col(text("description"))
        .col(text("supplier"))
        .col(big_integer("amount_ore"))
        .col(uuid_null("agreement_id"))
        .col(uuid_null("occasion_id"))
        .col(string_null("occasion_code"))
        .col(string_null("course"))
        .col(string("paid_by"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(string("recorded_by"))
        .col(uuid_null("account_id"))
        .col(uuid_null("reverses").unique_key())
        .foreign_key(ForeignKey::create().from("costs", "reverses").to("costs", "id"))
        .to_owned()
}

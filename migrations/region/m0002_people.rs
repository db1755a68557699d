//! Whom a region knows, and where they are employed. Owner: `people`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    binary, boolean, date_null, string, string_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![persons(), employments()]).await?;
        for (name, table, column) in [
            ("persons_by_name", "persons", "sort_key"),
            ("persons_by_municipality", "persons", "municipality_code"),
            ("persons_by_staff_number", "persons", "staff_number"),
            ("persons_by_account", "persons", "account_id"),
            ("employments_by_person", "employments", "person_id"),
            ("employments_by_manager", "employments", "manager_email"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        table::view(manager, "people", PEOPLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP VIEW people").await?;
        manager.drop_table(Table::drop().table("employments").to_owned()).await?;
        manager.drop_table(Table::drop().table("persons").to_owned()).await
    }
}

/// `code` is the person's name in case files; `sort_key` orders names as Swedes do, byte by byte.
/// Those merged into another or erased keep their row, which enrolments and assignments name.
fn persons() -> TableCreateStatement {
    Table::create()
        .table("persons")
        .col(uuid("id").primary_key())
        .col(string("code").unique_key())
        .col(string("name"))
        .col(binary("sort_key"))
        .col(string_null("given_name"))
        .col(string_null("family_name"))
        .col(string_null("email").unique_key())
        .col(string_null("staff_number"))
        .col(string_null("municipality_code"))
        .col(uuid_null("account_id"))
        .col(boolean("protected").default(false))
        .col(timestamp_with_time_zone_null("suspended_at"))
        .col(uuid_null("merged_into"))
        .col(timestamp_with_time_zone_null("erased_at"))
        .col(string_null("erased_reason"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("changed_at"))
        .to_owned()
}

/// The one recorded last is the present one of its person.
fn employments() -> TableCreateStatement {
    Table::create()
        .table("employments")
        .col(uuid("id").primary_key())
        .col(uuid("person_id"))
        .col(string("municipality_code"))
        .col(string_null("unit"))
        .col(string_null("title"))
        .col(string_null("journey"))
        .col(string_null("step"))
        .col(string_null("manager_email"))
        .col(date_null("first_day"))
        .col(date_null("last_day"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(ForeignKey::create().from("employments", "person_id").to("persons", "id"))
        .to_owned()
}

/// Published: who there is, for those who show persons.
const PEOPLE: &str = "
    SELECT id, code, name, sort_key, municipality_code, account_id, protected
    FROM persons";

//! Runs, numbered documents, their lines, and the ledger. Owner: `settlement`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, integer, integer_null, string, string_null, text,
    timestamp_with_time_zone, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [fn() -> TableCreateStatement; 6] =
    [number_series, runs, documents, document_lines, ledger_entries, ledger_postings];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, TABLES.iter().map(|table| table()).collect()).await?;
        for (name, table, column) in [
            ("documents_by_run", "documents", "run_id"),
            ("documents_by_municipality", "documents", "municipality_code"),
            ("lines_by_document", "document_lines", "document_id"),
            ("postings_by_entry", "ledger_postings", "entry_id"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        table::append_only(
            manager,
            &["runs", "documents", "document_lines", "ledger_entries", "ledger_postings"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "ledger_postings",
            "ledger_entries",
            "document_lines",
            "documents",
            "runs",
            "number_series",
        ] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// The last number given in each year of issue.
fn number_series() -> TableCreateStatement {
    Table::create()
        .table("number_series")
        .col(integer("year").primary_key())
        .col(big_integer("last_number"))
        .to_owned()
}

fn runs() -> TableCreateStatement {
    Table::create()
        .table("runs")
        .col(uuid("id").primary_key())
        .col(date("until"))
        .col(timestamp_with_time_zone("issued_at"))
        .col(string("issued_by"))
        .col(uuid_null("issued_by_account"))
        .to_owned()
}

/// `kind` is `invoice` or `payout`. Names and numbers are those of the moment of issue.
fn documents() -> TableCreateStatement {
    Table::create()
        .table("documents")
        .col(uuid("id").primary_key())
        .col(uuid("run_id"))
        .col(uuid("agreement_id"))
        .col(uuid("agreement_version_id"))
        .col(string("agreement_title"))
        .col(integer("number_year"))
        .col(big_integer("number"))
        .col(string("kind"))
        .col(string("municipality_code"))
        .col(string("municipality_name"))
        .col(string("org_number"))
        .col(date("date"))
        .col(uuid_null("occasion_id"))
        .col(string_null("occasion_code"))
        .col(string_null("occasion_course"))
        .col(boolean("adjusts"))
        .col(big_integer("total_ore"))
        .col(timestamp_with_time_zone("issued_at"))
        .foreign_key(ForeignKey::create().from("documents", "run_id").to("runs", "id"))
        .index(Index::create().unique().name("document_number").col("number_year").col("number"))
        .to_owned()
}

/// `kind`, `code`, `day_code`, `year` and `month` name what is charged: a later run compares by them.
/// `quantity_thousandths` counts participant days, parts or points; `explanation` is JSON.
fn document_lines() -> TableCreateStatement {
    Table::create()
        .table("document_lines")
        .col(uuid("id").primary_key())
        .col(uuid("document_id"))
        .col(integer("position"))
        .col(string("kind"))
        .col(string("code"))
        .col(string("name"))
        .col(uuid_null("course_day_id"))
        .col(string_null("day_code"))
        .col(integer_null("year"))
        .col(integer_null("month"))
        .col(big_integer("quantity_thousandths"))
        .col(big_integer_null("unit_price_ore"))
        .col(big_integer("amount_ore"))
        .col(boolean("adjusts"))
        .col(text("explanation"))
        .foreign_key(
            ForeignKey::create().from("document_lines", "document_id").to("documents", "id"),
        )
        .to_owned()
}

fn ledger_entries() -> TableCreateStatement {
    Table::create()
        .table("ledger_entries")
        .col(uuid("id").primary_key())
        .col(uuid("document_id"))
        .col(date("date"))
        .col(timestamp_with_time_zone("posted_at"))
        .col(string("description"))
        .foreign_key(
            ForeignKey::create().from("ledger_entries", "document_id").to("documents", "id"),
        )
        .to_owned()
}

/// A debit is positive, a credit negative; the postings of an entry add up to nothing.
fn ledger_postings() -> TableCreateStatement {
    Table::create()
        .table("ledger_postings")
        .col(uuid("id").primary_key())
        .col(uuid("entry_id"))
        .col(string("account"))
        .col(string_null("municipality_code"))
        .col(big_integer("amount_ore"))
        .foreign_key(
            ForeignKey::create().from("ledger_postings", "entry_id").to("ledger_entries", "id"),
        )
        .to_owned()
}

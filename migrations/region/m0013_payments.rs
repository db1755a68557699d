//! What was paid of documents, by hand or by the bank's files, and of what somebody was reminded. Owner: `settlement`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, string, string_null, text, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![bank_files(), payments(), reminders()]).await?;
        for (name, of) in
            [("payments_by_document", "payments"), ("reminders_by_document", "reminders")]
        {
            let index = Index::create().name(name).table(of).col("document_id").to_owned();
            manager.create_index(index).await?;
        }
        table::append_only(manager, &["bank_files", "payments", "reminders"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["reminders", "payments", "bank_files"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// A file that was booked, once. `rows` is JSON: what became of each payment in it.
fn bank_files() -> TableCreateStatement {
    Table::create()
        .table("bank_files")
        .col(uuid("id").primary_key())
        .col(string("sha256").unique_key())
        .col(string("name"))
        .col(text("rows"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(string("recorded_by"))
        .col(uuid_null("account_id"))
        .to_owned()
}

/// Money that came is positive, money that went negative; a reversal undoes one payment, once. `recorded_by` is a
/// signature.
fn payments() -> TableCreateStatement {
    Table::create()
        .table("payments")
        .col(uuid("id").primary_key())
        .col(uuid("document_id"))
        .col(date("date"))
        .col(big_integer("amount_ore"))
        .col(string("source"))
        .col(string_null("bank_reference"))
        .col(uuid_null("bank_file_id"))
        .col(text("note"))
        .col(uuid_null("reverses_id").unique_key())
        .col(timestamp_with_time_zone("recorded_at"))
        .col(string("recorded_by"))
        .col(uuid_null("account_id"))
        .foreign_key(ForeignKey::create().from("payments", "document_id").to("documents", "id"))
        .foreign_key(ForeignKey::create().from("payments", "bank_file_id").to("bank_files", "id"))
        .foreign_key(ForeignKey::create().from("payments", "reverses_id").to("payments", "id"))
        .to_owned()
}

/// `left_ore` is what was left to pay when somebody was reminded.
fn reminders() -> TableCreateStatement {
    Table::create()
        .table("reminders")
        .col(uuid("id").primary_key())
        .col(uuid("document_id"))
        .col(date("date"))
        .col(big_integer("left_ore"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(string("recorded_by"))
        .col(uuid_null("account_id"))
        .foreign_key(ForeignKey::create().from("reminders", "document_id").to("documents", "id"))
        .to_owned()
}

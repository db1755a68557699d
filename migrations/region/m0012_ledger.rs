//! The ledger of everything that moves money, not of documents alone; what is credited by hand. Owner: `settlement`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, string, string_null, text, timestamp_with_time_zone, uuid,
    uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Posted rows are never changed: they are copied as they are to tables with room for more.
const COPIED: [&str; 2] = [
    "INSERT INTO entries_to_be (id, cause, cause_id, date, posted_at, description) \
     SELECT id, 'document', document_id, date, posted_at, description FROM ledger_entries",
    "INSERT INTO postings_to_be (id, entry_id, account, municipality_code, amount_ore) \
     SELECT id, entry_id, account, municipality_code, amount_ore FROM ledger_postings",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // All or nothing, and by one connection: another would still see the tables that are gone.
        let whole = manager.begin().await?;
        let manager = &whole;
        table::create(manager, vec![entries(), postings(), credits()]).await?;
        for copied in COPIED {
            manager.get_connection().execute_unprepared(copied).await?;
        }
        for name in ["ledger_postings", "ledger_entries"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        for (from, to) in
            [("entries_to_be", "ledger_entries"), ("postings_to_be", "ledger_postings")]
        {
            manager.rename_table(Table::rename().table(from, to).to_owned()).await?;
        }
        let mut index = Index::create();
        index.name("postings_by_entry").table("ledger_postings").col("entry_id");
        manager.create_index(index).await?;
        for (table, column) in columns() {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        table::append_only(manager, &["ledger_entries", "ledger_postings", "credits"]).await?;
        whole.commit().await
    }

    /// What was not posted of a document would be lost.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("the ledger is not made narrower: restore a backup".to_owned()))
    }
}

/// `cause` is what moved money: `document`, and what later migrations add; it has one entry.
fn entries() -> TableCreateStatement {
    Table::create()
        .table("entries_to_be")
        .col(uuid("id").primary_key())
        .col(string("cause"))
        .col(uuid("cause_id"))
        .col(date("date"))
        .col(timestamp_with_time_zone("posted_at"))
        .col(string("description"))
        .index(Index::create().unique().name("entry_of_cause").col("cause").col("cause_id"))
        .to_owned()
}

/// A debit is positive, a credit negative; the postings of an entry add up to nothing. `code` is the component's, or the
/// yearly cost's name.
fn postings() -> TableCreateStatement {
    Table::create()
        .table("postings_to_be")
        .col(uuid("id").primary_key())
        .col(uuid("entry_id"))
        .col(string("account"))
        .col(string_null("municipality_code"))
        .col(string_null("code"))
        .col(big_integer("amount_ore"))
        .foreign_key(
            ForeignKey::create().from("postings_to_be", "entry_id").to("entries_to_be", "id"),
        )
        .to_owned()
}

/// What somebody asks to have credited of a document: `cancels` where it is to be charged anew. `content` is JSON,
/// `asked_by` a signature.
fn credits() -> TableCreateStatement {
    Table::create()
        .table("credits")
        .col(uuid("id").primary_key())
        .col(uuid("document_id"))
        .col(boolean("cancels"))
        .col(text("reason"))
        .col(text("content"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(string("asked_by"))
        .col(uuid_null("account_id"))
        .foreign_key(ForeignKey::create().from("credits", "document_id").to("documents", "id"))
        .to_owned()
}

/// `account` is what a line was posted on, `credits_line_id` what it takes back by hand; `credit_id` is what a credit note
/// was issued for, once.
fn columns() -> [(&'static str, ColumnDef); 3] {
    [
        ("document_lines", string_null("account")),
        ("document_lines", uuid_null("credits_line_id")),
        ("documents", uuid_null("credit_id")),
    ]
}

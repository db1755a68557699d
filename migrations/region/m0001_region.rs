//! What every service of a region stands on: its municipalities, its audit, its lock. Owner: `tenancy`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, integer, string, text, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(
            manager,
            vec![municipalities(), audit_entries(), serial_lock(), audit_lock()],
        )
        .await?;
        table::append_only(manager, &["audit_entries"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["audit_lock", "serial_lock", "audit_entries", "municipalities"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

fn municipalities() -> TableCreateStatement {
    Table::create()
        .table("municipalities")
        .col(string("code").primary_key())
        .col(string("name"))
        .col(string("org_number"))
        .to_owned()
}

/// Numbered from 1 without gaps. `kind` is `change`, `reading` or `refusal`. `link` is the SHA-256 of the entry and of the link before it.
fn audit_entries() -> TableCreateStatement {
    Table::create()
        .table("audit_entries")
        .col(uuid("id").primary_key())
        .col(big_integer("sequence").unique_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("account_id"))
        .col(string("actor"))
        .col(string("kind"))
        .col(string("action"))
        .col(string("operation"))
        .col(text("subject"))
        .col(binary("link"))
        .to_owned()
}

/// Holds no row: transactions that must come one after the other lock it as a whole.
fn serial_lock() -> TableCreateStatement {
    Table::create().table("serial_lock").col(integer("id").primary_key()).to_owned()
}

/// Holds no row: whoever adds to the audit locks it as a whole, so that the chain has one end.
fn audit_lock() -> TableCreateStatement {
    Table::create().table("audit_lock").col(integer("id").primary_key()).to_owned()
}

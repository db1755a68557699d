//! What every service of a region stands on: its municipalities, its audit, its lock. Owner: `tenancy`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, binary, binary_null, integer, string, string_null, text, timestamp_with_time_zone,
    uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(
            manager,
            vec![municipalities(), audit_actors(), audit_entries(), serial_lock(), audit_lock()],
        )
        .await?;
        let of_account = Index::create()
            .name("audit_actors_by_account")
            .table("audit_actors")
            .col("account_id")
            .to_owned();
        manager.create_index(of_account).await?;
        table::append_only(manager, &["audit_entries"]).await?;
        table::view(manager, "actors", ACTORS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP VIEW actors").await?;
        for name in ["audit_lock", "serial_lock", "audit_entries", "audit_actors", "municipalities"]
        {
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

/// Those who have acted, by the name that they had. `id` is the SHA-256 of account, salt and name, so that no name can be
/// changed unseen, and both can be taken away: what is left tells nothing. Other rows name actors by it alone.
fn audit_actors() -> TableCreateStatement {
    Table::create()
        .table("audit_actors")
        .col(string("id").primary_key())
        .col(uuid_null("account_id"))
        .col(binary_null("salt"))
        .col(string_null("name"))
        .to_owned()
}

/// Published: who it was that a row names.
const ACTORS: &str = "
    SELECT id, COALESCE(name, 'Raderad person') AS name
    FROM audit_actors";

/// Numbered from 1 without gaps. `actor` is one of `audit_actors`. `kind` is `change`, `reading` or `refusal`. `link` is the SHA-256 of the entry and of the link before it.
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

//! Sign-in accounts, memberships, sessions and signing keys. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    string, string_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![accounts(), memberships(), sessions(), signing_keys()]).await?;
        for (name, table, column) in [
            ("memberships_by_account", "memberships", "account_id"),
            ("memberships_by_region", "memberships", "region"),
            ("sessions_by_family", "sessions", "family"),
            ("sessions_by_account", "sessions", "account_id"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["signing_keys", "sessions", "memberships", "accounts"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// Without a password: invited, and not yet here.
fn accounts() -> TableCreateStatement {
    Table::create()
        .table("accounts")
        .col(uuid("id").primary_key())
        .col(string("email").unique_key())
        .col(string("name"))
        .col(text_null("password_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("suspended_at"))
        .to_owned()
}

/// No region: a national role. A municipality or a journey: a role limited to it. Never deleted: a role that was taken
/// away has ended.
fn memberships() -> TableCreateStatement {
    Table::create()
        .table("memberships")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(string("role"))
        .col(string_null("region"))
        .col(string_null("municipality"))
        .col(string_null("journey"))
        .col(timestamp_with_time_zone("begins_at"))
        .col(timestamp_with_time_zone_null("ends_at"))
        .col(timestamp_with_time_zone_null("suspended_at"))
        .col(string_null("reason"))
        .col(uuid_null("given_by"))
        .foreign_key(ForeignKey::create().from("memberships", "account_id").to("accounts", "id"))
        .to_owned()
}

/// A row a refresh token; the tokens of one sign-in share `family`.
fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(uuid("id").primary_key())
        .col(uuid("family"))
        .col(uuid("account_id"))
        .col(string("refresh_sha256").unique_key())
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("replaced_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .foreign_key(ForeignKey::create().from("sessions", "account_id").to("accounts", "id"))
        .to_owned()
}

fn signing_keys() -> TableCreateStatement {
    Table::create()
        .table("signing_keys")
        .col(string("kid").primary_key())
        .col(text("private_key"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("retired_at"))
        .to_owned()
}

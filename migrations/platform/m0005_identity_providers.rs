//! Where regions and municipalities let people sign in, who is whom there, and sign-ins under way. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, string, string_null, text, timestamp_with_time_zone, uuid,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![providers(), domains(), links(), attempts()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "sign_in_attempts",
            "identity_links",
            "identity_provider_domains",
            "identity_providers",
        ] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// The secret is sealed. A municipality: its own, for its own staff alone.
/// The role of accounts that are made here; no role, and none are.
fn providers() -> TableCreateStatement {
    Table::create()
        .table("identity_providers")
        .col(uuid("id").primary_key())
        .col(string("region"))
        .col(string_null("municipality"))
        .col(string("name"))
        .col(text("issuer"))
        .col(text("client_id"))
        .col(text("sealed_secret"))
        .col(string_null("created_role"))
        .col(boolean("trusts_second_factor"))
        .col(string_null("second_factor_acr"))
        .col(boolean("active"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn domains() -> TableCreateStatement {
    Table::create()
        .table("identity_provider_domains")
        .col(uuid("provider_id"))
        .col(string("domain"))
        .primary_key(Index::create().col("domain").col("provider_id"))
        .foreign_key(&mut of_provider("identity_provider_domains"))
        .to_owned()
}

fn links() -> TableCreateStatement {
    Table::create()
        .table("identity_links")
        .col(uuid("provider_id"))
        .col(string("subject"))
        .col(uuid("account_id"))
        .col(timestamp_with_time_zone("linked_at"))
        .primary_key(Index::create().col("provider_id").col("subject"))
        .foreign_key(&mut of_provider("identity_links"))
        .foreign_key(ForeignKey::create().from("identity_links", "account_id").to("accounts", "id"))
        .to_owned()
}

/// Gone when it has been used, or has run out.
fn attempts() -> TableCreateStatement {
    Table::create()
        .table("sign_in_attempts")
        .col(string("state_sha256").primary_key())
        .col(string("browser_sha256"))
        .col(uuid("provider_id"))
        .col(string("nonce"))
        .col(string("pkce_verifier"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut of_provider("sign_in_attempts"))
        .to_owned()
}

fn of_provider(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "provider_id")
        .to("identity_providers", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

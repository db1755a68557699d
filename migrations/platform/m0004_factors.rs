//! Second factors: authenticator keys, recovery codes and passkeys. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, integer, string, text, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![totp_secrets(), recovery_codes(), passkeys(), ceremonies()])
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["passkey_ceremonies", "passkeys", "recovery_codes", "totp_secrets"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// The key is sealed. Not confirmed: shown, and no factor yet. Guesses are counted here, so that nothing forgets them.
fn totp_secrets() -> TableCreateStatement {
    Table::create()
        .table("totp_secrets")
        .col(uuid("account_id").primary_key())
        .col(text("sealed"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(big_integer_null("last_step"))
        .col(integer("guesses").default(0))
        .col(timestamp_with_time_zone("guessing_since"))
        .foreign_key(ForeignKey::create().from("totp_secrets", "account_id").to("accounts", "id"))
        .to_owned()
}

fn recovery_codes() -> TableCreateStatement {
    Table::create()
        .table("recovery_codes")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(string("digest"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(ForeignKey::create().from("recovery_codes", "account_id").to("accounts", "id"))
        .index(Index::create().unique().name("recovery_code").col("account_id").col("digest"))
        .to_owned()
}

/// `passkey` is the public half with its counter, as JSON; the private one never leaves its device.
fn passkeys() -> TableCreateStatement {
    Table::create()
        .table("passkeys")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(string("name"))
        .col(text("credential_id").unique_key())
        .col(text("passkey"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(ForeignKey::create().from("passkeys", "account_id").to("accounts", "id"))
        .to_owned()
}

/// What has been begun with a browser and not ended. No account: signing in.
fn ceremonies() -> TableCreateStatement {
    Table::create()
        .table("passkey_ceremonies")
        .col(uuid("id").primary_key())
        .col(uuid_null("account_id"))
        .col(text("state"))
        .col(timestamp_with_time_zone("expires_at"))
        .to_owned()
}

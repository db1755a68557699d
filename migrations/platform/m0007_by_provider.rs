//! Which provider a session was begun by, and which invitation somebody accepts by signing in at one. Owner: `accounts`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, uuid_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        let mut index = Index::create();
        index.name("sessions_by_provider").table("sessions").col("provider_id");
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name("sessions_by_provider").table("sessions").to_owned();
        manager.drop_index(index).await?;
        for (table, column) in [
            ("sessions", "second_factor"),
            ("sessions", "provider_id"),
            ("sign_in_attempts", "invitation_id"),
        ] {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// One column a statement, as SQLite has it. `second_factor`: the provider has proven one that stands for ours.
fn columns() -> [(&'static str, ColumnDef); 3] {
    [
        ("sign_in_attempts", uuid_null("invitation_id")),
        ("sessions", uuid_null("provider_id")),
        ("sessions", boolean("second_factor").default(false).to_owned()),
    ]
}

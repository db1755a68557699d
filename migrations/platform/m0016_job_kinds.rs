//! Whose work a job is: several services leave some. Owner: `tenancy`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// What there was before were imports of staff.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = string("kind").default("staff-import").to_owned();
        manager.alter_table(Table::alter().table("jobs").add_column(kind).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("jobs").drop_column("kind").to_owned()).await
    }
}

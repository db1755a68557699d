//! Agreements and the immutable versions of their terms. Owner: `agreements`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, integer, string, text, timestamp_with_time_zone, uuid};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![agreements(), agreement_versions()]).await?;
        table::append_only(manager, &["agreement_versions"]).await?;
        table::view(manager, "agreement_terms", AGREEMENT_TERMS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP VIEW agreement_terms").await?;
        for name in ["agreement_versions", "agreements"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

fn agreements() -> TableCreateStatement {
    Table::create()
        .table("agreements")
        .col(uuid("id").primary_key())
        .col(string("title"))
        .col(date("starts_on"))
        .col(date("ends_on"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

/// `terms` is the JSON of `domain::AgreementTerms`; `status` is `draft` or `in_force`.
fn agreement_versions() -> TableCreateStatement {
    Table::create()
        .table("agreement_versions")
        .col(uuid("id").primary_key())
        .col(uuid("agreement_id"))
        .col(integer("version"))
        .col(string("status"))
        .col(text("terms"))
        .col(string("terms_sha256"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(
            ForeignKey::create().from("agreement_versions", "agreement_id").to("agreements", "id"),
        )
        .index(
            Index::create().unique().name("agreement_version").col("agreement_id").col("version"),
        )
        .to_owned()
}

/// Published: the latest version in force of each agreement.
const AGREEMENT_TERMS: &str = "
    SELECT a.id AS agreement_id, v.id AS version_id, v.version, a.title, a.starts_on, a.ends_on,
           v.terms_sha256, v.terms
    FROM agreements a
    JOIN agreement_versions v ON v.agreement_id = a.id
    WHERE v.status = 'in_force'
      AND NOT EXISTS (SELECT 1 FROM agreement_versions later
                      WHERE later.agreement_id = v.agreement_id
                        AND later.status = 'in_force'
                        AND later.version > v.version)";

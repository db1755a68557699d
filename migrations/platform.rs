//! The platform database: what belongs to no region.

use sea_orm_migration::prelude::*;

mod m0001_register;
mod m0002_accounts;
mod m0003_mail;
mod m0004_factors;
mod m0005_identity_providers;
mod m0006_jobs;
mod m0007_by_provider;
mod m0016_job_kinds;

/// Brings a platform database up to date.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_register::Migration),
            Box::new(m0002_accounts::Migration),
            Box::new(m0003_mail::Migration),
            Box::new(m0004_factors::Migration),
            Box::new(m0005_identity_providers::Migration),
            Box::new(m0006_jobs::Migration),
            Box::new(m0007_by_provider::Migration),
            Box::new(m0016_job_kinds::Migration),
        ]
    }
}

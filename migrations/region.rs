//! A region's database: the same tables in every region, and no column that names one.

use sea_orm_migration::prelude::*;

mod m0001_region;
mod m0002_people;
mod m0003_agreements;
mod m0004_delivery;
mod m0005_settlement;
mod m0006_staff_imports;
mod m0008_persons_apart;
mod m0009_course_history;
mod m0010_retention;
mod m0011_books;
mod m0012_ledger;
mod m0013_payments;
mod m0014_costs;
mod m0016_run_files;
mod m0017_settled_years;
mod m0018_credit_withdrawals;

/// Tables whose rows are never changed or deleted once written.
///
/// On PostgreSQL a region's role has no right to; on SQLite triggers refuse.
pub const APPEND_ONLY: [&str; 16] = [
    "audit_entries",
    "agreement_versions",
    "book_settings",
    "idempotency_keys",
    "attestations",
    "runs",
    "documents",
    "document_lines",
    "ledger_entries",
    "ledger_postings",
    "credits",
    "credit_withdrawals",
    "payments",
    "bank_files",
    "reminders",
    "costs",
];

/// Brings a region's database up to date.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_region::Migration),
            Box::new(m0002_people::Migration),
            Box::new(m0003_agreements::Migration),
            Box::new(m0004_delivery::Migration),
            Box::new(m0005_settlement::Migration),
            Box::new(m0006_staff_imports::Migration),
            Box::new(m0008_persons_apart::Migration),
            Box::new(m0009_course_history::Migration),
            Box::new(m0010_retention::Migration),
            Box::new(m0011_books::Migration),
            Box::new(m0012_ledger::Migration),
            Box::new(m0013_payments::Migration),
            Box::new(m0014_costs::Migration),
            Box::new(m0016_run_files::Migration),
            Box::new(m0017_settled_years::Migration),
            Box::new(m0018_credit_withdrawals::Migration),
        ]
    }
}

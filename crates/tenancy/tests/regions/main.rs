//! Regions as the rest of the house meets them: the gate, making and migrating, transactions, and what keeps
//! one region's rows from another's. On both databases, except for what PostgreSQL alone has.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may fail loudly"
)]

mod append_only;
mod audit;
mod closing;
mod columns;
mod creating;
mod gate;
mod isolation;
mod migrating;
mod municipalities;
mod revisions;
mod rows;
mod trace;
mod transactions;

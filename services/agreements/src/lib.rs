//! Agreements: who has agreed to what, version by version, and what it costs each party.
//!
//! Owns: the tables `agreements` and `agreement_versions`.
//! Publishes: the view `agreement_terms` (the latest version in force of each agreement),
//! [`RegionAgreements`] for the schema, and [`import`], [`find`], [`list`] for commands.
//! Deliberately absent: signing and amending, which come with their own use cases; how costs are
//! computed, which is `settle`'s.

mod graphql;
mod import;
mod read;
mod state;
mod store;

pub use graphql::RegionAgreements;
pub use import::{ImportFault, Imported, Status, import};
pub use read::{AgreementRecord, find, list};
pub use state::AgreementState;

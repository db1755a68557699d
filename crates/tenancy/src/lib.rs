//! Regions, each a database of its own, and the one gate to their data.
//!
//! Owns: opening databases, making and migrating regions, a region's municipalities and audit, the platform's jobs.
//! Publishes: [`Regions`], [`Operation`], [`Enter::enter`], [`RegionScope`], [`RegionTx`], [`PlatformDb`], [`jobs`].
//! Deliberately absent: what the tables mean. No other crate opens a database, and no region's row can be
//! read or written without a [`RegionScope`], which only the gate makes.

mod audit;
mod count;
mod fault;
mod gate;
pub mod jobs;
mod location;
mod migrate;
mod municipalities;
mod operation;
mod platform;
mod postgres;
mod regions;
mod rows;
mod scope;
mod sqlite;
mod transaction;

pub use audit::{AuditChain, AuditFilter, AuditRecord, Kind as AuditKind, OwnTrail, actor_name};
pub use fault::StoreFault;
pub use gate::{Enter, GateFault};
pub use location::{Location, LocationFault};
pub use migrate::Progress;
pub use municipalities::{Municipalities, MunicipalityName};
pub use operation::Operation;
pub use platform::PlatformDb;
pub use regions::{CreateFault, RegionEntry, Regions, Surroundings};
pub use rows::{insert_rows, parsed, parsed_opt};
pub use scope::{Actor, InRegion, RegionScope};
pub use transaction::RegionTx;

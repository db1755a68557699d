//! The two migrators: the platform database, and every region's.
//!
//! Owns: the shape of all tables and views, and what each column may tell of people. Who may use which is the services' affair: each file names its owner.
//! Deliberately absent: opening databases, roles and schemas, which are `tenancy`'s.

#![expect(
    elided_lifetimes_in_paths,
    reason = "the migration trait is declared without them, and its methods must match"
)]

pub mod classified;
pub mod platform;
pub mod region;
mod table;

//! What tests stand on: servers, databases, a frozen clock, ids that repeat, and people who may or may not.
//!
//! Owns: starting private servers where none are named, and making and dropping a test's databases.
//! Publishes: [`on_both_databases!`] with [`World`], [`redis`], [`openid`], [`SmtpSink`], [`FrozenClock`], [`SeededIds`], [`people`].
//! Deliberately absent: skipping. What a test needs and the machine lacks fails the test, and says what to install.
#![expect(
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "tests alone use this crate, and a test without its surroundings can only fail"
)]

mod clock;
pub mod contents;
mod database;
mod ids;
pub mod openid;
pub mod people;
mod postgres;
pub mod redis;
mod server;
mod smtp;
mod tamper;
mod world;

pub use clock::FrozenClock;
pub use database::{Database, run};
pub use ids::SeededIds;
pub use smtp::{Received, Reply, SmtpSink};
pub use tamper::tamper;
pub use world::World;

//! What is known of a running process: logs, traces, metrics — and the clock and ids that the outside hands in.
//!
//! Owns: the only places that ask the system for the time and for new ids.
//! Publishes: [`init`], [`Metrics`], [`SystemClock`], [`SystemIds`].
//! Deliberately absent: what is worth logging. Never a token, a password or a person's data.

mod init;
mod metrics;
mod system;

pub use init::{InitFault, Settings, Telemetry, init};
pub use metrics::Metrics;
pub use system::{SystemClock, SystemIds};

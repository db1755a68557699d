//! The real clock, and ids made from it.

use chrono::{DateTime, Utc};
use domain::{Clock, Ids};
use uuid::Uuid;

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the system for the time"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// UUIDv7 of the system's clock and randomness.
#[derive(Clone, Copy, Debug)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for ids")]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

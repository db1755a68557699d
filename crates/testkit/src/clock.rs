//! A clock that stands still until a test moves it.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::{Clock, Date};

/// 13:00 in Sweden on Friday 15 November 2024: under the newer agreement of Norrbotten.
const START: DateTime<Utc> = DateTime::from_timestamp(1_731_672_000, 0).expect("within range");

/// The present, as the test says.
#[derive(Debug)]
pub struct FrozenClock(Mutex<DateTime<Utc>>);

impl Default for FrozenClock {
    fn default() -> Self {
        Self(Mutex::new(START))
    }
}

impl FrozenClock {
    /// Goes to this instant.
    pub fn set(&self, instant: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }

    /// Goes to noon, UTC, on this date.
    pub fn go_to(&self, date: Date) {
        self.set(date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12));
    }

    /// Goes forward.
    pub fn step(&self, by: TimeDelta) {
        self.set(self.now() + by);
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_still_until_moved() {
        let clock = FrozenClock::default();
        assert_eq!(clock.now(), clock.now());
        assert_eq!(clock.today().to_string(), "2024-11-15");
        clock.step(TimeDelta::hours(11));
        assert_eq!(clock.today().to_string(), "2024-11-16", "midnight in Sweden, not UTC");
        clock.go_to("2026-02-28".parse().unwrap());
        assert_eq!(clock.now().to_rfc3339(), "2026-02-28T12:00:00+00:00");
    }
}

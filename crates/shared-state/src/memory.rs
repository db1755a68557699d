//! Counters of one process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::{Key, SharedState, Unavailable};

/// So many counters at most: who makes up names cannot fill the memory.
const MOST: usize = 100_000;

/// Counters in memory.
#[derive(Debug, Default)]
pub struct Memory {
    counters: Mutex<HashMap<Key, Counter>>,
}

#[derive(Clone, Copy, Debug)]
struct Counter {
    count: u64,
    ends: Instant,
}

impl Memory {
    /// No counters yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn counters(&self) -> MutexGuard<'_, HashMap<Key, Counter>> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl SharedState for Memory {
    async fn count_up(&self, key: &Key, window: Duration) -> Result<u64, Unavailable> {
        let now = Instant::now();
        let mut counters = self.counters();
        if counters.len() >= MOST {
            counters.retain(|_, counter| counter.ends > now);
        }
        if counters.len() >= MOST {
            counters.clear();
        }
        let fresh = Counter { count: 0, ends: now.checked_add(window).unwrap_or(now) };
        let counter = counters.entry(key.clone()).or_insert(fresh);
        if counter.ends <= now {
            *counter = fresh;
        }
        counter.count = counter.count.saturating_add(1);
        Ok(counter.count)
    }

    async fn count(&self, key: &Key) -> Result<u64, Unavailable> {
        let now = Instant::now();
        let counters = self.counters();
        let running = counters.get(key).filter(|counter| counter.ends > now);
        Ok(running.map_or(0, |counter| counter.count))
    }

    async fn forget(&self, key: &Key) -> Result<(), Unavailable> {
        self.counters().remove(key);
        Ok(())
    }
}

//! Ids that are the same in every run: UUIDv7 with a counter where others have randomness.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::Ids;
use uuid::{Builder, Uuid};

/// 1 November 2024, before any test's present.
const MILLIS: u64 = 1_730_419_200_000;

/// Ids in order, told apart by the seed from those of another source.
#[derive(Debug)]
pub struct SeededIds {
    seed: u8,
    given: AtomicU64,
}

impl SeededIds {
    /// A source whose ids differ from those of every other seed.
    pub const fn new(seed: u8) -> Self {
        Self { seed, given: AtomicU64::new(0) }
    }
}

impl Ids for SeededIds {
    fn next(&self) -> Uuid {
        let count = self.given.fetch_add(1, Ordering::Relaxed);
        // The bits of version and variant lie in bytes 0 and 2, and stay empty.
        let [_, .., fourth, third, second, first] = count.to_be_bytes();
        let bytes = [0, 0, 0, fourth, third, second, first, 0, 0, self.seed];
        Builder::from_unix_timestamp_millis(MILLIS, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeat_and_ascend() {
        let (one, same, other) = (SeededIds::new(1), SeededIds::new(1), SeededIds::new(2));
        let first: Vec<Uuid> = (0..300).map(|_| one.next()).collect();
        assert!(first.is_sorted_by(|a, b| a < b));
        assert_eq!(first, (0..300).map(|_| same.next()).collect::<Vec<_>>());
        assert!(!first.contains(&other.next()));
        assert!(first.iter().all(|id| id.get_version_num() == 7));
    }
}

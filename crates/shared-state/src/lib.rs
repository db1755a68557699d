//! What replicas share: counters that end by themselves. In memory by default, in Redis where there are several replicas.
//!
//! Owns: nothing that must not be forgotten. Ended sessions are rows of the platform database.
//! Publishes: [`SharedState`], [`Memory`], [`Redis`].
//! Deliberately absent: what is counted, and what a count means.

use std::time::Duration;

mod memory;
mod redis;

pub use memory::Memory;
pub use redis::Redis;

/// The state cannot be reached. Nothing that it holds is worth failing for.
#[derive(Debug, thiserror::Error)]
#[error("the shared state cannot be reached")]
pub struct Unavailable(#[source] pub ::redis::RedisError);

/// What is counted: a name that begins with the platform, or with the region that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// Something that belongs to no region.
    pub fn platform(what: &str, of: &str) -> Self {
        Self(format!("platform:{what}:{of}"))
    }
}

/// Counters that replicas share.
#[async_trait::async_trait]
pub trait SharedState: Send + Sync {
    /// Counts once more, and gives the count. The first of a row begins a window, at whose end all is forgotten.
    async fn count_up(&self, key: &Key, window: Duration) -> Result<u64, Unavailable>;

    /// The count of the window that is running; 0 where none is.
    async fn count(&self, key: &Key) -> Result<u64, Unavailable>;

    /// Forgets the count.
    async fn forget(&self, key: &Key) -> Result<(), Unavailable>;
}

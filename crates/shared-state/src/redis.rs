//! Counters in Redis, shared by all replicas.

use std::fmt;
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{AsyncCommands, Script};

use crate::{Key, SharedState, Unavailable};

/// How long a Redis that does not answer keeps anybody waiting, for each thing that is asked of it.
const PATIENCE: Duration = Duration::from_millis(250);

/// Counters in Redis. Connects when first asked, and reconnects by itself.
#[derive(Clone)]
pub struct Redis {
    connection: ConnectionManager,
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redis")
    }
}

impl Redis {
    /// The Redis at `redis://host:port/db`, whether it answers yet or not; refused where that is no such address.
    pub fn at(url: &str) -> Result<Self, Unavailable> {
        let client = redis::Client::open(url).map_err(Unavailable)?;
        // Whoever asks next tries again: waiting for it to come back is nobody's errand.
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        let connection = client.get_connection_manager_lazy(config).map_err(Unavailable)?;
        Ok(Self { connection })
    }
}

/// Counts and, where the row is new, says when it ends: in one step, so that no counter lives for ever.
const COUNT_UP: &str = "
    local count = redis.call('INCR', KEYS[1])
    if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
    return count";

#[async_trait::async_trait]
impl SharedState for Redis {
    async fn count_up(&self, key: &Key, window: Duration) -> Result<u64, Unavailable> {
        let mut connection = self.connection.clone();
        let milliseconds = u64::try_from(window.as_millis()).unwrap_or(u64::MAX);
        let script = Script::new(COUNT_UP);
        let mut call = script.key(&key.0);
        call.arg(milliseconds).invoke_async(&mut connection).await.map_err(Unavailable)
    }

    async fn count(&self, key: &Key) -> Result<u64, Unavailable> {
        let mut connection = self.connection.clone();
        let count: Option<u64> = connection.get(&key.0).await.map_err(Unavailable)?;
        Ok(count.unwrap_or_default())
    }

    async fn forget(&self, key: &Key) -> Result<(), Unavailable> {
        let mut connection = self.connection.clone();
        connection.del(&key.0).await.map_err(Unavailable)
    }
}

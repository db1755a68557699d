//! The outbox as an operator sees it: what waits, what failed, what nobody knows; and trying again on purpose.

use chrono::{DateTime, Utc};
use tenancy::{PlatformDb, StoreFault};
use uuid::Uuid;

use crate::{State, store};

/// More than this nobody reads.
const MOST: u64 = 1_000;

/// A mail in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which is also the first half of its Message-ID.
    pub id: Uuid,
    /// How far it has come.
    pub state: State,
    /// What it is about.
    pub kind: String,
    /// The address that it goes to.
    pub to: String,
    /// How often it has been handed over.
    pub attempts: i32,
    /// When it was put into the outbox.
    pub created_at: DateTime<Utc>,
    /// When it is tried next, where it waits.
    pub due_at: DateTime<Utc>,
    /// What the last attempt ended by: a server's code, or fixed words.
    pub reason: Option<String>,
}

/// Why a mail is not tried again.
#[derive(Debug, thiserror::Error)]
pub enum RetryFault {
    /// None with this id that has failed or is unsure.
    #[error("no mail with that id has failed or is unsure")]
    NotEnded,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// The outbox of a platform.
#[derive(Clone)]
pub struct Outbox {
    platform: PlatformDb,
}

impl Outbox {
    /// The outbox of this platform.
    pub const fn of(platform: PlatformDb) -> Self {
        Self { platform }
    }

    /// Mails in this state, or in any, the latest first; a thousand at most.
    pub async fn list(&self, state: Option<State>) -> Result<Vec<Entry>, StoreFault> {
        store::list(&self.platform, state, MOST).await
    }

    /// Mails to this address, the latest first; a thousand at most.
    pub async fn to(&self, address: &str) -> Result<Vec<Entry>, StoreFault> {
        store::to(&self.platform, address, MOST).await
    }

    /// Sends a mail again that has failed or is unsure. Somebody has decided so: an unsure one may then arrive twice.
    pub async fn retry(&self, id: Uuid) -> Result<(), RetryFault> {
        let now = self.platform.surroundings().clock.now();
        if store::revive(&self.platform, id, now).await? {
            Ok(())
        } else {
            Err(RetryFault::NotEnded)
        }
    }
}

//! What other services hold on persons, and must do when two of them turn out to be one. They implement it; the
//! gateway, who knows them all, passes it on.

use async_trait::async_trait;
use domain::PersonId;
use tenancy::{RegionTx, StoreFault};

/// A service that holds things on persons, by their ids.
#[async_trait]
pub trait Holdings: Send + Sync {
    /// Makes everything of `from` that of `to`, in the transaction in which the two become one. What money was, or will
    /// be, computed from stays the same.
    async fn hand_over(
        &self,
        tx: &RegionTx,
        from: PersonId,
        to: PersonId,
    ) -> Result<(), HandOverFault>;
}

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandOverFault {
    /// Both have what one of them alone can have; the text says what to do.
    #[error("{0}")]
    Clash(&'static str),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

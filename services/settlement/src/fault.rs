//! Why something was not done. One enum for all use cases: what a caller can do is the same for each.

use domain::MoneyOverflow;
use graph::Refusal;
use settle::SettleFault;
use tenancy::{GateFault, StoreFault};

/// Why a use case of settlement refused.
#[derive(Debug, thiserror::Error)]
pub enum SettlementFault {
    /// The gate or the database refused.
    #[error(transparent)]
    Gate(#[from] GateFault),
    /// The preview that was approved is not what would be issued now.
    #[error("something has changed since the preview; look at it again")]
    Changed,
    /// The facts or the terms cannot be settled.
    #[error("the agreement cannot be settled")]
    Unsettled(#[from] SettleFault),
    /// An explanation cannot be written as JSON.
    #[error("an explanation cannot be written")]
    Unwritable(#[from] serde_json::Error),
    /// What would be written contradicts itself: nothing was.
    #[error("an invariant does not hold: {0}")]
    Broken(&'static str),
}

impl From<StoreFault> for SettlementFault {
    fn from(fault: StoreFault) -> Self {
        Self::Gate(fault.into())
    }
}

impl From<MoneyOverflow> for SettlementFault {
    fn from(fault: MoneyOverflow) -> Self {
        Self::Unsettled(fault.into())
    }
}

impl From<SettlementFault> for Refusal {
    fn from(fault: SettlementFault) -> Self {
        match fault {
            SettlementFault::Gate(fault) => fault.into(),
            SettlementFault::Changed => {
                Self::Conflict("something has changed since the preview; look at it again")
            }
            SettlementFault::Unsettled(_)
            | SettlementFault::Unwritable(_)
            | SettlementFault::Broken(_) => Self::internal(fault),
        }
    }
}

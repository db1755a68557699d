//! Why something was not done. One enum for all use cases: what a caller can do is the same for each.

use graph::{FieldFault, Refusal};
use tenancy::{GateFault, StoreFault};

/// Why a use case of delivery refused.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryFault {
    /// The gate or the database refused.
    #[error(transparent)]
    Gate(#[from] GateFault),
    /// No such thing, or out of the caller's reach.
    #[error("no such occasion, course day, enrolment, assignment or person")]
    NotFound,
    /// Something in the input is wrong.
    #[error("the input is not valid")]
    Invalid(Vec<FieldFault>),
    /// It is in another state; the text says in which.
    #[error("{0}")]
    Conflict(&'static str),
    /// A value cannot be written as JSON.
    #[error("a value cannot be written")]
    Unwritable(#[from] serde_json::Error),
}

impl DeliveryFault {
    /// A single fault of a single field.
    pub(crate) fn field(path: impl Into<String>, message: &'static str) -> Self {
        Self::Invalid(vec![FieldFault::new(path, message)])
    }
}

impl From<StoreFault> for DeliveryFault {
    fn from(fault: StoreFault) -> Self {
        Self::Gate(fault.into())
    }
}

impl From<DeliveryFault> for Refusal {
    fn from(fault: DeliveryFault) -> Self {
        match fault {
            DeliveryFault::Gate(fault) => fault.into(),
            DeliveryFault::NotFound => Self::NotFound,
            DeliveryFault::Invalid(fields) => Self::InvalidInput(fields),
            DeliveryFault::Conflict(state) => Self::Conflict(state),
            DeliveryFault::Unwritable(cause) => Self::internal(cause),
        }
    }
}

//! Forms that do what they do once, however often they are sent: each carries a key that was made when it was shown.

use crate::fault::{Fault, FieldFault};
use crate::random;

/// The field that carries it.
pub(crate) const FIELD: &str = "nyckel";

/// A key for one form.
pub(crate) fn key() -> Result<String, Fault> {
    random::token::<18>()
}

/// The key that was sent, as the API takes it; none where the form had none.
pub(crate) fn sent(key: &str) -> Option<&str> {
    Some(key).filter(|key| !key.is_empty())
}

/// Whether something else has been sent with the key of the same form.
pub(crate) fn is_used(faults: &[FieldFault]) -> bool {
    faults.iter().any(|fault| fault.path == "input.idempotencyKey")
}

//! Idempotency keys as clients give them.

use std::fmt::Debug;

use graph::Refusal;

use crate::idempotency::Asked;

/// The request under its key, where it has one; `request` says all that is asked for, and by which mutation.
pub(super) fn asked(key: Option<&str>, request: &impl Debug) -> Result<Option<Asked>, Refusal> {
    let Some(key) = key else { return Ok(None) };
    let expected = "expected 1 to 100 letters, digits and signs";
    let asked = Asked::parse(key, request);
    asked.map(Some).ok_or_else(|| Refusal::field("input.idempotencyKey", expected))
}

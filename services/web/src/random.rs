//! Randomness for the tokens of forms, from the operating system. Nothing that is stored or computed depends on it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::fault::Fault;

/// `N` unguessable bytes, in the letters that cookies and forms carry unchanged.
pub(crate) fn token<const N: usize>() -> Result<String, Fault> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|fault| {
        tracing::error!(cause = %fault, "the operating system gives no randomness");
        Fault::Internal(None)
    })?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

//! Doing what moves money once, however often it is asked for: by a key that whoever asks has chosen.
//!
//! The key is kept in the transaction of what it was asked for: both are there, or neither is.

use domain::hex;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tenancy::{InRegion, RegionTx};

use crate::{SettlementFault, store};

const LONGEST: usize = 100;

/// What somebody asks for under a key.
#[derive(Clone, Debug)]
pub struct Asked {
    key: String,
    request: String,
}

/// What is kept beside a key.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) request_sha256: String,
    pub(crate) answer: String,
}

impl Asked {
    /// A request under this key; `request` says all that is asked for. `None` where the key is empty or too long.
    pub fn parse(key: &str, request: &impl std::fmt::Debug) -> Option<Self> {
        let fits = (1..=LONGEST).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self {
            key: key.to_owned(),
            request: hex(&Sha256::digest(format!("{request:?}"))),
        })
    }
}

/// What was answered before, where it is asked for under a key; refused where something else was asked for under the
/// same key.
pub(crate) async fn answered<T: DeserializeOwned>(
    asked: Option<&Asked>,
    tx: &RegionTx,
) -> Result<Option<T>, SettlementFault> {
    let Some(asked) = asked else { return Ok(None) };
    let found = store::idempotency::find(tx, &by(tx), &asked.key).await?;
    let Some(kept) = found else { return Ok(None) };
    if kept.request_sha256 != asked.request {
        return Err(SettlementFault::OtherRequest);
    }
    Ok(Some(serde_json::from_str(&kept.answer)?))
}

/// Keeps what is answered, where it is asked for under a key.
pub(crate) async fn keep(
    asked: Option<Asked>,
    tx: &RegionTx,
    answer: &impl Serialize,
) -> Result<(), SettlementFault> {
    let Some(asked) = asked else { return Ok(()) };
    let answer = serde_json::to_string(answer)?;
    let kept = Kept { request_sha256: asked.request, answer };
    store::idempotency::insert(tx, &by(tx), &asked.key, &kept).await?;
    Ok(())
}

/// Keys are whose they are: nobody meets another's.
fn by(tx: &RegionTx) -> String {
    tx.scope().actor().account.map(|account| account.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_short_and_readable() {
        let long = "k".repeat(LONGEST);
        for (key, fits) in [("", false), ("a b", false), ("å", false), ("k-1", true), (&long, true)]
        {
            assert_eq!(Asked::parse(key, &"x").is_some(), fits, "{key}");
        }
        assert!(Asked::parse(&format!("{long}k"), &"x").is_none());
        let request = |what: &str| Asked::parse("k", &what).unwrap().request;
        assert_ne!(request("a"), request("b"));
    }
}

//! Texts that we have signed ourselves: JWTs with `EdDSA`, each for one purpose and no other. The clock is an argument.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::KeyRing;

const ISSUER: &str = "yrkesresan";

/// No honest token is longer: what is longer is not even parsed.
const LONGEST: usize = 2_048;

/// The token proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the token does not hold")]
pub struct TokenFault;

/// What a token is good for. What is signed for one purpose proves nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Goes with each request.
    Access,
    /// Proves that the first factor was right.
    Challenge,
}

impl Purpose {
    const fn audience(self) -> &'static str {
        match self {
            Self::Access => "yrkesresan-api",
            Self::Challenge => "yrkesresan-second-factor",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Body<T> {
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
    #[serde(flatten)]
    says: T,
}

/// The name of the key that a token claims to be signed with. Believed by nobody before it is verified.
pub fn claimed_kid(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    jsonwebtoken::decode_header(text).ok()?.kid
}

/// A token that holds for `life` from `now`, and when it ends.
pub(crate) fn sign<T: Serialize>(
    keys: &KeyRing,
    purpose: Purpose,
    says: T,
    life: TimeDelta,
    now: DateTime<Utc>,
) -> Result<(String, DateTime<Utc>), TokenFault> {
    let expires_at = now.checked_add_signed(life).ok_or(TokenFault)?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(keys.signing().kid().to_owned());
    let body = Body {
        iss: ISSUER.to_owned(),
        aud: purpose.audience().to_owned(),
        iat: now.timestamp(),
        exp: expires_at.timestamp(),
        says,
    };
    let text = jsonwebtoken::encode(&header, &body, keys.signing().signs());
    Ok((text.map_err(|_| TokenFault)?, expires_at))
}

/// What the token says, where one of our keys signed it for this purpose and it has not ended at `now`.
///
/// The algorithm is ours and never the token's; keys that it brings along are not looked at.
pub(crate) fn verify<T: DeserializeOwned>(
    keys: &KeyRing,
    purpose: Purpose,
    text: &str,
    now: DateTime<Utc>,
) -> Result<T, TokenFault> {
    let kid = claimed_kid(text).ok_or(TokenFault)?;
    let key = keys.find(&kid).ok_or(TokenFault)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[purpose.audience()]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The library would ask the system for the time.
    validation.validate_exp = false;
    let decoded = jsonwebtoken::decode::<Body<T>>(text, key.verifies(), &validation);
    let body = decoded.map_err(|_| TokenFault)?.claims;
    let now = now.timestamp();
    if body.iat > now || body.exp <= now {
        return Err(TokenFault);
    }
    Ok(body.says)
}

//! Access tokens: JWTs signed with `EdDSA`, believed for ten minutes. The clock is an argument.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, SessionId};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::KeyRing;

const ISSUER: &str = "yrkesresan";
const AUDIENCE: &str = "yrkesresan-api";
const LIFE: TimeDelta = TimeDelta::minutes(10);

/// No honest token is longer: what is longer is not even parsed.
const LONGEST: usize = 2_048;

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Who.
    pub account: AccountId,
    /// The sign-in that it stems from.
    pub session: SessionId,
}

/// A token with its end.
#[derive(Clone, Debug)]
pub struct AccessToken {
    /// The text.
    pub text: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// The token proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token does not hold")]
pub struct TokenFault;

#[derive(Serialize, Deserialize)]
struct Body {
    iss: String,
    aud: String,
    sub: AccountId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

impl AccessToken {
    /// A token that holds for ten minutes from `now`.
    pub fn issue(keys: &KeyRing, claims: &Claims, now: DateTime<Utc>) -> Result<Self, TokenFault> {
        let expires_at = now.checked_add_signed(LIFE).ok_or(TokenFault)?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(keys.signing().kid().to_owned());
        let body = Body {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: claims.account,
            sid: claims.session,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
        };
        let text = jsonwebtoken::encode(&header, &body, keys.signing().signs());
        Ok(Self { text: text.map_err(|_| TokenFault)?, expires_at })
    }

    /// The name of the key that a token claims to be signed with. Believed by nobody before it is verified.
    pub fn claimed_kid(text: &str) -> Option<String> {
        if text.len() > LONGEST {
            return None;
        }
        jsonwebtoken::decode_header(text).ok()?.kid
    }

    /// What the token says, where it was signed by one of our keys and has not ended at `now`.
    ///
    /// The algorithm is ours and never the token's; keys that it brings along are not looked at.
    pub fn verify(keys: &KeyRing, text: &str, now: DateTime<Utc>) -> Result<Claims, TokenFault> {
        let kid = Self::claimed_kid(text).ok_or(TokenFault)?;
        let key = keys.find(&kid).ok_or(TokenFault)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The library would ask the system for the time.
        validation.validate_exp = false;
        let decoded = jsonwebtoken::decode::<Body>(text, key.verifies(), &validation);
        let body = decoded.map_err(|_| TokenFault)?.claims;
        let now = now.timestamp();
        if body.iat > now || body.exp <= now {
            return Err(TokenFault);
        }
        Ok(Claims { account: body.sub, session: body.sid })
    }
}

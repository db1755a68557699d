//! Access tokens: believed for ten minutes. The clock is an argument.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, SessionId};
use serde::{Deserialize, Serialize};

use crate::KeyRing;
use crate::signed::{self, Purpose, TokenFault};

const LIFE: TimeDelta = TimeDelta::minutes(10);

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

#[derive(Serialize, Deserialize)]
struct Body {
    sub: AccountId,
    sid: SessionId,
}

impl AccessToken {
    /// A token that holds for ten minutes from `now`.
    pub fn issue(keys: &KeyRing, claims: &Claims, now: DateTime<Utc>) -> Result<Self, TokenFault> {
        let body = Body { sub: claims.account, sid: claims.session };
        let (text, expires_at) = signed::sign(keys, Purpose::Access, body, LIFE, now)?;
        Ok(Self { text, expires_at })
    }

    /// What the token says, where it was signed by one of our keys and has not ended at `now`.
    pub fn verify(keys: &KeyRing, text: &str, now: DateTime<Utc>) -> Result<Claims, TokenFault> {
        let body: Body = signed::verify(keys, Purpose::Access, text, now)?;
        Ok(Claims { account: body.sub, session: body.sid })
    }
}

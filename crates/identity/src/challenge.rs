//! The proof that somebody's first factor was right, and nothing more: it asks for the second. Good for five minutes.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, IdentityProviderId};
use serde::{Deserialize, Serialize};

use crate::KeyRing;
use crate::signed::{self, Purpose, TokenFault};

const LIFE: TimeDelta = TimeDelta::minutes(5);

/// A challenge, as clients hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge(String);

#[derive(Serialize, Deserialize)]
struct Body {
    sub: AccountId,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    provider: Option<IdentityProviderId>,
}

impl Challenge {
    /// A challenge to this account, for five minutes from `now`; with the provider whose word the first factor was.
    pub fn issue(
        keys: &KeyRing,
        account: AccountId,
        provider: Option<IdentityProviderId>,
        now: DateTime<Utc>,
    ) -> Result<Self, TokenFault> {
        let (text, _) =
            signed::sign(keys, Purpose::Challenge, Body { sub: account, provider }, LIFE, now)?;
        Ok(Self(text))
    }

    /// The challenge that somebody presents.
    pub const fn presented(text: String) -> Self {
        Self(text)
    }

    /// The text for its owner.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whose first factor was right, and by which provider's word, where we have signed that and it has not ended at
    /// `now`.
    pub fn verify(
        &self,
        keys: &KeyRing,
        now: DateTime<Utc>,
    ) -> Result<(AccountId, Option<IdentityProviderId>), TokenFault> {
        let body: Body = signed::verify(keys, Purpose::Challenge, &self.0, now)?;
        Ok((body.sub, body.provider))
    }
}

#[cfg(test)]
mod tests {
    use domain::SessionId;
    use uuid::Uuid;

    use super::*;
    use crate::{AccessToken, Claims, SigningKey};

    #[test]
    fn proves_the_first_factor_for_five_minutes_and_nothing_else() {
        let key = SigningKey::parse(&SigningKey::generate().unwrap()).unwrap();
        let keys = KeyRing::new(key, Vec::new());
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let account = AccountId::from_uuid(Uuid::from_u128(7));
        let challenge = Challenge::issue(&keys, account, None, now).unwrap();
        let later = |seconds| now + TimeDelta::seconds(seconds);
        assert_eq!(challenge.verify(&keys, later(299)), Ok((account, None)));
        let provider = Some(IdentityProviderId::from_uuid(Uuid::from_u128(9)));
        let elsewhere = Challenge::issue(&keys, account, provider, now).unwrap();
        assert_eq!(elsewhere.verify(&keys, now), Ok((account, provider)));
        assert_eq!(challenge.verify(&keys, later(300)), Err(TokenFault));
        assert_eq!(AccessToken::verify(&keys, challenge.as_str(), now), Err(TokenFault));
        let claims = Claims { account, session: SessionId::from_uuid(Uuid::from_u128(8)) };
        let token = AccessToken::issue(&keys, &claims, now).unwrap();
        assert_eq!(Challenge::presented(token.text).verify(&keys, now), Err(TokenFault));
    }
}

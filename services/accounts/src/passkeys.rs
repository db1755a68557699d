//! Passkeys: keys that a device holds and shows for a fingerprint, a face or a PIN. Two factors by themselves, so that
//! nobody who signs in by one is asked for a code.
//!
//! Deliberately absent: attestation, which tells what makes of devices people have.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::AccountId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::{Accounts, AccountsFault, store};

mod add;
mod list;
mod remove;
mod sign_in;

pub(crate) use list::OwnPasskey;

/// Whoever takes longer begins again.
const TIME: TimeDelta = TimeDelta::minutes(5);

/// The name by which browsers show us.
const NAME: &str = "Yrkesresan";

/// The address that passkeys are made for and shown to. Those made for another one are never seen here.
#[derive(Clone)]
pub struct RelyingParty(Webauthn);

/// An address that browsers make no passkeys for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected https:// and a name, such as https://yrkesresan.example")]
pub struct NoSuchParty;

impl RelyingParty {
    /// Whoever serves this address to browsers.
    pub fn parse(public_url: &str) -> Result<Self, NoSuchParty> {
        let url = Url::parse(public_url).map_err(|_| NoSuchParty)?;
        let name = url.domain().ok_or(NoSuchParty)?.to_owned();
        let on_this_machine = name == "localhost";
        if url.scheme() != "https" && !on_this_machine {
            return Err(NoSuchParty);
        }
        let builder = WebauthnBuilder::new(&name, &url).map_err(|_| NoSuchParty)?;
        let builder = builder.rp_name(NAME).allow_any_port(on_this_machine);
        builder.build().map(Self).map_err(|_| NoSuchParty)
    }
}

impl fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RelyingParty")
    }
}

/// What a browser is to be asked, and the name by which its answer is brought.
pub(crate) struct Ceremony {
    pub(crate) id: Uuid,
    /// The argument of `navigator.credentials.create` or `get`, as JSON with base64url for bytes.
    pub(crate) options: Value,
}

impl Accounts {
    /// These accounts, with passkeys for this address; without one, there are none.
    #[must_use]
    pub fn with_passkeys(self, party: Option<RelyingParty>) -> Self {
        Self { passkeys: party, ..self }
    }

    /// Whether there are any to be made and shown.
    pub const fn has_passkeys(&self) -> bool {
        self.passkeys.is_some()
    }

    fn party(&self) -> Result<&Webauthn, AccountsFault> {
        let party = self.passkeys.as_ref().map(|party| &party.0);
        party.ok_or(AccountsFault::Conflict("there are no passkeys here"))
    }

    async fn begin_ceremony(
        &self,
        account: Option<AccountId>,
        state: &impl Serialize,
        options: Value,
    ) -> Result<Ceremony, AccountsFault> {
        let (id, now) = (self.ids().next(), self.now());
        let ends = now.checked_add_signed(TIME).unwrap_or(now);
        let state = serde_json::to_string(state)?;
        store::passkeys::begin(self.platform(), id, account, state, now, ends).await?;
        Ok(Ceremony { id, options })
    }

    /// What was begun, once. Nothing that expired, or that somebody else began.
    async fn end_ceremony<T: DeserializeOwned>(
        &self,
        account: Option<AccountId>,
        id: Uuid,
    ) -> Result<T, AccountsFault> {
        let state = store::passkeys::take(self.platform(), id, account, self.now()).await?;
        let state = state.ok_or(AccountsFault::WrongPasskey)?;
        Ok(serde_json::from_str(&state)?)
    }
}

/// The name that a device gives its key, as it is stored.
fn stored_name(credential_id: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(credential_id)
}

/// What a browser answered. Its bytes are its own affair until they are verified.
fn read<T: DeserializeOwned>(answer: &str) -> Result<T, AccountsFault> {
    serde_json::from_str(answer).map_err(|_| AccountsFault::WrongPasskey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_for_names_served_by_tls_or_on_this_machine() {
        for good in ["https://yrkesresan.example", "https://a.b.se:8443/", "http://localhost:8080"]
        {
            assert!(RelyingParty::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "yrkesresan.example", "http://yrkesresan.example", "https://127.0.0.1"] {
            assert_eq!(RelyingParty::parse(bad).err(), Some(NoSuchParty), "{bad}");
        }
    }
}

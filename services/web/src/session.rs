//! What the cookies of one request say, and what its response changes in them. Knows no API.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::cookies::{Cookies, Kind};
use crate::fault::Fault;
use crate::{csrf, random};

/// Proof of who somebody is, and the means to renew it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tokens {
    /// Short-lived, sent with every operation.
    pub(crate) access_token: String,
    /// Good for one renewal.
    pub(crate) refresh_token: String,
}

/// The session of one request; clones are the same one.
#[derive(Clone)]
pub(crate) struct Session(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    tokens: Kept<Tokens>,
    secret: Kept<String>,
    message: Kept<String>,
    challenge: Kept<String>,
    begun: Kept<String>,
}

/// What a cookie said, and whether the response is to say something else.
struct Kept<T> {
    value: Option<T>,
    changed: bool,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self::read(None)
    }
}

impl<T> Kept<T> {
    const fn read(value: Option<T>) -> Self {
        Self { value, changed: false }
    }

    fn set(&mut self, value: Option<T>) {
        self.value = value;
        self.changed = true;
    }

    /// What is in it, once.
    fn take(&mut self) -> Option<T> {
        let value = self.value.take()?;
        self.changed = true;
        Some(value)
    }

    /// Says in the response what is different now: something else, or nothing any more.
    fn tell(&self, say: impl FnOnce(Option<&T>)) {
        if self.changed {
            say(self.value.as_ref());
        }
    }
}

impl Session {
    /// The session that the request's cookies tell of.
    pub(crate) fn open(cookies: Cookies, headers: &HeaderMap) -> Self {
        let access_token = cookies.read(headers, Kind::Access);
        let tokens = cookies.read(headers, Kind::Refresh).map(|refresh_token| Tokens {
            access_token: access_token.unwrap_or_default(),
            refresh_token,
        });
        let message = cookies.read(headers, Kind::Flash).and_then(|text| decode(&text));
        Self(Arc::new(Mutex::new(State {
            tokens: Kept::read(tokens),
            secret: Kept::read(cookies.read(headers, Kind::Form)),
            message: Kept::read(message),
            challenge: Kept::read(cookies.read(headers, Kind::Challenge)),
            begun: Kept::read(cookies.read(headers, Kind::Begun)),
        })))
    }

    /// A sign-in at a provider has begun, which only who has this proof may end, and which goes on to `back`.
    pub(crate) fn begin_elsewhere(&self, proof: &str, back: &str) {
        let begun = format!("{proof}.{}", URL_SAFE_NO_PAD.encode(back));
        self.state().begun.set(Some(begun));
    }

    /// The proof of the sign-in that was begun, and where it goes on to; once.
    pub(crate) fn come_back(&self) -> Option<(String, String)> {
        let begun = self.state().begun.take()?;
        let (proof, back) = begun.split_once('.')?;
        Some((proof.to_owned(), decode(back)?))
    }

    /// The tokens of whoever is signed in.
    pub(crate) fn tokens(&self) -> Option<Tokens> {
        self.state().tokens.value.clone()
    }

    /// Somebody signed in. Forms made before belong to another session.
    pub(crate) fn begin(&self, tokens: Tokens) -> Result<(), Fault> {
        let secret = random::token::<32>()?;
        let mut state = self.state();
        state.secret.set(Some(secret));
        state.tokens.set(Some(tokens));
        state.challenge.take();
        Ok(())
    }

    /// The first step of signing in is done, and this proves it in the second.
    pub(crate) fn challenged(&self, challenge: Option<String>) {
        self.state().challenge.set(challenge);
    }

    /// What proves that the first step of signing in is done.
    pub(crate) fn challenge(&self) -> Option<String> {
        self.state().challenge.value.clone()
    }

    /// The same person's tokens, renewed.
    pub(crate) fn renew(&self, tokens: Tokens) {
        self.state().tokens.set(Some(tokens));
    }

    /// Nobody is signed in any longer.
    pub(crate) fn end(&self) {
        self.state().tokens.set(None);
    }

    /// The secret that this session's forms are known by, where it has one.
    pub(crate) fn secret(&self) -> Option<String> {
        self.state().secret.value.clone()
    }

    /// A token for one form; the session gets a secret with its first form.
    pub(crate) fn form_token(&self) -> Result<String, Fault> {
        let secret = if let Some(secret) = self.secret() {
            secret
        } else {
            let secret = random::token::<32>()?;
            self.state().secret.set(Some(secret.clone()));
            secret
        };
        csrf::token(&secret)
    }

    /// Shows `text` on the next page.
    pub(crate) fn say(&self, text: &str) {
        self.state().message.set(Some(text.to_owned()));
    }

    /// What the last request wanted said; once.
    pub(crate) fn heard(&self) -> Option<String> {
        self.state().message.take()
    }

    /// Writes what has changed.
    pub(crate) fn close(&self, cookies: Cookies, headers: &mut HeaderMap) {
        let state = self.state();
        let mut write = |kind, text: Option<&str>| match text {
            Some(text) => cookies.write(headers, kind, text),
            None => cookies.clear(headers, kind),
        };
        state.tokens.tell(|tokens| {
            write(Kind::Access, tokens.map(|tokens| tokens.access_token.as_str()));
            write(Kind::Refresh, tokens.map(|tokens| tokens.refresh_token.as_str()));
        });
        state.secret.tell(|secret| write(Kind::Form, secret.map(String::as_str)));
        state.message.tell(|message| {
            let message = message.map(|text| URL_SAFE_NO_PAD.encode(text));
            write(Kind::Flash, message.as_deref());
        });
        state.challenge.tell(|challenge| write(Kind::Challenge, challenge.map(String::as_str)));
        state.begun.tell(|begun| write(Kind::Begun, begun.map(String::as_str)));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn decode(text: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

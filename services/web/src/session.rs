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
    tokens: Option<Tokens>,
    secret: Option<String>,
    message: Option<String>,
    challenge: Option<String>,
    tokens_changed: bool,
    secret_changed: bool,
    message_changed: bool,
    challenge_changed: bool,
}

impl Session {
    /// The session that the request's cookies tell of.
    pub(crate) fn open(cookies: Cookies, headers: &HeaderMap) -> Self {
        let access_token = cookies.read(headers, Kind::Access);
        let tokens = cookies.read(headers, Kind::Refresh).map(|refresh_token| Tokens {
            access_token: access_token.unwrap_or_default(),
            refresh_token,
        });
        let secret = cookies.read(headers, Kind::Form);
        let message = cookies.read(headers, Kind::Flash).and_then(|text| decode(&text));
        let challenge = cookies.read(headers, Kind::Challenge);
        let state = State { tokens, secret, message, challenge, ..State::default() };
        Self(Arc::new(Mutex::new(state)))
    }

    /// The tokens of whoever is signed in.
    pub(crate) fn tokens(&self) -> Option<Tokens> {
        self.state().tokens.clone()
    }

    /// Somebody signed in. Forms made before belong to another session.
    pub(crate) fn begin(&self, tokens: Tokens) -> Result<(), Fault> {
        let secret = random::token::<32>()?;
        let mut state = self.state();
        state.secret = Some(secret);
        state.secret_changed = true;
        state.tokens = Some(tokens);
        state.tokens_changed = true;
        state.challenge_changed |= state.challenge.take().is_some();
        Ok(())
    }

    /// The first step of signing in is done, and this proves it in the second.
    pub(crate) fn challenged(&self, challenge: Option<String>) {
        let mut state = self.state();
        state.challenge = challenge;
        state.challenge_changed = true;
    }

    /// What proves that the first step of signing in is done.
    pub(crate) fn challenge(&self) -> Option<String> {
        self.state().challenge.clone()
    }

    /// The same person's tokens, renewed.
    pub(crate) fn renew(&self, tokens: Tokens) {
        let mut state = self.state();
        state.tokens = Some(tokens);
        state.tokens_changed = true;
    }

    /// Nobody is signed in any longer.
    pub(crate) fn end(&self) {
        let mut state = self.state();
        state.tokens = None;
        state.tokens_changed = true;
    }

    /// The secret that this session's forms are known by, where it has one.
    pub(crate) fn secret(&self) -> Option<String> {
        self.state().secret.clone()
    }

    /// A token for one form; the session gets a secret with its first form.
    pub(crate) fn form_token(&self) -> Result<String, Fault> {
        let secret = if let Some(secret) = self.secret() {
            secret
        } else {
            let secret = random::token::<32>()?;
            let mut state = self.state();
            state.secret = Some(secret.clone());
            state.secret_changed = true;
            secret
        };
        csrf::token(&secret)
    }

    /// Shows `text` on the next page.
    pub(crate) fn say(&self, text: &str) {
        let mut state = self.state();
        state.message = Some(text.to_owned());
        state.message_changed = true;
    }

    /// What the last request wanted said; once.
    pub(crate) fn heard(&self) -> Option<String> {
        let mut state = self.state();
        let message = state.message.take()?;
        state.message_changed = true;
        Some(message)
    }

    /// Writes what has changed.
    pub(crate) fn close(&self, cookies: Cookies, headers: &mut HeaderMap) {
        let state = self.state();
        if state.tokens_changed {
            if let Some(tokens) = &state.tokens {
                cookies.write(headers, Kind::Access, &tokens.access_token);
                cookies.write(headers, Kind::Refresh, &tokens.refresh_token);
            } else {
                cookies.clear(headers, Kind::Access);
                cookies.clear(headers, Kind::Refresh);
            }
        }
        if state.secret_changed
            && let Some(secret) = &state.secret
        {
            cookies.write(headers, Kind::Form, secret);
        }
        if state.message_changed {
            match &state.message {
                Some(text) => cookies.write(headers, Kind::Flash, &URL_SAFE_NO_PAD.encode(text)),
                None => cookies.clear(headers, Kind::Flash),
            }
        }
        if state.challenge_changed {
            match &state.challenge {
                Some(text) => cookies.write(headers, Kind::Challenge, text),
                None => cookies.clear(headers, Kind::Challenge),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn decode(text: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

//! The cookies of the pages: their names, attributes and nothing of what they mean.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

/// What a cookie holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The access token.
    Access,
    /// The refresh token.
    Refresh,
    /// The secret that the tokens of forms are made from.
    Form,
    /// A message to show once.
    Flash,
    /// The proof that the first step of signing in is done.
    Challenge,
    /// What proves that a sign-in at a provider was begun in this browser.
    Begun,
}

/// Reads and writes cookies, `__Host-` and Secure where the pages are served by TLS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookies {
    /// Whether browsers may send them by TLS only.
    pub(crate) secure: bool,
}

impl Cookies {
    /// The value of the cookie of this kind.
    pub(crate) fn read(self, headers: &HeaderMap, kind: Kind) -> Option<String> {
        let name = self.name(kind);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(Cookie::split_parse)
            .flatten()
            .find(|cookie| cookie.name() == name)
            .map(|cookie| cookie.value().to_owned())
            .filter(|value| !value.is_empty())
    }

    /// Sets the cookie until the browser is closed.
    pub(crate) fn write(self, headers: &mut HeaderMap, kind: Kind, value: &str) {
        append(headers, &self.cookie(kind, value));
    }

    /// Takes the cookie away.
    pub(crate) fn clear(self, headers: &mut HeaderMap, kind: Kind) {
        let mut cookie = self.cookie(kind, "");
        cookie.set_max_age(Duration::ZERO);
        append(headers, &cookie);
    }

    fn cookie(self, kind: Kind, value: &str) -> Cookie<'static> {
        Cookie::build((self.name(kind), value.to_owned()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure)
            .build()
    }

    /// Browsers accept a name with `__Host-` from this very host only, and never without TLS.
    fn name(self, kind: Kind) -> String {
        let name = match kind {
            Kind::Access => "yrkesresan-access",
            Kind::Refresh => "yrkesresan-refresh",
            Kind::Form => "yrkesresan-form",
            Kind::Flash => "yrkesresan-flash",
            Kind::Challenge => "yrkesresan-challenge",
            Kind::Begun => "yrkesresan-begun",
        };
        if self.secure { format!("__Host-{name}") } else { name.to_owned() }
    }
}

fn append(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    } else {
        tracing::error!("a cookie's value cannot be sent");
    }
}

//! OpenID providers: one that tests share, and ones of a test's own that it may take down. Speaks no protocol.

use std::sync::OnceLock;

use crate::server::{self, Server};

static SERVER: OnceLock<Result<(String, Option<Server>), String>> = OnceLock::new();

/// The issuer of a provider that other tests use too: sign in as somebody whom they do not know.
pub fn issuer() -> &'static str {
    let started =
        SERVER.get_or_init(|| server::named_or_started("YRKESRESAN_TEST_OPENID", "openid"));
    let (issuer, _) = started.as_ref().unwrap_or_else(|fault| panic!("{fault}"));
    issuer
}

/// A provider of a test's own. Ends when it is dropped.
#[derive(Debug)]
pub struct OwnProvider(Server);

impl OwnProvider {
    /// Starts one.
    pub fn start() -> Self {
        Self(Server::start("openid").unwrap_or_else(|fault| panic!("{fault}")))
    }

    /// Its issuer.
    pub fn issuer(&self) -> &str {
        self.0.address()
    }

    /// Takes it down, and waits until it is.
    pub fn stop(self) {
        self.0.stop();
    }
}

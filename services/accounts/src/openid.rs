//! Signing in by a region's or a municipality's own identity provider: OpenID Connect, code flow with PKCE.
//!
//! What a provider says is believed about addresses of its own domains alone, and lets somebody into accounts of its
//! own region alone. Knows no page but the one that providers send people back to.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::SecretKey;
use sha2::{Digest, Sha256};

use self::discovery::Discovered;
use self::outbound::Outbound;
use crate::{Accounts, OpenIdFault as Fault};

mod accept;
mod begin;
mod check;
mod complete;
mod decide;
mod discovery;
mod fault;
mod identify;
mod outbound;
mod proposal;
pub(crate) mod provider;
mod providers;
mod set_provider;

pub(crate) use check::Problem;
pub(crate) use complete::Callback;
pub use fault::OpenIdFault;
pub use outbound::{ClientFault, Destinations};
pub(crate) use proposal::Proposal;

/// The page that providers send people back to.
const CALLBACK: &str = "/logga-in/svar";

/// The longest text that a provider or a browser may bring us.
const LONGEST: usize = 4_096;

/// What sign-in by providers depends on.
#[derive(Clone, Debug)]
pub struct OpenIdSettings {
    /// How browsers reach us: scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// Seals the providers' client secrets.
    pub secret_key: SecretKey,
    /// Where our own requests to providers may go.
    pub destinations: Destinations,
}

/// What sign-in by providers has: the way out, and what has been found there.
pub(crate) struct OpenId {
    settings: OpenIdSettings,
    outbound: Outbound,
    discovered: Discovered,
}

impl OpenId {
    pub(crate) fn open(settings: OpenIdSettings) -> Result<Self, ClientFault> {
        let outbound = Outbound::to(settings.destinations)?;
        Ok(Self { settings, outbound, discovered: Discovered::default() })
    }

    /// Where providers send people back to.
    fn callback(&self) -> String {
        format!("{}{CALLBACK}", self.settings.public_url)
    }
}

impl Accounts {
    fn openid(&self) -> Result<&OpenId, Fault> {
        self.openid.as_ref().ok_or(Fault::NotSetUp)
    }
}

/// What is kept of a random text: it needs no slow hash.
fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

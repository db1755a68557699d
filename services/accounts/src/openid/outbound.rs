//! Requests to identity providers, whose addresses a region's coordinator has typed: short, small, and never to
//! the inside of our own network. Follows no redirect. Knows nothing of OpenID.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::{Host, Url};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use tower::Service;

const CONNECT: Duration = Duration::from_secs(2);
const WHOLE: Duration = Duration::from_secs(4);
/// The longest documents are key sets, of some tens of kilobytes.
const LARGEST: usize = 262_144;

/// Where requests may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destinations {
    /// By TLS, to addresses of the public internet.
    Public,
    /// Anywhere, also without TLS: on one's own machine.
    Any,
}

/// Why a request came to nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutboundFault {
    /// Not by TLS, or to an address that is not public.
    #[error("requests go by https to public addresses alone")]
    NotPublic,
    /// A request that cannot be made.
    #[error("not an address")]
    NotAnAddress,
    /// Nobody answered.
    #[error("no answer")]
    Unanswered(#[from] hyper_util::client::legacy::Error),
    /// Nobody answered in time.
    #[error("no answer in time")]
    TooSlow(#[from] tokio::time::error::Elapsed),
    /// The answer broke off, or is longer than any honest one.
    #[error("the answer cannot be read")]
    Unreadable(#[source] Box<dyn Error + Send + Sync>),
    /// A name that nobody has.
    #[error("no such host")]
    NoHost(#[from] std::io::Error),
}

/// TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
#[error("TLS cannot be set up")]
pub struct ClientFault(#[from] rustls::Error);

/// The way out.
pub(crate) struct Outbound {
    client: Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
    destinations: Destinations,
}

impl Outbound {
    pub(crate) fn to(destinations: Destinations) -> Result<Self, ClientFault> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots: rustls::RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut plain = HttpConnector::new_with_resolver(Resolver(destinations));
        plain.enforce_http(false);
        plain.set_connect_timeout(Some(CONNECT));
        let connector = hyper_rustls::HttpsConnectorBuilder::new().with_tls_config(tls);
        let connector = match destinations {
            Destinations::Public => connector.https_only(),
            Destinations::Any => connector.https_or_http(),
        };
        let connector = connector.enable_http1().wrap_connector(plain);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { client, destinations })
    }

    /// Refuses an address that requests must not go to. What its name resolves to is looked at when they do.
    pub(crate) fn allows(&self, url: &Url) -> Result<(), OutboundFault> {
        let web = matches!(url.scheme(), "https" | "http");
        let plain = web && url.username().is_empty() && url.password().is_none();
        let public = match url.host() {
            Some(Host::Ipv4(address)) => is_public(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => is_public(IpAddr::V6(address)),
            Some(Host::Domain(_)) => true,
            None => return Err(OutboundFault::NotAnAddress),
        };
        match self.destinations {
            _ if !plain => Err(OutboundFault::NotAnAddress),
            Destinations::Public if url.scheme() != "https" || !public => {
                Err(OutboundFault::NotPublic)
            }
            Destinations::Public | Destinations::Any => Ok(()),
        }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, OutboundFault> {
        let url =
            Url::parse(&request.uri().to_string()).map_err(|_| OutboundFault::NotAnAddress)?;
        self.allows(&url)?;
        let request = request.map(|body| Full::from(Bytes::from(body)));
        let (parts, body) = self.client.request(request).await?.into_parts();
        let body = Limited::new(body, LARGEST).collect().await;
        let body = body.map_err(OutboundFault::Unreadable)?.to_bytes();
        Ok(http::Response::from_parts(parts, body.to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for Outbound {
    type Error = OutboundFault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, OutboundFault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move { tokio::time::timeout(WHOLE, self.send(request)).await? })
    }
}

/// Resolves names to the addresses that requests may go to: looked at here, where they are used at once.
#[derive(Clone)]
struct Resolver(Destinations);

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = OutboundFault;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, OutboundFault>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OutboundFault>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let destinations = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed = |address: &SocketAddr| match destinations {
                Destinations::Public => is_public(address.ip()),
                Destinations::Any => true,
            };
            let allowed: Vec<SocketAddr> = found.filter(allowed).collect();
            if allowed.is_empty() { Err(OutboundFault::NotPublic) } else { Ok(allowed.into_iter()) }
        })
    }
}

/// Whether the address is one of the public internet, and not of somebody's own network.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let reserved = match address.octets() {
        // This network, carriers' own, protocols' own, measurements, and what nobody has.
        [0 | 240..=255, ..] | [192, 0, 0, _] => true,
        [100, second, ..] => (64..128).contains(&second),
        [198, second, ..] => second == 18 || second == 19,
        _ => false,
    };
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// Only what has been given out, and of that nothing with an IPv4 address inside.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0 | 0xdb8, ..] | [0x2002, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_network_is_not_public() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.7",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "2001:0:a00:1::",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["192.36.125.18", "100.128.0.1", "198.20.0.1", "2a00:801::1"] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn requests_go_where_they_may() {
        let allowed = |destinations, url: &str| {
            Outbound::to(destinations).unwrap().allows(&Url::parse(url).unwrap()).is_ok()
        };
        assert!(allowed(Destinations::Public, "https://login.example.se/x"));
        for url in [
            "http://login.example.se",
            "https://127.0.0.1:8080",
            "https://[::1]/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://a:b@login.example.se",
            "ftp://login.example.se",
            "file:///etc/passwd",
        ] {
            assert!(!allowed(Destinations::Public, url), "{url}");
        }
        assert!(allowed(Destinations::Any, "http://127.0.0.1:8080"));
        assert!(!allowed(Destinations::Any, "file:///etc/passwd"));
    }
}

//! Whose address a request comes from: the peer's, or what our own proxies say of it. Trusts nobody else.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client's address behind `proxies` proxies of ours, each of which adds the address that it was reached from
/// at the end of `X-Forwarded-For`. What stands further to the front anybody may have written.
///
/// Where the header is shorter or no address, the peer's: then the request did not come through all of them.
pub(crate) fn client_address(peer: SocketAddr, headers: &HeaderMap, proxies: usize) -> SocketAddr {
    let Some(place) = proxies.checked_sub(1) else { return peer };
    let values = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    let added = hops.iter().rev().nth(place);
    let address = added.and_then(|text| text.trim().parse::<IpAddr>().ok());
    address.map_or(peer, |address| SocketAddr::new(address, 0))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(proxies: usize, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(value).unwrap());
        }
        let peer = "10.0.0.9:4711".parse().unwrap();
        client_address(peer, &headers, proxies).ip().to_string()
    }

    #[test]
    fn only_what_our_own_proxies_added_counts() {
        assert_eq!(seen(0, &["192.0.2.1"]), "10.0.0.9", "nobody stands in front");
        assert_eq!(seen(1, &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(seen(1, &["198.51.100.7, 192.0.2.1"]), "192.0.2.1", "the first is made up");
        assert_eq!(seen(2, &["198.51.100.7, 192.0.2.1,10.0.0.2"]), "192.0.2.1");
        assert_eq!(seen(2, &["192.0.2.1", "10.0.0.2"]), "192.0.2.1", "in two headers");
        assert_eq!(seen(1, &["2001:db8::1"]), "2001:db8::1");
        for odd in [&[][..], &["unknown"], &[""], &["192.0.2.1:80"]] {
            assert_eq!(seen(1, odd), "10.0.0.9", "{odd:?}");
        }
        assert_eq!(seen(2, &["192.0.2.1"]), "10.0.0.9", "it went past one of them");
    }
}

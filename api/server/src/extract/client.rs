//! The client's address: the peer's, or what a trusted proxy says of it. Headers of anybody else are never read.

use crate::config::HttpConfig;
use actix_web::HttpRequest;
use actix_web::web::Data;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use vestibule_app::RequestOrigin;
use vestibule_domain::network::Network;

/// Where a request came from.
pub fn origin(request: &HttpRequest) -> RequestOrigin {
    RequestOrigin {
        network: address(request).map(Network::of),
        request_id: super::request_id::of(request),
    }
}

/// Whether the request itself comes from a trusted proxy.
pub fn is_from_trusted_proxy(request: &HttpRequest) -> bool {
    let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
    let config = request.app_data::<Data<HttpConfig>>();
    peer.zip(config)
        .is_some_and(|(peer, config)| config.trusted_proxies.iter().any(|net| net.contains(&peer)))
}

fn address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let config = request.app_data::<Data<HttpConfig>>();
    let trusted = config
        .map(|config| config.trusted_proxies.as_slice())
        .unwrap_or_default();
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok());
    Some(resolve(peer, &forwarded.collect::<Vec<_>>(), trusted))
}

/// The right-most hop that is not a trusted proxy; the peer itself if it is none.
fn resolve(peer: IpAddr, forwarded: &[&str], trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    let mut client = peer.to_canonical();
    let mut hops = forwarded
        .iter()
        .flat_map(|header| header.split(','))
        .map(str::trim)
        .rev();
    while is_trusted(&client) {
        match hops.next().map(hop) {
            Some(Some(hop)) => client = hop.to_canonical(),
            Some(None) | None => break,
        }
    }
    client
}

/// An address, bare or with the port that some proxies add.
fn hop(text: &str) -> Option<IpAddr> {
    let bare = text.parse().ok();
    bare.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        resolve(peer.parse().unwrap(), forwarded, &trusted).to_string()
    }

    #[test]
    fn a_header_of_a_stranger_is_never_read() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(
            client("203.0.113.9", &["198.51.100.1"], &["10.0.0.0/8"]),
            "203.0.113.9"
        );
    }

    #[test]
    fn behind_trusted_proxies_the_right_most_untrusted_hop_counts() {
        let proxies = ["10.0.0.0/8"];
        assert_eq!(
            client("10.0.0.1", &["198.51.100.1"], &proxies),
            "198.51.100.1"
        );
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.0.0.2"], &proxies),
            "198.51.100.1"
        );
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6", "198.51.100.1"], &proxies),
            "198.51.100.1"
        );
        assert_eq!(
            client("::ffff:10.0.0.1", &["198.51.100.1"], &proxies),
            "198.51.100.1"
        );
    }

    #[test]
    fn a_port_beside_the_address_is_no_rubbish() {
        for (told, address) in [
            ("198.51.100.1:50123", "198.51.100.1"),
            ("[2001:db8::1]:50123", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
        ] {
            assert_eq!(client("10.0.0.1", &[told], &["10.0.0.0/8"]), address);
        }
    }

    #[test]
    fn rubbish_in_the_header_leaves_the_nearest_address_that_is_known() {
        assert_eq!(
            client("10.0.0.1", &["198.51.100.1, unknown"], &["10.0.0.0/8"]),
            "10.0.0.1"
        );
        assert_eq!(client("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }
}

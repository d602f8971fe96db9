//! The network a request came from, as coarse as guessing has to be counted: IPv4 /32, IPv6 /64.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// An IPv4 address or an IPv6 prefix.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Network {
    prefix: IpAddr,
    bits: u8,
}

impl Network {
    /// The network an address belongs to; an IPv4-mapped IPv6 address counts as IPv4.
    pub fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(_) => Self {
                prefix: address,
                bits: 32,
            },
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => Self {
                    prefix: IpAddr::V4(v4),
                    bits: 32,
                },
                None => Self {
                    prefix: IpAddr::V6(cut(v6, 64)),
                    bits: 64,
                },
            },
        }
    }

    /// The IPv6 /48 around a /64: who holds a site's prefix has 65,536 of the smaller ones. None for IPv4.
    pub fn wider(self) -> Option<Self> {
        match (self.prefix, self.bits) {
            (IpAddr::V6(v6), 64) => Some(Self {
                prefix: IpAddr::V6(cut(v6, 48)),
                bits: 48,
            }),
            _ => None,
        }
    }
}

fn cut(address: Ipv6Addr, bits: u32) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - bits)))
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.prefix {
            IpAddr::V4(v4) => v4.fmt(f),
            IpAddr::V6(v6) => write!(f, "{v6}/{}", self.bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> String {
        Network::of(text.parse().unwrap()).to_string()
    }

    #[test]
    fn addresses_fall_into_the_network_that_guessing_is_counted_by() {
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        let wider = Network::of("2001:db8:1:2::9".parse().unwrap())
            .wider()
            .unwrap();
        assert_eq!(wider.to_string(), "2001:db8:1::/48");
        assert!(wider.wider().is_none());
    }
}

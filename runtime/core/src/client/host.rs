//! The host of an endpoint in; what kind of host that is out.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether a request to a host stays on this machine: `localhost`, a name below it (RFC 6761), or a
/// loopback address.
pub(super) fn is_loopback(host: &str) -> bool {
    match address(host) {
        Some(ip) => ip.is_loopback(),
        None => {
            let host = host.to_ascii_lowercase();
            host == "localhost" || host.ends_with(".localhost")
        }
    }
}

/// Whether a host has no names below it: an IP address, or a name without a dot, such as
/// `localhost` or that of a container.
pub(super) fn is_flat(host: &str) -> bool {
    address(host).is_some() || !host.contains('.')
}

/// The IP address that a host is, if it is one; one of IPv6 stands in brackets.
pub(super) fn address(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[') {
        Some(rest) => rest.trim_end_matches(']').parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => host.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_hosts() {
        for (host, loopback, flat) in [
            ("localhost", true, true),
            ("LOCALHOST", true, true),
            ("s3.localhost", true, false),
            ("localstack", false, true),
            ("127.0.0.1", true, true),
            ("127.8.0.1", true, true),
            ("10.0.0.1", false, true),
            ("[::1]", true, true),
            ("[fd00::1]", false, true),
            ("example.com", false, false),
            ("localhost.example.com", false, false),
            ("localhost.localstack.cloud", false, false),
        ] {
            assert_eq!((is_loopback(host), is_flat(host)), (loopback, flat), "{host}");
        }
    }
}

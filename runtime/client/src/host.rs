//! Classifies hosts of endpoints: loopback, IP address, or a name that can have subdomains.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether requests to a host stay on this machine: `localhost` and its subdomains (RFC 6761), and
/// loopback addresses.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    match address(host) {
        Some(ip) => ip.is_loopback(),
        None => {
            let host = host.to_ascii_lowercase();
            host == "localhost" || host.ends_with(".localhost")
        }
    }
}

/// Whether a host cannot have subdomains: an IP address, or a name without a dot, such as
/// `localhost` or that of a container.
pub(crate) fn is_flat(host: &str) -> bool {
    address(host).is_some() || !host.contains('.')
}

/// Parses a host that is an IP address. An IPv6 address is in brackets.
pub fn address(host: &str) -> Option<IpAddr> {
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

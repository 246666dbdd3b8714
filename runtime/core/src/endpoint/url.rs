//! Parses URLs for endpoint rules.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A parsed URL without a query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Url<'t> {
    /// `http` or `https`.
    pub scheme: &'t str,
    /// The host and the port, as written.
    pub authority: &'t str,
    /// The path as written; empty if there is none.
    pub path: &'t str,
    /// The path with leading and trailing `/`.
    pub normalized_path: String,
    /// Whether the host is an IP address.
    pub is_ip: bool,
}

/// `parseURL` of the rules engine: parses a URL. `None` unless the scheme is `http` or `https`, and
/// if there is a query, a fragment or user info, which endpoints cannot have.
#[must_use]
pub fn parse_url(text: &str) -> Option<Url<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_plain = |c: char| !(c.is_control() || c.is_whitespace() || "?#@\\".contains(c));
    if !matches!(scheme, "http" | "https") || authority.is_empty() || !rest.chars().all(is_plain) {
        return None;
    }
    let is_ip = is_address(authority)?;
    let end = if path.ends_with('/') { "" } else { "/" };
    let normalized_path = format!("{path}{end}");
    Some(Url { scheme, authority, path, normalized_path, is_ip })
}

/// Whether the host of an authority is an IP address; `None` if the authority is malformed.
fn is_address(authority: &str) -> Option<bool> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (None, port)
        }
        None => {
            let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            (Some(host), port)
        }
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let is_authority =
        host != Some("") && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    is_authority.then(|| host.is_none_or(|host| host.parse::<Ipv4Addr>().is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        for (text, authority, path, normalized, is_ip) in [
            ("https://example.com", "example.com", "", "/", false),
            ("https://example.com/", "example.com", "/", "/", false),
            ("http://example.com:80/foo/bar", "example.com:80", "/foo/bar", "/foo/bar/", false),
            ("https://127.0.0.1", "127.0.0.1", "", "/", true),
            ("https://127.0.0.1:8443/a/", "127.0.0.1:8443", "/a/", "/a/", true),
            ("https://[fe80::1]", "[fe80::1]", "", "/", true),
            ("https://[fe80::1]:1/x", "[fe80::1]:1", "/x", "/x/", true),
        ] {
            let url = parse_url(text).unwrap();
            assert_eq!((url.authority, url.path), (authority, path), "{text}");
            assert_eq!((url.normalized_path.as_str(), url.is_ip), (normalized, is_ip), "{text}");
            assert_eq!(url.scheme, text.split(':').next().unwrap());
        }
    }

    #[test]
    fn what_is_no_url_of_an_endpoint() {
        for text in [
            "",
            "example.com",
            "https://",
            "https:///path",
            "ftp://example.com",
            "https://example.com:8443?foo=bar",
            "https://example.com/#top",
            "https://user@example.com",
            "https://exa mple.com",
            "https://example.com:port",
            "https://[fe80::1",
            "https://[fe80::1]x",
            "https://[example]",
            "https://:80",
        ] {
            assert_eq!(parse_url(text), None, "{text}");
        }
    }
}

//! Parses and checks the URL of an endpoint.

use http::Uri;
use http::uri::{Authority, Scheme};

/// The URL of an endpoint, which the paths of requests are appended to.
#[derive(Debug, PartialEq)]
pub struct Base {
    /// `http` or `https`.
    pub scheme: Scheme,
    /// The host with its port.
    pub authority: Authority,
    /// The path, without a trailing slash.
    pub path: String,
}

impl Base {
    /// Parses the URL of an endpoint. The error is the predicate of a sentence, and does not quote
    /// the URL.
    ///
    /// # Errors
    ///
    /// Why no request can be sent there.
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        const START: &str = "must start with https:// or http:// and a host";
        let parts = Uri::try_from(url).map_err(|_| "must be a URI")?.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(START);
        };
        // HTTP libraries treat other schemes as `http`, and other ports as the default one.
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(START);
        }
        check(&authority)?;
        if url.contains('#') {
            return Err("must not have a fragment");
        }
        let path = match &parts.path_and_query {
            Some(path) if path.query().is_some() => return Err("must not have a query"),
            Some(path) => path.path().trim_end_matches('/').to_owned(),
            None => String::new(),
        };
        Ok(Self { scheme, authority, path })
    }
}

/// Checks that an authority is a host and optionally a port.
///
/// # Errors
///
/// The reason as the predicate of a sentence.
pub fn check(authority: &Authority) -> Result<(), &'static str> {
    if authority.as_str().contains('@') {
        return Err("must not have a user name or a password");
    }
    if authority.as_str() != authority.host() && authority.port_u16().is_none() {
        return Err("must have a port from 0 to 65535");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_have_parts() {
        for (url, scheme, authority, path) in [
            ("https://example.com", "https", "example.com", ""),
            ("http://localhost:8000/v1/", "http", "localhost:8000", "/v1"),
            ("HTTP://[::1]:65535/a/b//", "http", "[::1]:65535", "/a/b"),
            ("https://[::1]", "https", "[::1]", ""),
        ] {
            let base = Base::parse(url).unwrap();
            let parts = (base.scheme.as_str(), base.authority.as_str(), base.path.as_str());
            assert_eq!(parts, (scheme, authority, path), "{url}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_refused() {
        for (url, reason) in [
            ("", "must be a URI"),
            ("https://", "must be a URI"),
            ("http://a b", "must be a URI"),
            ("http://[::1", "must be a URI"),
            ("localhost:80", "must start with https:// or http:// and a host"),
            ("/path", "must start with https:// or http:// and a host"),
            ("htps://example.com", "must start with https:// or http:// and a host"),
            ("ftp://example.com", "must start with https:// or http:// and a host"),
            ("https://me@example.com", "must not have a user name or a password"),
            ("https://me:secret@example.com:80", "must not have a user name or a password"),
            ("http://localhost:65536", "must have a port from 0 to 65535"),
            ("http://localhost:http/", "must have a port from 0 to 65535"),
            ("http://localhost:/", "must have a port from 0 to 65535"),
            ("http://[::1]:99999", "must have a port from 0 to 65535"),
            ("https://example.com/#top", "must not have a fragment"),
            ("https://example.com/?a=b", "must not have a query"),
            ("https://example.com?", "must not have a query"),
        ] {
            assert_eq!(Base::parse(url), Err(reason), "{url}");
        }
    }
}

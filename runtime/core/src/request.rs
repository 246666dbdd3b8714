//! The request of an operation, which becomes an HTTP request once there is an endpoint for it.

#[cfg(feature = "checksums")]
mod checksum;
mod content;
mod uri;
mod writer;

use std::fmt;

use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, Method, Uri};

pub use content::sends_content;
pub use uri::QueryValue;
pub use uri::{RESERVED, RESERVED_IN_SEGMENTS};
pub use writer::{RequestLine, RequestWriter};

use crate::checksum::{RequestChecksumCalculation, ResponseChecksumValidation};
use crate::endpoint::{Base, shown};
use crate::excerpt::excerpt;
use crate::{BuildError, ByteStream};

/// The maximum length of the path and query of an [`Uri`], in bytes.
const MAX_PATH_AND_QUERY: usize = 65_534;

/// A request without an endpoint, a signature or a transport.
///
/// ```
/// use whitesmith_runtime::protocol::RestJson1;
/// use whitesmith_runtime::{Method, RequestWriter};
///
/// let mut request = RequestWriter::new::<RestJson1>();
/// request.method(Method::GET).path("/accounts/").label("AccountId", "12a3456b");
/// let request = request.finish()?.into_http("https://service.chime.aws.amazon.com")?;
/// assert_eq!(request.uri(), "https://service.chime.aws.amazon.com/accounts/12a3456b");
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, with its leading slash, and the query, both percent-encoded.
    pub path_and_query: String,
    /// The headers from the input and the protocol.
    pub headers: HeaderMap,
    /// The body; empty if there is none. It is in memory unless the model streams it.
    pub body: ByteStream,
    /// The prefix of the endpoint's host. Clear it for an endpoint that needs no prefix.
    pub host_prefix: String,
    /// The endpoint in a member of the input, for operations with such a member. It replaces the endpoint
    /// of the service. Clear it to send the request elsewhere.
    pub endpoint: Option<String>,
    /// The minimum length, in bytes, of a body that is compressed with gzip, which needs the feature
    /// `gzip`. `None` for no compression.
    pub compress_from: Option<usize>,
    /// When a checksum is computed whose algorithm the input does not name: by the trait
    /// `aws.protocols#httpChecksum`.
    pub checksum_calculation: RequestChecksumCalculation,
    /// When the request asks for a checksum of its response although the input does not: by the same trait.
    pub checksum_validation: ResponseChecksumValidation,
    /// Whether the path of the operation is in the endpoint, so that nothing is appended to its path.
    endpoint_path: bool,
    verbatim_path: bool,
    checksum: Option<content::Checksum>,
    #[cfg(feature = "checksums")]
    validation: Option<checksum::Validation>,
}

/// The extension of an HTTP request whose path must be signed and sent as it is, without normalization: its
/// dot segments and empty segments belong to the name of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbatimPath;

impl Request {
    /// Creates an HTTP request for an endpoint, such as `http://localhost:8000/v1`: a scheme, a host and,
    /// optionally, a port and a base path. The headers that depend on the complete body are added: its
    /// encoding, checksums and `content-length`. The request is not signed.
    ///
    /// If the checksum of the response is to be validated, the request has a
    /// [`ResponseChecksum`](crate::checksum::ResponseChecksum) among its extensions.
    ///
    /// # Errors
    ///
    /// The endpoint is invalid or forms no URI with the request, the checksum algorithm is not supported, or
    /// the body needs a checksum in front of it and is not in memory.
    pub fn into_http(mut self, endpoint: &str) -> Result<http::Request<ByteStream>, BuildError> {
        let uri = self.uri(self.endpoint.as_deref().unwrap_or(endpoint))?;
        content::complete(&mut self)?;
        #[cfg(feature = "checksums")]
        let response_checksum = checksum::ask_for_response_checksum(&mut self)?;
        let mut request = http::Request::new(self.body);
        #[cfg(feature = "checksums")]
        if let Some(checksum) = response_checksum {
            request.extensions_mut().insert(checksum);
        }
        if self.verbatim_path {
            request.extensions_mut().insert(VerbatimPath);
        }
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// Leaves out the checksums of the trait `aws.protocols#httpChecksum`, for a presigned request: its body
    /// is not known yet, and the sender does not validate the response.
    pub fn leave_out_checksums(&mut self) {
        #[cfg(feature = "checksums")]
        {
            self.checksum = self.checksum.take().filter(|checksum| !checksum.is_flexible());
            self.validation = None;
        }
    }

    fn uri(&self, endpoint: &str) -> Result<Uri, BuildError> {
        let Self { host_prefix, path_and_query, endpoint_path, .. } = self;
        let error = |reason: String| BuildError::new("endpoint", reason);
        let Base { scheme, authority, path } = Base::parse(endpoint).map_err(|reason| {
            let shown = shown(endpoint);
            error(format!("{reason}, but is {:?}", excerpt(&shown)))
        })?;
        let authority = if host_prefix.is_empty() {
            authority
        } else if authority.as_str().starts_with('[') {
            return Err(error(
                "must have a name that the host prefix can go in front of".to_owned(),
            ));
        } else {
            Authority::try_from(format!("{host_prefix}{authority}"))
                .map_err(|_| error("cannot have the host prefix of the operation".to_owned()))?
        };
        let path = match path_and_query.strip_prefix('/') {
            Some(query) if *endpoint_path && !path.is_empty() => join(&path, query)?,
            _ => join(&path, path_and_query)?,
        };
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(scheme);
        parts.authority = Some(authority);
        parts.path_and_query = Some(path);
        Uri::from_parts(parts).map_err(|_| error("must be a URI".to_owned()))
    }
}

impl fmt::Debug for Request {
    /// Shows the method, the names of the headers and the length of the body. The rest, including path and
    /// query, may have sensitive members.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path_and_query, headers, body, .. } = self;
        f.debug_struct("Request")
            .field("method", method)
            .field("path_and_query", &format_args!("{} bytes", path_and_query.len()))
            .field("headers", &headers.keys().collect::<Vec<_>>())
            .field("body", body)
            .finish_non_exhaustive()
    }
}

/// Joins a base path with a path and query. Errors show neither: they may be long, or secret.
fn join(base: &str, path_and_query: &str) -> Result<PathAndQuery, BuildError> {
    let length = base.len() + path_and_query.len();
    if length > MAX_PATH_AND_QUERY {
        let reason = format!(
            "has {length} bytes of path and query, and no more than {MAX_PATH_AND_QUERY} can be sent"
        );
        return Err(BuildError::new("URI", reason));
    }
    PathAndQuery::try_from(format!("{base}{path_and_query}")).map_err(|_| {
        BuildError::new("URI", format!("cannot have this path and query, of {length} bytes"))
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::protocol::RestJson1;

    fn request(path_and_query: &str, host_prefix: &str) -> Request {
        Request {
            method: Method::GET,
            path_and_query: path_and_query.to_owned(),
            headers: HeaderMap::new(),
            body: ByteStream::default(),
            host_prefix: host_prefix.to_owned(),
            endpoint: None,
            endpoint_path: false,
            verbatim_path: false,
            compress_from: None,
            checksum_calculation: RequestChecksumCalculation::default(),
            checksum_validation: ResponseChecksumValidation::default(),
            checksum: None,
            #[cfg(feature = "checksums")]
            validation: None,
        }
    }

    #[test]
    fn endpoints_are_joined() {
        for (endpoint, prefix, path, expected) in [
            ("https://example.com", "", "/a?b=c", "https://example.com/a?b=c"),
            ("https://example.com/", "", "/", "https://example.com/"),
            ("http://localhost:8000/v1/", "", "/a", "http://localhost:8000/v1/a"),
            ("https://example.com/custom", "", "/a//b/..", "https://example.com/custom/a//b/.."),
            ("https://example.com:444", "foo.bar.", "/a", "https://foo.bar.example.com:444/a"),
            ("http://[::1]:80", "", "/a", "http://[::1]:80/a"),
        ] {
            let http = request(path, prefix).into_http(endpoint).unwrap();
            assert_eq!(http.uri().to_string(), expected);
        }
    }

    #[test]
    fn other_endpoints_are_refused() {
        for (endpoint, message) in [
            (
                "example.com",
                "`endpoint` must start with https:// or http:// and a host, but is \"example.com\"",
            ),
            (
                "/path",
                "`endpoint` must start with https:// or http:// and a host, but is \"/path\"",
            ),
            ("", "`endpoint` must be a URI, but is \"\""),
            ("https://a b", "`endpoint` must be a URI, but is \"https://a b\""),
            (
                "https://example.com/?a=b",
                "`endpoint` must not have a query, but is \"https://example.com/?a=b\"",
            ),
            (
                "https://user:secret@example.com",
                "`endpoint` must not have a user name or a password, but is \
                 \"https://<redacted>@example.com\"",
            ),
            (
                "http://localhost:99999",
                "`endpoint` must have a port from 0 to 65535, but is \"http://localhost:99999\"",
            ),
            (
                "https://user:secret@exa mple.com",
                "`endpoint` must be a URI, but is \"https://<redacted>@exa mple.com\"",
            ),
            (
                "user:secret@example.com",
                "`endpoint` must start with https:// or http:// and a host, but is \
                 \"<redacted>@example.com\"",
            ),
        ] {
            let error = request("/", "").into_http(endpoint).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        for (host_prefix, path, endpoint) in [
            ("foo.", "/", "http://[::1]"),
            ("fo o.", "/", "http://localhost"),
            ("", "/a b", "http://localhost"),
        ] {
            assert!(request(path, host_prefix).into_http(endpoint).is_err());
        }
    }

    #[test]
    fn errors_do_not_repeat_long_uris() {
        let long = "x".repeat(70_000);
        for (path, endpoint, said) in [
            (format!("/a?b={long}"), "http://localhost/v1".to_owned(), "has 70008 bytes of path"),
            (format!("/{long}"), "http://localhost".to_owned(), "has 70001 bytes of path"),
            (
                format!("/a b{}?c=secret", &long[..9_000]),
                "http://localhost".to_owned(),
                "`URI` cannot have this path and query, of 9013 bytes",
            ),
            ("/".to_owned(), format!("https://{long} "), "must be a URI, but is \"https://xxx"),
            ("/".to_owned(), format!("http://localhost/{long}"), "must be a URI, but is \"http"),
        ] {
            let error = request(&path, "").into_http(&endpoint).unwrap_err().to_string();
            assert!(error.contains(said) && error.len() < 300, "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn an_endpoint_of_the_input_comes_first() {
        let mut named = request("/a", "");
        named.endpoint = Some("https://custom.example.com/".to_owned());
        let http = named.into_http("https://example.com").unwrap();
        assert_eq!(http.uri(), "https://custom.example.com/a");
    }

    #[test]
    fn debug_shows_no_value() {
        let mut writer = RequestWriter::new::<RestJson1>();
        writer.path("/a/").label("Id", "hush").host_label("Host", "hush");
        writer.query("q", "hush");
        writer.header("X-Key", "hush").sensitive_headers("X-Key").prefix_headers(
            "X-Meta-",
            &std::collections::BTreeMap::from([("a".to_owned(), "hush".to_owned())]),
        );
        writer.text_payload("hush", "text/plain");
        assert!(!format!("{writer:?}").contains("hush"), "{writer:?}");
        let request = writer.finish().unwrap();
        let text = format!("{request:?}");
        assert!(!text.contains("hush") && text.contains("x-key"), "{text}");
        // That of the crate `http` shows headers that are not marked.
        let text = format!("{:?}", request.into_http("http://localhost").unwrap().headers());
        assert_eq!(text.matches("Sensitive").count(), 1, "{text}");
    }

    #[test]
    fn the_length_of_a_body_is_told() {
        let mut with_body = request("/", "");
        with_body.body = ByteStream::from("hello");
        let http = with_body.into_http("http://localhost").unwrap();
        assert_eq!(http.headers()["content-length"], "5");
        assert_eq!(*http.body(), ByteStream::from("hello"));
        let http = request("/", "").into_http("http://localhost").unwrap();
        assert!(http.headers().is_empty());
        let mut without_body = request("/", "");
        without_body.method = Method::POST;
        let http = without_body.into_http("http://localhost").unwrap();
        assert_eq!(http.headers()["content-length"], "0");
    }

    #[test]
    fn a_length_that_is_not_that_of_the_body_is_refused() {
        let stated = |length, body: ByteStream| {
            let mut request = request("/", "");
            request.body = body;
            request.headers.insert("content-length", HeaderValue::from_static(length));
            request.into_http("http://localhost")
        };
        assert!(stated("5", ByteStream::from("hello")).is_ok());
        for body in [ByteStream::from("hello"), ByteStream::default()] {
            let error = stated("1", body).unwrap_err().to_string();
            assert!(error.starts_with("`Content-Length` must be "), "{error}");
        }
        // Of a stream, only the caller may know the length.
        assert!(stated("1", ByteStream::from_reader(&b"a"[..], None)).is_ok());
    }
}

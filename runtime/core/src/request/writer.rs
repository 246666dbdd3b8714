//! Serializes an input into a request.

use std::fmt;

use http::Method;

use super::Request;
#[cfg(feature = "checksums")]
use super::checksum::Validation;
use super::content::Checksum;
use crate::BuildError;
use crate::checksum::{RequestChecksumCalculation, ResponseChecksumValidation};
use crate::message::MessageWriter;
use crate::protocol::Protocol;

/// Serializes an input into a [`Request`], member by member.
///
/// What cannot be sent is kept as an error, which [`finish`](Self::finish) returns, so that the functions
/// for members return nothing to check. A member without a value is left out.
///
/// ```
/// use whitesmith_runtime::protocol::RestJson1;
/// use whitesmith_runtime::{Method, RequestWriter};
///
/// let (name, tag) = (Some("Sales".to_owned()), None::<String>);
/// let mut request = RequestWriter::new::<RestJson1>();
/// request.method(Method::PUT).path("/accounts/").label("AccountId", "a/b");
/// request.query("max-results", &Some(5));
/// request.header("X-Tag", &tag);
/// request.text_payload(&name, "text/plain");
///
/// let request = request.finish()?;
/// assert_eq!(request.path_and_query, "/accounts/a%2Fb?max-results=5");
/// assert_eq!(request.headers["content-type"], "text/plain");
/// assert_eq!(request.body.as_bytes().unwrap(), "Sales");
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
pub type RequestWriter = MessageWriter<RequestLine>;

/// The part of a request that a response does not have: the method and where the request goes, and what
/// has to be done with the complete body.
#[derive(Default)]
pub struct RequestLine {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: String,
    /// Whether a label of the path is in the endpoint instead.
    pub(super) endpoint_label: bool,
    pub(super) verbatim_path: bool,
    pub(super) host_prefix: String,
    pub(super) endpoint: Option<String>,
    pub(super) compress_from: Option<usize>,
    pub(super) checksum: Option<Checksum>,
    #[cfg(feature = "checksums")]
    pub(super) validation: Option<Validation>,
}

impl RequestWriter {
    /// Creates a writer of the request `POST /` of a protocol, with its [`HEADERS`](Protocol::HEADERS).
    /// Bodies that the codec of the protocol writes have its [`CONTENT_TYPE`](Protocol::CONTENT_TYPE).
    #[must_use]
    pub fn new<P: Protocol>() -> Self {
        let line = RequestLine { method: Method::POST, ..RequestLine::default() };
        let mut request = Self::starting(line, P::CONTENT_TYPE);
        for (name, value) in P::HEADERS {
            request.header(name, *value);
        }
        request
    }

    /// Sets the method.
    pub fn method(&mut self, method: Method) -> &mut Self {
        self.line.method = method;
        self
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// The first member whose value cannot be sent.
    pub fn finish(self) -> Result<Request, BuildError> {
        let (line, headers, body) = self.into_parts()?;
        let mut path_and_query = line.path;
        let endpoint_path = path_and_query.is_empty() && line.endpoint_label;
        if !path_and_query.starts_with('/') {
            path_and_query.insert(0, '/');
        }
        if !line.query.is_empty() {
            path_and_query.push('?');
            path_and_query.push_str(&line.query);
        }
        Ok(Request {
            method: line.method,
            path_and_query,
            endpoint_path,
            verbatim_path: line.verbatim_path,
            headers,
            body,
            host_prefix: line.host_prefix,
            endpoint: line.endpoint,
            compress_from: line.compress_from,
            checksum_calculation: RequestChecksumCalculation::default(),
            checksum_validation: ResponseChecksumValidation::default(),
            checksum: line.checksum,
            #[cfg(feature = "checksums")]
            validation: line.validation,
        })
    }
}

impl fmt::Debug for RequestLine {
    /// Shows the method. The rest may hold members that are sensitive.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestLine").field("method", &self.method).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::RestJson1;

    #[test]
    fn the_first_error_is_returned() {
        let mut request = RequestWriter::new::<RestJson1>();
        request.path("/").label("First", "").label("Second", "");
        assert_eq!(request.finish(), Err(BuildError::new("First", "must not be empty")));
    }

    #[test]
    fn a_request_without_members_is_a_post() {
        let request = RequestWriter::new::<RestJson1>().finish().unwrap();
        assert_eq!((request.method, request.path_and_query.as_str()), (Method::POST, "/"));
        assert!(request.headers.is_empty() && request.body.is_empty());
    }
}

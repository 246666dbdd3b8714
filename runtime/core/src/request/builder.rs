//! The parts of a request in, one after the other; the request, or the first part that cannot be
//! sent, out.

use std::fmt;

use http::{HeaderMap, Method};

use super::Request;
use super::content::Checksum;
use crate::{BuildError, ByteStream};

/// Builds a [`Request`], part by part.
///
/// A part that cannot be sent is kept as an error and told at the end, by the method that gives the
/// request: [`empty`](Self::empty), [`json`](Self::json) or one of the payload methods. Values are
/// taken by reference; where there is none, the part is left out.
///
/// ```
/// use whitesmith_runtime::{Method, RequestBuilder};
///
/// let max_results: Option<i32> = Some(5);
/// let next_token: Option<String> = None;
/// let mut request = RequestBuilder::new(Method::GET);
/// request.path("/accounts/").label("AccountId", "a/b").path("/users");
/// request.query("max-results", &max_results);
/// request.query("next-token", &next_token);
/// assert_eq!(request.empty()?.path_and_query, "/accounts/a%2Fb/users?max-results=5");
/// # Ok::<(), whitesmith_runtime::BuildError>(())
/// ```
pub struct RequestBuilder {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) host_prefix: String,
    pub(super) headers: HeaderMap,
    pub(super) endpoint: Option<String>,
    pub(super) compress_from: Option<usize>,
    pub(super) checksum: Option<Checksum>,
    error: Option<BuildError>,
}

impl RequestBuilder {
    /// A request without a path.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self {
            method,
            path: String::new(),
            query: String::new(),
            host_prefix: String::new(),
            headers: HeaderMap::new(),
            endpoint: None,
            compress_from: None,
            checksum: None,
            error: None,
        }
    }

    /// A request of the protocols awsJson1_0 and awsJson1_1: the content type tells which one, the
    /// target is the service and the operation, such as `DynamoDB_20120810.GetItem`.
    #[must_use]
    pub fn aws_json(content_type: &str, target: &str) -> Self {
        let mut request = Self::new(Method::POST);
        request.path("/").header("Content-Type", content_type).header("X-Amz-Target", target);
        request
    }

    /// Keeps the first error.
    pub(super) fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }

    /// Gives the request.
    pub(super) fn finish(self, body: ByteStream) -> Result<Request, BuildError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut path_and_query = self.path;
        if !path_and_query.starts_with('/') {
            path_and_query.insert(0, '/');
        }
        if !self.query.is_empty() {
            path_and_query.push('?');
            path_and_query.push_str(&self.query);
        }
        Ok(Request {
            method: self.method,
            path_and_query,
            headers: self.headers,
            body,
            host_prefix: self.host_prefix,
            endpoint: self.endpoint,
            compress_from: self.compress_from,
            checksum: self.checksum,
        })
    }
}

impl fmt::Debug for RequestBuilder {
    /// Shows no part of the request: each may hold members that are sensitive.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("method", &self.method)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_told() {
        let mut request = RequestBuilder::new(Method::GET);
        request.path("/").label("First", "").label("Second", "");
        assert_eq!(request.empty(), Err(BuildError::new("First", "must not be empty")));
    }

    #[test]
    fn aws_json_names_its_target() {
        let request = RequestBuilder::aws_json("application/x-amz-json-1.0", "Service.Operation");
        let request = request.json(|_| {}).unwrap();
        assert_eq!(request.method, Method::POST);
        assert_eq!(request.path_and_query, "/");
        assert_eq!(request.headers["content-type"], "application/x-amz-json-1.0");
        assert_eq!(request.headers["x-amz-target"], "Service.Operation");
        assert_eq!(request.body, "{}".into());
    }
}

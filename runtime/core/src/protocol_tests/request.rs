//! Compares the request that an input becomes with the one that a test expects.

use http::HeaderMap;

use super::body::Expected;
use crate::any_operation::AnyOperation as _;
use crate::{BuiltIns, ByteStream, Endpoint, Operation};

/// The host of a test that has none.
const HOST: &str = "example.com";

/// The value of a member with the `idempotencyToken` trait in every test.
const IDEMPOTENCY_TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The request that a test expects. What the test does not mention is not compared.
#[derive(Debug)]
pub struct RequestTest {
    method: &'static str,
    uri: &'static str,
    host: &'static str,
    built_ins: Option<BuiltIns>,
    resolved_host: Option<&'static str>,
    query: Vec<&'static str>,
    forbidden_query: Vec<&'static str>,
    required_query: Vec<&'static str>,
    headers: Vec<(&'static str, &'static str)>,
    forbidden_headers: Vec<&'static str>,
    required_headers: Vec<&'static str>,
    body: Option<Expected>,
}

impl RequestTest {
    /// Expects a request with this method and path.
    #[must_use]
    pub fn new(method: &'static str, uri: &'static str) -> Self {
        Self {
            method,
            uri,
            host: HOST,
            built_ins: None,
            resolved_host: None,
            query: Vec::new(),
            forbidden_query: Vec::new(),
            required_query: Vec::new(),
            headers: Vec::new(),
            forbidden_headers: Vec::new(),
            required_headers: Vec::new(),
            body: None,
        }
    }

    /// The host of the endpoint, with a base path if there is one.
    #[must_use]
    pub fn host(mut self, host: &'static str) -> Self {
        self.host = host;
        self
    }

    /// The configuration of the client. With it, the endpoint rules of the service resolve the endpoint, and
    /// the [`host`](Self::host) is not used.
    #[must_use]
    pub fn configured(mut self, configure: impl FnOnce(&mut BuiltIns)) -> Self {
        configure(self.built_ins.get_or_insert_default());
        self
    }

    /// The host of the request, with its prefix.
    #[must_use]
    pub fn resolved_host(mut self, host: &'static str) -> Self {
        self.resolved_host = Some(host);
        self
    }

    /// A query parameter, encoded. A parameter that is given twice must occur twice.
    #[must_use]
    pub fn query(mut self, parameter: &'static str) -> Self {
        self.query.push(parameter);
        self
    }

    /// The encoded name of a query parameter that must not occur.
    #[must_use]
    pub fn forbid_query(mut self, name: &'static str) -> Self {
        self.forbidden_query.push(name);
        self
    }

    /// The encoded name of a query parameter that must occur, with any value.
    #[must_use]
    pub fn require_query(mut self, name: &'static str) -> Self {
        self.required_query.push(name);
        self
    }

    /// A header. Several lines of a header are joined with commas.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// A header that must not occur.
    #[must_use]
    pub fn forbid_header(mut self, name: &'static str) -> Self {
        self.forbidden_headers.push(name);
        self
    }

    /// A header that must occur, with any value.
    #[must_use]
    pub fn require_header(mut self, name: &'static str) -> Self {
        self.required_headers.push(name);
        self
    }

    /// The body, which is compared byte by byte.
    #[must_use]
    pub fn body(mut self, body: &'static str) -> Self {
        self.body = Some(Expected { media_type: "", text: body });
        self
    }

    /// The body, which is compared as its media type asks: in JSON white space and the order of members
    /// are ignored, in a form the order of parameters. A body of `application/cbor` is in base64.
    #[must_use]
    pub fn typed_body(mut self, media_type: &'static str, body: &'static str) -> Self {
        self.body = Some(Expected { media_type, text: body });
        self
    }

    /// Asserts that the input is serialized into this request.
    ///
    /// # Panics
    ///
    /// If the request differs. The message lists all differences.
    #[track_caller]
    pub fn check(self, mut input: impl Operation) {
        if let Some(token) = input.idempotency_token() {
            token.get_or_insert_with(|| IDEMPOTENCY_TOKEN.to_owned());
        }
        let mismatches = match self.request(&input) {
            Ok(request) => self.mismatches(&request),
            Err(mismatch) => vec![mismatch],
        };
        assert!(mismatches.is_empty(), "the request differs\n- {}", mismatches.join("\n- "));
    }

    /// The request to the endpoint of the test. The error is the reason why there is none.
    fn request(&self, input: &impl Operation) -> Result<http::Request<ByteStream>, String> {
        let endpoint = match &self.built_ins {
            None => Endpoint::new(format!("https://{}", self.host)),
            Some(built_ins) => input
                .resolve(built_ins)
                .map_err(|error| format!("the endpoint cannot be resolved: {error}"))?,
        };
        let request = input.request().and_then(|request| request.into_http(&endpoint.url));
        request.map_err(|error| format!("the request could not be built: {error}"))
    }

    fn mismatches(&self, request: &http::Request<ByteStream>) -> Vec<String> {
        let mut mismatches = Vec::new();
        let mut compare = |what: &str, found: &str, expected: &str| {
            if found != expected {
                mismatches.push(format!("the {what} is {found:?}, expected {expected:?}"));
            }
        };
        compare("method", request.method().as_str(), self.method);
        compare("path", request.uri().path(), self.uri);
        if let Some(host) = self.resolved_host {
            compare("host", request.uri().host().unwrap_or_default(), host);
        }
        mismatches.extend(self.in_query(request.uri().query().unwrap_or_default()));
        mismatches.extend(self.in_headers(request.headers()));
        mismatches
            .extend(self.body.as_ref().and_then(|body| body.mismatch(in_memory(request.body()))));
        mismatches
    }

    fn in_query(&self, query: &str) -> Vec<String> {
        let mut rest: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        let names: Vec<&str> = rest.iter().map(|pair| name(pair)).collect();
        let mut mismatches = Vec::new();
        for expected in &self.query {
            match rest.iter().position(|pair| pair == expected) {
                Some(index) => drop(rest.swap_remove(index)),
                None => mismatches.push(format!("the query {query:?} lacks {expected:?}")),
            }
        }
        for forbidden in self.forbidden_query.iter().filter(|name| names.contains(name)) {
            mismatches.push(format!("the query {query:?} must not have {forbidden:?}"));
        }
        for required in self.required_query.iter().filter(|name| !names.contains(name)) {
            mismatches.push(format!("the query {query:?} lacks {required:?}"));
        }
        mismatches
    }

    fn in_headers(&self, headers: &HeaderMap) -> Vec<String> {
        let mut mismatches = Vec::new();
        for (name, expected) in &self.headers {
            match line(headers, name) {
                None => {
                    mismatches.push(format!("there is no header {name}, expected {expected:?}"));
                }
                Some(found) if !same_list(&found, expected) => mismatches
                    .push(format!("the header {name} is {found:?}, expected {expected:?}")),
                Some(_) => {}
            }
        }
        for name in &self.forbidden_headers {
            if let Some(found) = line(headers, name) {
                mismatches.push(format!("there must be no header {name}, but it is {found:?}"));
            }
        }
        let absent = self.required_headers.iter().filter(|name| !headers.contains_key(**name));
        mismatches.extend(absent.map(|name| format!("there is no header {name}")));
        mismatches
    }
}

/// The name of a parameter.
fn name(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

/// All lines of a header, joined.
fn line(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// Whether two headers are the same except for the white space after the commas of a list.
fn same_list(found: &str, expected: &str) -> bool {
    let trimmed =
        |text: &str| text.split(',').map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    found == expected || (!found.contains('"') && trimmed(found) == trimmed(expected))
}

/// The body: that of a test is in memory, even if it is a stream in the model.
fn in_memory(body: &ByteStream) -> &[u8] {
    body.as_bytes().map_or(b"", |bytes| bytes)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::RequestWriter;
    use crate::protocol::RestJson1;

    fn request(write: fn(&mut RequestWriter)) -> http::Request<ByteStream> {
        let mut request = RequestWriter::new::<RestJson1>();
        request.path("/a");
        write(&mut request);
        request.text_payload(r#"{"Name":"Sales"}"#, "text/html");
        request.finish().unwrap().into_http("https://example.com").unwrap()
    }

    fn test() -> RequestTest {
        RequestTest::new("POST", "/a")
    }

    #[test]
    fn what_is_not_mentioned_may_be_anything() {
        let request = request(|r| r.query("b", "c"));
        assert!(test().mismatches(&request).is_empty());
    }

    #[test]
    fn everything_that_differs_is_listed() {
        let request = request(|r| r.query("b", "c"));
        let test = RequestTest::new("GET", "/b")
            .resolved_host("foo.example.com")
            .query("b=d")
            .query("b=c")
            .query("b=c")
            .forbid_query("b")
            .require_query("e")
            .header("X-A", "1")
            .header("Content-Type", "text/plain")
            .forbid_header("Content-Length")
            .require_header("X-B")
            .body("{}");
        assert_eq!(
            test.mismatches(&request),
            [
                r#"the method is "POST", expected "GET""#,
                r#"the path is "/a", expected "/b""#,
                r#"the host is "example.com", expected "foo.example.com""#,
                r#"the query "b=c" lacks "b=d""#,
                r#"the query "b=c" lacks "b=c""#,
                r#"the query "b=c" must not have "b""#,
                r#"the query "b=c" lacks "e""#,
                r#"there is no header X-A, expected "1""#,
                r#"the header Content-Type is "text/html", expected "text/plain""#,
                r#"there must be no header Content-Length, but it is "16""#,
                r"there is no header X-B",
                r#"the body is "{\"Name\":\"Sales\"}", expected "{}""#,
            ]
        );
    }

    #[test]
    fn lists_may_stand_on_several_lines() {
        let mut request = request(|_| {});
        for value in ["a", "b,c"] {
            request.headers_mut().append("x", HeaderValue::from_static(value));
        }
        assert!(test().header("X", "a, b, c").mismatches(&request).is_empty());
        assert!(!test().header("X", "a, b c").mismatches(&request).is_empty());
    }
}

//! Deserializes the response of a test.

use std::borrow::Cow;
use std::fmt::Debug;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::body::bytes;
use crate::{Operation, Response, ResponseError, ServiceError};

/// The response of a test.
#[derive(Debug)]
pub struct ResponseTest {
    status: u16,
    headers: HeaderMap,
    body: Cow<'static, [u8]>,
    error_code: Option<&'static str>,
}

impl ResponseTest {
    /// Creates a response with this status, without headers and body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, headers: HeaderMap::new(), body: Cow::Borrowed(b""), error_code: None }
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// If the header is invalid.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        let name = HeaderName::try_from(name);
        let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) else {
            panic!("{value:?} is not the value of a header, or its name is none")
        };
        self.headers.append(name, value);
        self
    }

    /// The body.
    #[must_use]
    pub fn body(mut self, body: &'static str) -> Self {
        self.body = Cow::Borrowed(body.as_bytes());
        self
    }

    /// The body, which is in base64 if its media type is `application/cbor`.
    #[must_use]
    pub fn typed_body(mut self, media_type: &'static str, body: &'static str) -> Self {
        self.body = bytes(media_type, body);
        self
    }

    /// The code of the error, as [`ErrorMetadata::code`](crate::ErrorMetadata::code) returns it.
    #[must_use]
    pub fn error_code(mut self, code: &'static str) -> Self {
        self.error_code = Some(code);
        self
    }

    /// Deserializes the output of an operation from the response.
    ///
    /// # Panics
    ///
    /// If there is no output.
    #[must_use]
    #[track_caller]
    pub fn output<O: Operation>(self) -> O::Output {
        match O::parse(&self.response()) {
            Ok(output) => output,
            Err(error) => panic!("there is no output: {error}"),
        }
    }

    /// Deserializes the error of an operation from the response.
    ///
    /// # Panics
    ///
    /// If there is no error, a part of it cannot be read, or it has another code.
    #[must_use]
    #[track_caller]
    pub fn error<O: Operation<Output: Debug>>(self) -> O::Error {
        let code = self.error_code;
        match O::parse(&self.response()) {
            Err(ResponseError::Service(error)) => {
                assert_eq!(error.metadata().parse_error(), None, "the error cannot be read");
                if code.is_some() {
                    assert_eq!(error.metadata().code(), code, "the error has another code");
                }
                error
            }
            Err(ResponseError::Parse(error)) => panic!("there is no error: {error}"),
            Ok(output) => panic!("there is no error, but an output: {output:?}"),
        }
    }

    fn response(self) -> Response {
        Response::new(self.status, self.headers, self.body.into_owned())
    }
}

//! A response as a test gives it in, what an operation reads from it out.

use std::fmt::Debug;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::{Operation, Response, ResponseError, ServiceError};

/// A response as a test gives it.
#[derive(Debug)]
pub struct ResponseTest {
    status: u16,
    headers: HeaderMap,
    body: &'static str,
}

impl ResponseTest {
    /// A response with this status, without headers and without a body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, headers: HeaderMap::new(), body: "" }
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// When it is none.
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
        self.body = body;
        self
    }

    /// The output that an operation reads from the response.
    ///
    /// # Panics
    ///
    /// When there is none.
    #[must_use]
    #[track_caller]
    pub fn output<O: Operation>(self) -> O::Output {
        match O::parse(&self.response()) {
            Ok(output) => output,
            Err(error) => panic!("there is no output: {error}"),
        }
    }

    /// The error that an operation reads from the response, all of it.
    ///
    /// # Panics
    ///
    /// When there is none, or a part of it cannot be read.
    #[must_use]
    #[track_caller]
    pub fn error<O: Operation<Output: Debug>>(self) -> O::Error {
        match O::parse(&self.response()) {
            Err(ResponseError::Service(error)) => {
                assert_eq!(error.metadata().parse_error(), None, "the error cannot be read");
                error
            }
            Err(ResponseError::Parse(error)) => panic!("there is no error: {error}"),
            Ok(output) => panic!("there is no error, but an output: {output:?}"),
        }
    }

    fn response(self) -> Response {
        Response::new(self.status, self.headers, self.body)
    }
}

//! An operation for the tests of paginators and waiters. It takes a token and returns a page of
//! numbers.

#![allow(dead_code, reason = "two crates include this file, and neither uses all of it")]

use std::fmt;

use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    Auth, BuiltIns, Endpoint, EndpointError, ErrorCode, ErrorMetadata, ErrorReader, Method,
    Operation, OperationError, Paginated, PaginatedItems, RequestWriter, ResponseReader, Service,
    ServiceError,
};

pub(super) struct ListService;

impl Service for ListService {
    const SDK_ID: &'static str = "List";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::None];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(_: &BuiltIns) -> Result<Endpoint, EndpointError> {
        Err(EndpointError::new("nowhere"))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListError(pub(super) ErrorMetadata);

impl ListError {
    pub(super) fn new(code: &str) -> Self {
        Self(ErrorMetadata::new(400, code, ""))
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ListError {}

impl ServiceError for ListError {
    fn metadata(&self) -> &ErrorMetadata {
        &self.0
    }
}

impl ErrorCode for ListError {
    fn error_code(&self) -> Option<&str> {
        self.code()
    }
}

/// The input.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ListInput {
    pub(super) token: Option<String>,
}

/// The output.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    pub(super) numbers: Vec<u32>,
    pub(super) next: Option<String>,
}

impl Page {
    pub(super) fn new(numbers: impl Into<Vec<u32>>, next: Option<&str>) -> Self {
        Self { numbers: numbers.into(), next: next.map(str::to_owned) }
    }
}

impl OperationError for ListError {
    fn read(error: ErrorReader<'_>) -> Self {
        Self(error.unhandled())
    }
}

impl Operation for ListInput {
    type Output = Page;
    type Error = ListError;
    type Service = ListService;
    const NAME: &'static str = "List";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

impl Paginated for ListInput {
    type Token = String;

    fn next_token(output: &Page) -> Option<String> {
        output.next.clone()
    }

    fn set_token(&mut self, token: String) {
        self.token = Some(token);
    }
}

impl PaginatedItems for ListInput {
    type Item = u32;

    fn into_items(output: Page) -> Vec<u32> {
        output.numbers
    }
}

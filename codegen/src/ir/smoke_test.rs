//! Defines the model's smoke tests: calls of the real service.

use super::MemberParam;

/// A smoke test.
#[derive(Debug)]
pub(crate) struct SmokeTest {
    /// The unique name of the function.
    pub(crate) name: String,
    /// The index of its operation in the crate.
    pub(crate) operation: usize,
    /// The configuration of the client where it differs from the default.
    pub(crate) settings: Vec<SmokeTestSetting>,
    /// The members of the input that have a value.
    pub(crate) input: Vec<MemberParam>,
    pub(crate) expected: Expected,
}

/// A setting of the client of a smoke test.
#[derive(Debug)]
pub(crate) enum SmokeTestSetting {
    /// The region.
    Region(String),
    /// The URL of the endpoint.
    EndpointUrl(String),
    /// Endpoints that comply with FIPS.
    UseFips,
    /// Endpoints with IPv6.
    UseDualStack,
    /// A value of the setting with this index in the endpoint rules.
    ClientContext { setting: usize, value: bool },
}

/// What a smoke test expects of the service.
#[derive(Debug)]
pub(crate) enum Expected {
    /// An output.
    Output,
    /// Any error.
    AnyError,
    /// The error with this index in the operation.
    Error(usize),
}

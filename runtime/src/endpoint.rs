//! What a client's configuration says about endpoints in; where requests go out.

use std::fmt;

/// What endpoint rules ask a client's configuration for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuiltIns {
    /// `AWS::Region`
    pub region: Option<String>,
    /// `AWS::UseFIPS`
    pub use_fips: bool,
    /// `AWS::UseDualStack`
    pub use_dual_stack: bool,
    /// `SDK::Endpoint`: stands in for what the rules would find.
    pub endpoint: Option<String>,
    /// `AWS::Auth::AccountId`
    pub account_id: Option<String>,
}

impl From<&BuiltIns> for BuiltIns {
    fn from(built_ins: &BuiltIns) -> Self {
        built_ins.clone()
    }
}

impl BuiltIns {
    /// The endpoint of the configuration, for a service whose model has no rules.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        match &self.endpoint {
            Some(url) => Ok(Endpoint { url: url.clone() }),
            None => Err(EndpointError::new("the service has no endpoint of its own: set one")),
        }
    }
}

/// Where a request goes.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Endpoint {
    /// A scheme, a host and, optionally, a port and a base path.
    pub url: String,
}

/// Parameters that lead to no endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError(String);

impl EndpointError {
    /// Takes what is wrong, as a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EndpointError {}

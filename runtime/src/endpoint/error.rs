//! A request that has nowhere to go.

use std::borrow::Cow;
use std::fmt;

/// Why the rules of a service give no endpoint. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    message: Cow<'static, str>,
}

impl EndpointError {
    /// Takes the message of the rule that applies.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into() }
    }

    /// A parameter that the rules require is not set; takes its name in the rules.
    #[must_use]
    pub fn missing(parameter: &str) -> Self {
        Self::new(format!("the endpoint parameter `{parameter}` is not set, and it is required"))
    }

    /// None of the rules applies.
    #[must_use]
    pub fn no_rule() -> Self {
        Self::new("no endpoint rule of the service applies to this request")
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EndpointError {}

//! The error of resolving an endpoint.

use std::borrow::Cow;
use std::fmt;

use super::shown;

/// An endpoint that could not be resolved. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    message: Cow<'static, str>,
}

impl EndpointError {
    /// Creates an error from the message of an endpoint rule. A user name and password in a URL are
    /// redacted.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        let message = message.into();
        let message =
            if message.contains('@') { shown(&message).into_owned().into() } else { message };
        Self { message }
    }

    /// Creates the error for a required parameter that is not set, by its name in the rules.
    #[must_use]
    pub fn missing(parameter: &str) -> Self {
        Self::new(format!("the endpoint parameter `{parameter}` is not set, and it is required"))
    }

    /// Creates the error for a request that no rule applies to.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        let error =
            EndpointError::new(format!("Custom endpoint `{}` is no URI", "http://a:secret@b"));
        assert_eq!(error.to_string(), "Custom endpoint `http://<redacted>@b` is no URI");
        assert!(!format!("{error:?}").contains("secret"));
    }
}

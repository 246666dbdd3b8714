//! The error of credentials providers. It contains no secrets.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::BoxError;

/// The error of a credentials provider. It is cheap to clone, as all callers that wait for the same
/// fetch get it.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: String,
    is_absent: bool,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// Creates the error of a provider that failed. `message` must not contain secrets.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_absent: false, source: None }
    }

    /// Creates the error of a provider that is not configured: a chain of providers skips it, and a
    /// client uses the next auth scheme.
    pub fn absent(message: impl Into<String>) -> Self {
        Self { is_absent: true, ..Self::new(message) }
    }

    /// Sets the cause.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Converts into the error of a provider that is not configured.
    #[must_use]
    pub fn into_absent(self) -> Self {
        Self { is_absent: true, ..self }
    }

    /// Whether the provider is not configured.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.is_absent
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

/// `Display` shows the cause, so `source` is that of the cause.
impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().and_then(Error::source)
    }
}

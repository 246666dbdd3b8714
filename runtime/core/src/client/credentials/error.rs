//! What went wrong in; an error that says it, without a secret, out.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::client::{BoxError, SettingsError};

/// Why there are no credentials. All who have waited for the same answer get the same error, so it
/// is cheap to clone.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: String,
    is_absent: bool,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// Takes what went wrong, as a sentence without an end, never with a secret in it.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_absent: false, source: None }
    }

    /// The same for a source that nothing points to, as opposed to one that does not work: a
    /// [`CredentialsChain`](super::CredentialsChain) goes on to the next one.
    pub fn absent(message: impl Into<String>) -> Self {
        Self { is_absent: true, ..Self::new(message) }
    }

    /// The same error, with its cause.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// The same error, of a source that is absent.
    pub(super) fn into_absent(self) -> Self {
        Self { is_absent: true, ..self }
    }

    /// Whether nothing points to the source.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.is_absent
    }
}

impl From<SettingsError> for CredentialsError {
    fn from(error: SettingsError) -> Self {
        Self::new(error.to_string())
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

/// `Display` shows the cause, so the source is that of the cause.
impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().and_then(Error::source)
    }
}

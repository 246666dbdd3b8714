//! The error of a malformed setting: its place, and what is expected there. It contains no secrets.

use std::fmt;
use std::path::Path;

use whitesmith_client::CredentialsError;

/// A setting that cannot be read. `Display` shows the variable, or the file and line, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    place: String,
    message: String,
}

impl SettingsError {
    /// An environment variable whose value is malformed.
    pub(crate) fn of_variable(name: &str, message: impl Into<String>) -> Self {
        Self { place: name.to_owned(), message: message.into() }
    }

    /// A file that cannot be read.
    pub(crate) fn of_file(path: &Path, message: impl Into<String>) -> Self {
        Self { place: path.display().to_string(), message: message.into() }
    }

    /// A line that cannot be parsed.
    pub(crate) fn of_line(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { place: format!("{file}, line {line}"), message: message.into() }
    }

    /// A key of a file whose value is malformed.
    pub(crate) fn of_key(file: &str, line: usize, key: &str, message: impl Into<String>) -> Self {
        Self { place: format!("{file}, line {line}, {key}"), message: message.into() }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for SettingsError {}

impl From<SettingsError> for CredentialsError {
    fn from(error: SettingsError) -> Self {
        Self::new(error.to_string())
    }
}

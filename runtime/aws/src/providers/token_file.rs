//! Reads and updates the JSON files in which the AWS CLI caches tokens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{CredentialsError, document};
use crate::profile::home;
use whitesmith_client::Environment;
use whitesmith_runtime::json::Writer;
use whitesmith_runtime::{DateTime, Document, TimestampFormat};

/// A file of tokens.
pub(super) struct TokenFile {
    path: PathBuf,
    /// The name of the file in errors, as the subject of a sentence.
    of: &'static str,
    members: BTreeMap<String, Document>,
}

impl TokenFile {
    /// Reads a file; `None` if it cannot be read.
    pub(super) fn load(
        environment: &dyn Environment,
        path: &Path,
        of: &'static str,
    ) -> Result<Option<Self>, CredentialsError> {
        let Ok(text) = environment.read(path) else { return Ok(None) };
        // The content may be a secret, so it is not shown.
        let Ok(Document::Object(members)) = Document::from_json(&text) else {
            return Err(CredentialsError::new(format!("{of} is not a JSON object")));
        };
        Ok(Some(Self { path: path.to_owned(), of, members }))
    }

    /// Returns a member that is a non-empty string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// Returns a member that is an object.
    pub(super) fn object(&self, name: &str) -> Option<&BTreeMap<String, Document>> {
        self.members.get(name)?.as_object()
    }

    /// Returns a member that is a timestamp; `None` if it is missing.
    pub(super) fn time(&self, name: &str) -> Result<Option<SystemTime>, CredentialsError> {
        self.text(name).map(|text| document::time(text, self.of)).transpose()
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<Document>) {
        self.members.insert(name.to_owned(), value.into());
    }

    /// Writes the file. If that fails the call goes on, as the next login writes the file anew.
    pub(super) fn save(&self, environment: &dyn Environment) {
        let mut writer = Writer::new();
        writer.map(&self.members, Writer::document);
        let text = writer.finish().ok().and_then(|json| String::from_utf8(json).ok());
        if let Some(text) = text {
            // A failure cannot be reported.
            let _ = environment.write_private(&self.path, &text);
        }
    }
}

/// Returns a folder below `~/.aws`.
pub(super) fn folder(environment: &dyn Environment, path: &str) -> Option<PathBuf> {
    Some(home(environment)?.join(".aws").join(path))
}

/// Formats a timestamp like these files, in whole seconds.
pub(super) fn text_of(time: SystemTime) -> String {
    let text = DateTime::from(time).format(TimestampFormat::DateTime);
    match text.split_once('.') {
        Some((seconds, _)) => format!("{seconds}Z"),
        None => text,
    }
}

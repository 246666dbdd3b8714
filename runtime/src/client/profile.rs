//! The shared `config` and `credentials` files in; profiles, SSO sessions and services out.
//!
//! The format is that of AWS's SDKs and Tools Reference Guide, "Using shared config and credentials
//! files". In `config`, a profile is `[default]` or `[profile name]`; in `credentials` it is `[name]`,
//! and its properties win.

mod parse;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Environment, SettingsError};
use parse::{Header, Kind};

/// The profile that is meant when no other is named.
const DEFAULT: &str = "default";

/// What the two files say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles {
    by_name: BTreeMap<String, Section>,
    sso_sessions: BTreeMap<String, Section>,
    services: BTreeMap<String, Section>,
}

/// The properties of a profile, an SSO session or a group of services, by their names in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    properties: BTreeMap<String, Property>,
}

/// A property, and where it stands.
#[derive(Clone)]
pub(crate) struct Property {
    pub(crate) key: String,
    pub(crate) value: String,
    /// The properties in the indented lines below a key without a value.
    pub(crate) nested: BTreeMap<String, Property>,
    pub(crate) file: Arc<str>,
    pub(crate) line: usize,
}

impl fmt::Debug for Property {
    /// The value may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

impl Property {
    /// An error about the value.
    pub(crate) fn error(&self, message: impl Into<String>) -> SettingsError {
        SettingsError::of_key(&self.file, self.line, &self.key, message)
    }
}

impl Section {
    /// A property that has a value.
    pub(crate) fn get(&self, key: &str) -> Option<&Property> {
        self.properties.get(key).filter(|property| !property.value.is_empty())
    }

    /// The value of a property.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.get(key).map(|property| property.value.as_str())
    }

    /// All properties, those without a value too.
    pub(crate) fn properties(&self) -> impl Iterator<Item = &Property> {
        self.properties.values()
    }

    /// Takes the properties of another section over its own.
    fn extend(&mut self, other: Self) {
        self.properties.extend(other.properties);
    }
}

impl Profiles {
    /// Reads both files. One that does not exist is like an empty one.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or a line that has no meaning.
    pub(crate) fn load(environment: &dyn Environment) -> Result<Self, SettingsError> {
        let mut profiles = Self::default();
        let config = path(environment, "AWS_CONFIG_FILE", "config");
        if let Some((path, text)) = read(environment, config)? {
            profiles.add_config(&path, &text)?;
        }
        let credentials = path(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        if let Some((path, text)) = read(environment, credentials)? {
            profiles.add_credentials(&path, &text)?;
        }
        Ok(profiles)
    }

    /// The name of the profile that the environment asks for: `AWS_PROFILE`, or `default`.
    pub(crate) fn selected(environment: &dyn Environment) -> String {
        variable(environment, "AWS_PROFILE").unwrap_or_else(|| DEFAULT.to_owned())
    }

    /// A profile.
    pub(crate) fn profile(&self, name: &str) -> Option<&Section> {
        self.by_name.get(name)
    }

    /// The section `sso-session`.
    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    /// The section `services`.
    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.services.get(name)
    }

    fn add_config(&mut self, file: &str, text: &str) -> Result<(), SettingsError> {
        let mut plain_default = Section::default();
        let mut has_plain_default = false;
        for (header, section) in parse::sections(file, text)? {
            let Some(Header { kind, name }) = Header::of_config(&header) else { continue };
            if kind == Kind::PlainDefault {
                has_plain_default = true;
                plain_default.extend(section);
                continue;
            }
            let sections = match kind {
                Kind::Profile | Kind::PlainDefault => &mut self.by_name,
                Kind::SsoSession => &mut self.sso_sessions,
                Kind::Services => &mut self.services,
            };
            sections.entry(name).or_default().extend(section);
        }
        // `[profile default]` replaces `[default]`, wherever it stands.
        if has_plain_default {
            self.by_name.entry(DEFAULT.to_owned()).or_insert(plain_default);
        }
        Ok(())
    }

    fn add_credentials(&mut self, file: &str, text: &str) -> Result<(), SettingsError> {
        for (header, section) in parse::sections(file, text)? {
            if let Some(name) = parse::name(&header) {
                self.by_name.entry(name).or_default().extend(section);
            }
        }
        Ok(())
    }
}

/// The value of a variable; one that is empty counts as not set.
pub(crate) fn variable(environment: &dyn Environment, name: &str) -> Option<String> {
    let value = environment.var(name)?;
    let trimmed = value.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// The home of whoever runs this process.
pub(crate) fn home(environment: &dyn Environment) -> Option<PathBuf> {
    ["HOME", "USERPROFILE"].iter().find_map(|name| variable(environment, name)).map(PathBuf::from)
}

/// Where one of the two files is.
fn path(environment: &dyn Environment, name: &str, file: &str) -> Option<PathBuf> {
    let Some(path) = variable(environment, name) else {
        return Some(home(environment)?.join(".aws").join(file));
    };
    match path.strip_prefix("~/") {
        Some(rest) => Some(home(environment)?.join(rest)),
        None => Some(PathBuf::from(path)),
    }
}

/// The path and the text of a file, if there is one.
fn read(
    environment: &dyn Environment,
    path: Option<PathBuf>,
) -> Result<Option<(String, String)>, SettingsError> {
    let Some(path) = path else { return Ok(None) };
    match environment.read(&path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(SettingsError::of_file(&path, format!("cannot be read: {error}"))),
    }
}

/// Whether there is no such file. `/dev/null/config` is a known way to say so.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

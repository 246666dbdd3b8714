//! Reads settings from an environment variable, else from a key of the profile.

use crate::SettingsError;
use crate::profile::{Property, Section, variable};
use whitesmith_client::Environment;

/// The environment and the profile that settings are read from.
pub(crate) struct Source<'a> {
    pub(crate) environment: &'a dyn Environment,
    pub(crate) profile: Option<&'a Section>,
}

/// The value of a setting, and its place.
pub(crate) enum Found<'a> {
    Variable(&'static str, String),
    Property(&'a Property),
}

impl Found<'_> {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Variable(_, value) => value,
            Self::Property(property) => &property.value,
        }
    }

    pub(crate) fn error(&self, message: impl Into<String>) -> SettingsError {
        match self {
            Self::Variable(name, _) => SettingsError::of_variable(name, message),
            Self::Property(property) => property.error(message),
        }
    }

    /// Parses the value. The error quotes it.
    pub(crate) fn read<T>(
        &self,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, SettingsError> {
        let text = self.text();
        read(text).ok_or_else(|| self.error(format!("expected {expected}, found {text:?}")))
    }
}

impl<'a> Source<'a> {
    /// Finds the value of the variable, else that of the key.
    pub(crate) fn find(&self, name: &'static str, key: &str) -> Option<Found<'a>> {
        match variable(self.environment, name) {
            Some(value) => Some(Found::Variable(name, value)),
            None => self.profile?.get(key).map(Found::Property),
        }
    }

    pub(crate) fn text(&self, name: &'static str, key: &str) -> Option<String> {
        self.find(name, key).map(|found| found.text().to_owned())
    }

    /// Parses the value of the variable, else that of the key.
    pub(crate) fn parsed<T>(
        &self,
        name: &'static str,
        key: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, SettingsError> {
        self.find(name, key).map(|found| found.read(expected, read)).transpose()
    }
}

/// Reads settings leniently: a malformed one counts as not set, with a warning.
pub(crate) struct Lenient<'a> {
    pub(crate) source: Source<'a>,
    /// The problems so far.
    pub(crate) warnings: Vec<SettingsError>,
}

impl Lenient<'_> {
    /// Parses the value of the variable, else that of the key. A malformed value is skipped.
    pub(crate) fn parsed<T>(
        &mut self,
        name: &'static str,
        key: &str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let Source { environment, profile } = &self.source;
        let of_variable = variable(*environment, name).map(|value| Found::Variable(name, value));
        let of_key = profile.and_then(|profile| profile.get(key)).map(Found::Property);
        [of_variable, of_key]
            .into_iter()
            .flatten()
            .find_map(|found| self.checked(found.read(expected, &read)))
    }

    /// Parses `true` or `false`, case-insensitively; `false` if it is not set.
    pub(super) fn flag(&mut self, name: &'static str, key: &str) -> bool {
        self.parsed(name, key, BOOLEAN, boolean).unwrap_or_default()
    }

    /// Returns the value, or records the error as a warning.
    pub(super) fn checked<T>(&mut self, value: Result<T, SettingsError>) -> Option<T> {
        value.map_err(|error| self.warnings.push(error)).ok()
    }
}

pub(super) const BOOLEAN: &str = "true or false";

pub(super) fn boolean(text: &str) -> Option<bool> {
    text.to_ascii_lowercase().parse().ok()
}

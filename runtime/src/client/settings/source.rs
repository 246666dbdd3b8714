//! A variable and the key of a profile that mean the same in; the value that counts out.

use crate::client::profile::{Property, Section, variable};
use crate::client::{Environment, SettingsError};

/// Reads settings: the variable wins over the profile.
pub(crate) struct Source<'a> {
    pub(crate) environment: &'a dyn Environment,
    pub(crate) profile: Option<&'a Section>,
}

/// A value and where it comes from.
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

    /// The value as something else, or an error that shows it.
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
    /// The value of a variable, or of a key of the profile.
    pub(crate) fn find(&self, name: &'static str, key: &str) -> Option<Found<'a>> {
        match variable(self.environment, name) {
            Some(value) => Some(Found::Variable(name, value)),
            None => self.profile?.get(key).map(Found::Property),
        }
    }

    pub(crate) fn text(&self, name: &'static str, key: &str) -> Option<String> {
        self.find(name, key).map(|found| found.text().to_owned())
    }

    /// `true` or `false` in any case of letters; false if it is not set.
    pub(crate) fn flag(&self, name: &'static str, key: &str) -> Result<bool, SettingsError> {
        let flag = self.parsed(name, key, "true or false", |text| {
            text.to_ascii_lowercase().parse::<bool>().ok()
        })?;
        Ok(flag.unwrap_or_default())
    }

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

//! Reads the shared `config` and `credentials` files into profiles, SSO sessions and services.
//!
//! The format is described in the AWS SDKs and Tools Reference Guide, "Using shared config and
//! credentials files". In `config`, a profile is `[default]` or `[profile name]`; in `credentials` it
//! is `[name]`, and its properties take precedence.
//!
//! Malformed lines do not fail the whole file: they are recorded as problems of their section or
//! file, and reported when a value is missing that they may have contained.

mod file;
mod parse;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::SettingsError;
use file::SharedFile;
use parse::{Header, Parsed, SectionKind};
use whitesmith_client::Environment;

pub(crate) use file::home;

/// The name of the profile that is used when none is selected.
const DEFAULT: &str = "default";

/// The content of the shared files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles {
    by_name: BTreeMap<String, Section>,
    sso_sessions: BTreeMap<String, Section>,
    services: BTreeMap<String, Section>,
    /// The problems of whole files, and of lines outside of all sections.
    problems: Vec<SettingsError>,
}

/// The properties of a profile, an SSO session or a `services` section, by their keys in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    properties: BTreeMap<String, Property>,
    /// The lines that could not be parsed.
    problems: Vec<SettingsError>,
    /// One of these lines may contain a property of the section itself, not a nested one.
    is_incomplete: bool,
}

/// A property, and its place in a file.
#[derive(Clone)]
pub(crate) struct Property {
    pub(crate) key: String,
    pub(crate) value: String,
    /// The nested properties: the indented lines below a key without a value.
    pub(crate) nested: BTreeMap<String, Property>,
    pub(crate) file: Arc<str>,
    pub(crate) line: usize,
}

impl fmt::Debug for Property {
    /// Shows only the place, as the value may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

impl Property {
    /// Creates an error about the value.
    pub(crate) fn error(&self, message: impl Into<String>) -> SettingsError {
        SettingsError::of_key(&self.file, self.line, &self.key, message)
    }
}

impl Section {
    /// Returns a property that has a value.
    pub(crate) fn get(&self, key: &str) -> Option<&Property> {
        self.properties.get(key).filter(|property| !property.value.is_empty())
    }

    /// Returns the value of a property.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.get(key).map(|property| property.value.as_str())
    }

    /// Returns all properties, including those without a value.
    pub(crate) fn properties(&self) -> impl Iterator<Item = &Property> {
        self.properties.values()
    }

    /// Whether a line that could not be parsed may contain a property of this section.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    /// Adds the properties of another section, which take precedence.
    fn extend(&mut self, other: Self) {
        self.properties.extend(other.properties);
        self.problems.extend(other.problems);
        self.is_incomplete |= other.is_incomplete;
    }
}

impl Profiles {
    /// Reads both files. A file that is missing or unreadable counts as empty.
    pub(crate) fn load(environment: &dyn Environment) -> Self {
        let mut profiles = Self::default();
        for shared in [SharedFile::Config, SharedFile::Credentials] {
            match (shared.read(environment), shared) {
                (Ok(None), _) => {}
                (Ok(Some((file, text))), SharedFile::Config) => profiles.add_config(&file, &text),
                (Ok(Some((file, text))), SharedFile::Credentials) => {
                    profiles.add_credentials(&file, &text);
                }
                (Err(problem), _) => profiles.problems.push(problem),
            }
        }
        profiles
    }

    /// Returns the name of the selected profile: `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, which
    /// some tools set instead, else `default`.
    pub(crate) fn selected(environment: &dyn Environment) -> String {
        let names = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
        let selected = names.iter().find_map(|name| variable(environment, name));
        selected.unwrap_or_else(|| DEFAULT.to_owned())
    }

    /// Returns a profile.
    pub(crate) fn profile(&self, name: &str) -> Option<&Section> {
        self.by_name.get(name)
    }

    /// Returns an `sso-session` section.
    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    /// Returns a `services` section.
    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.services.get(name)
    }

    /// Returns the problems that may be the reason why a value of a profile is missing: those of
    /// whole files, of the profile, and of the sections that it refers to.
    pub(crate) fn problems_of(&self, profile: &str) -> Vec<&SettingsError> {
        let mut problems: Vec<_> = self.problems.iter().collect();
        let mut seen = BTreeSet::new();
        let mut next = Some(profile);
        while let Some(section) =
            next.filter(|name| seen.insert(*name)).and_then(|name| self.profile(name))
        {
            let session = section.value("sso_session").and_then(|name| self.sso_session(name));
            let services = section.value("services").and_then(|name| self.services(name));
            for section in [Some(section), session, services].into_iter().flatten() {
                problems.extend(&section.problems);
            }
            next = section.value("source_profile");
        }
        problems
    }

    fn add_config(&mut self, file: &str, text: &str) {
        let Parsed { sections, problems } = parse::parse(file, text);
        self.problems.extend(problems);
        let mut plain_default = None;
        for (header, section) in sections {
            let Some(Header { kind, name }) = Header::of_config(&header) else { continue };
            let sections = match kind {
                SectionKind::PlainDefault => {
                    plain_default.get_or_insert_with(Section::default).extend(section);
                    continue;
                }
                SectionKind::Profile => &mut self.by_name,
                SectionKind::SsoSession => &mut self.sso_sessions,
                SectionKind::Services => &mut self.services,
            };
            sections.entry(name).or_default().extend(section);
        }
        // `[profile default]` takes precedence over `[default]`, in whichever order they are.
        if let Some(section) = plain_default {
            self.by_name.entry(DEFAULT.to_owned()).or_insert(section);
        }
    }

    fn add_credentials(&mut self, file: &str, text: &str) {
        let Parsed { sections, problems } = parse::parse(file, text);
        self.problems.extend(problems);
        for (header, section) in sections {
            if let Some(name) = parse::name(&header) {
                self.by_name.entry(name).or_default().extend(section);
            }
        }
    }
}

/// Returns the trimmed value of an environment variable; `None` if it is empty.
pub(crate) fn variable(environment: &dyn Environment, name: &str) -> Option<String> {
    let value = environment.var(name)?;
    let trimmed = value.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

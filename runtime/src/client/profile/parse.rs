//! The text of a shared file in; its sections out, in the order of the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Property, Section};
use crate::client::SettingsError;

/// What stands between the brackets of `config`.
pub(super) struct Header {
    pub(super) kind: Kind,
    pub(super) name: String,
}

/// What a section of `config` is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[default]`
    PlainDefault,
    /// `[profile name]`
    Profile,
    /// `[sso-session name]`
    SsoSession,
    /// `[services name]`
    Services,
}

impl Header {
    /// Sections of other kinds belong to other tools: `None`.
    pub(super) fn of_config(header: &str) -> Option<Self> {
        if header == super::DEFAULT {
            return Some(Self { kind: Kind::PlainDefault, name: header.to_owned() });
        }
        let (kind, rest) = header.split_once([' ', '\t'])?;
        let kind = match kind {
            "profile" => Kind::Profile,
            "sso-session" => Kind::SsoSession,
            "services" => Kind::Services,
            _ => return None,
        };
        Some(Self { kind, name: name(rest)? })
    }
}

/// A name without the white space around it, if it has only the characters of names.
pub(super) fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-/.%@_:+".contains(c);
    (!text.is_empty() && text.chars().all(fits)).then(|| text.to_owned())
}

/// Reads sections and what is between the brackets of each.
pub(super) fn sections(file: &str, text: &str) -> Result<Vec<(String, Section)>, SettingsError> {
    let mut parser = Parser { file: file.into(), sections: Vec::new(), last_key: None };
    for (line, text) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        parser.line(line + 1, text)?;
    }
    Ok(parser.sections)
}

struct Parser {
    file: Arc<str>,
    sections: Vec<(String, Section)>,
    /// The property that an indented line continues.
    last_key: Option<String>,
}

impl Parser {
    fn line(&mut self, line: usize, text: &str) -> Result<(), SettingsError> {
        let trimmed = text.trim();
        if trimmed.is_empty() || text.starts_with(['#', ';']) {
            return Ok(());
        }
        if text.starts_with([' ', '\t']) {
            return self.continuation(line, trimmed);
        }
        match text.strip_prefix('[') {
            Some(header) => self.header(line, header),
            None => self.property(line, text),
        }
    }

    fn header(&mut self, line: usize, text: &str) -> Result<(), SettingsError> {
        let Some((header, _)) = text.split_once(']') else {
            return self.refuse(line, "the name of a section must end with `]`");
        };
        self.sections.push((header.trim().to_owned(), Section::default()));
        self.last_key = None;
        Ok(())
    }

    fn property(&mut self, line: usize, text: &str) -> Result<(), SettingsError> {
        let property = self.split(line, text)?;
        match self.sections.last_mut() {
            Some((_, section)) => {
                let key = property.key.clone();
                self.last_key = Some(key.clone());
                section.properties.insert(key, property);
                Ok(())
            }
            None => {
                self.refuse(line, "a property must stand below `[default]` or `[profile name]`")
            }
        }
    }

    /// An indented line: a property of a property without a value, or more of a value.
    fn continuation(&mut self, line: usize, text: &str) -> Result<(), SettingsError> {
        let is_comment = text.starts_with(['#', ';']);
        let last = match (self.sections.last(), &self.last_key) {
            (Some((_, section)), Some(key)) => section.properties.get(key),
            (Some(_) | None, _) => None,
        };
        let Some(last) = last else {
            if is_comment {
                return Ok(());
            }
            return self.refuse(line, "an indented line must follow a property");
        };
        let nested = if last.value.is_empty() {
            if is_comment {
                return Ok(());
            }
            Some(self.split(line, text)?)
        } else {
            None
        };
        let Some(key) = self.last_key.clone() else { return Ok(()) };
        let section = self.sections.last_mut().map(|(_, section)| section);
        if let Some(last) = section.and_then(|section| section.properties.get_mut(&key)) {
            match nested {
                Some(property) => {
                    last.nested.insert(property.key.clone(), property);
                }
                None => {
                    last.value.push('\n');
                    last.value.push_str(text);
                }
            }
        }
        Ok(())
    }

    /// Reads `key = value`.
    fn split(&self, line: usize, text: &str) -> Result<Property, SettingsError> {
        let Some((key, value)) = text.split_once('=') else {
            // The line may be a secret on its own: it is not shown.
            return self.refuse(line, "expected `key = value`");
        };
        let key = key.trim().to_ascii_lowercase();
        if key.is_empty() {
            return self.refuse(line, "there is no key before the `=`");
        }
        let value = without_comment(value).trim().to_owned();
        Ok(Property { key, value, nested: BTreeMap::new(), file: self.file.clone(), line })
    }

    fn refuse<T>(&self, line: usize, message: &str) -> Result<T, SettingsError> {
        Err(SettingsError::of_line(&self.file, line, message))
    }
}

/// A comment in a value begins with white space and `#` or `;`.
fn without_comment(value: &str) -> &str {
    let comments = [" #", " ;", "\t#", "\t;"];
    let end = comments.iter().filter_map(|comment| value.find(comment)).min();
    end.and_then(|end| value.get(..end)).unwrap_or(value)
}

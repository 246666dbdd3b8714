//! Parses the text of a shared file into its sections, in the order of the file.
//!
//! A line that cannot be parsed is recorded as a problem of its section. Parsing goes on with the
//! next line.

use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use super::{Property, Section};
use crate::SettingsError;

/// How many problems of a section are kept. A file of another format has one in each line.
const MAX_PROBLEMS: usize = 8;

/// The header of a section in `config`: the text between the brackets.
pub(super) struct Header {
    pub(super) kind: SectionKind,
    pub(super) name: String,
}

/// The kind of a section in `config`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionKind {
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
    /// Parses a header of `config`; `None` for sections of other tools.
    pub(super) fn of_config(header: &str) -> Option<Self> {
        if header == super::DEFAULT {
            return Some(Self { kind: SectionKind::PlainDefault, name: header.to_owned() });
        }
        let (kind, rest) = header.split_once([' ', '\t'])?;
        let kind = match kind {
            "profile" => SectionKind::Profile,
            "sso-session" => SectionKind::SsoSession,
            "services" => SectionKind::Services,
            _ => return None,
        };
        Some(Self { kind, name: name(rest)? })
    }
}

/// Trims the name of a section or property; `None` if it has characters that are not allowed.
pub(super) fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-/.%@_:+".contains(c);
    (!text.is_empty() && text.chars().all(fits)).then(|| text.to_owned())
}

/// A parsed file as written: a section may occur twice, and its name may be invalid.
pub(super) struct Parsed {
    pub(super) sections: Vec<(String, Section)>,
    /// The problems of section headers, and of lines outside of all sections.
    pub(super) problems: Vec<SettingsError>,
}

/// Parses a shared file. `file` is its path, for error messages.
pub(super) fn parse(file: &str, text: &str) -> Parsed {
    let mut parser = Parser {
        file: file.into(),
        parsed: Parsed { sections: Vec::new(), problems: Vec::new() },
        current: Current::None,
    };
    for (line, text) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if let Err(message) = parser.line(line + 1, text) {
            parser.refuse(line + 1, message);
        }
    }
    parser.finish_property();
    parser.parsed
}

struct Parser {
    file: Arc<str>,
    parsed: Parsed,
    current: Current,
}

/// What an indented line continues.
enum Current {
    /// Nothing: no property precedes the line in its section.
    None,
    /// A property, which is complete when the next one begins.
    Property(Property),
    /// A line that could not be parsed: the lines that continue it are skipped.
    Refused,
}

impl Parser {
    /// Parses a line. Error messages do not quote it, as it may contain a secret.
    fn line(&mut self, line: usize, text: &str) -> Result<(), &'static str> {
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            return Ok(());
        }
        if text.starts_with([' ', '\t']) {
            return self.continuation(line, trimmed);
        }
        self.finish_property();
        match text.strip_prefix('[') {
            Some(header) => {
                self.header(line, header);
                Ok(())
            }
            None => self.property(line, text),
        }
    }

    /// Begins a section, even if its closing bracket is missing.
    fn header(&mut self, line: usize, text: &str) {
        let end = text.find(']').unwrap_or_else(|| {
            let message = "the name of a section must end with `]`";
            let problem = SettingsError::of_line(&self.file, line, message);
            push(&mut self.parsed.problems, problem);
            text.find(['#', ';']).unwrap_or(text.len())
        });
        let header = text.get(..end).unwrap_or_default().trim().to_owned();
        self.parsed.sections.push((header, Section::default()));
    }

    fn property(&mut self, line: usize, text: &str) -> Result<(), &'static str> {
        self.current = Current::Refused;
        if self.parsed.sections.is_empty() {
            return Err("a property must be in a section such as `[default]` or `[profile name]`");
        }
        self.current = Current::Property(self.split(line, text)?);
        Ok(())
    }

    /// Parses an indented line: a nested property if the property has no value, else more of the
    /// value.
    fn continuation(&mut self, line: usize, text: &str) -> Result<(), &'static str> {
        let is_nested = match &mut self.current {
            Current::Refused => return Ok(()),
            Current::None => return Err("an indented line must follow a property"),
            Current::Property(property) if property.value.is_empty() => true,
            Current::Property(property) => {
                property.value.push('\n');
                property.value.push_str(text);
                false
            }
        };
        if is_nested {
            match (self.split(line, text), &mut self.current) {
                (Ok(nested), Current::Property(property)) => {
                    property.nested.insert(nested.key.clone(), nested);
                }
                (Ok(_), Current::None | Current::Refused) => {}
                (Err(message), _) => self.tell(line, message),
            }
        }
        Ok(())
    }

    /// Parses `key = value`.
    fn split(&self, line: usize, text: &str) -> Result<Property, &'static str> {
        let (key, value) = text.split_once('=').ok_or("expected `key = value`")?;
        let key = key.trim().to_ascii_lowercase();
        if key.is_empty() {
            return Err("there is no key before the `=`");
        }
        let value = without_comment(value).trim().to_owned();
        Ok(Property { key, value, nested: BTreeMap::new(), file: self.file.clone(), line })
    }

    /// Adds the current property to its section, unless its key is invalid.
    fn finish_property(&mut self) {
        let current = mem::replace(&mut self.current, Current::None);
        if let (Current::Property(property), Some((_, section))) =
            (current, self.parsed.sections.last_mut())
            && name(&property.key).is_some()
        {
            section.properties.insert(property.key.clone(), property);
        }
    }

    /// Records a line that could not be parsed and may contain a property of the section.
    fn refuse(&mut self, line: usize, message: &str) {
        self.tell(line, message);
        if let Some((_, section)) = self.parsed.sections.last_mut() {
            section.is_incomplete = true;
        }
    }

    fn tell(&mut self, line: usize, message: &str) {
        let problem = SettingsError::of_line(&self.file, line, message);
        match self.parsed.sections.last_mut() {
            Some((_, section)) => push(&mut section.problems, problem),
            None => push(&mut self.parsed.problems, problem),
        }
    }
}

fn push(problems: &mut Vec<SettingsError>, problem: SettingsError) {
    if problems.len() < MAX_PROBLEMS {
        problems.push(problem);
    }
}

/// Removes a comment from a value: white space followed by `#` or `;`.
fn without_comment(value: &str) -> &str {
    let comments = [" #", " ;", "\t#", "\t;"];
    let end = comments.iter().filter_map(|comment| value.find(comment)).min();
    end.and_then(|end| value.get(..end)).unwrap_or(value)
}

//! Splits JSON objects into their entries, in the order of the file and each with its place, so
//! that a shape can be parsed without parsing the others.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::sources::Sources;
use crate::error::{Diagnostic, Place};

/// The keys and unparsed values of a JSON object, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entries<'a>(pub(crate) Vec<(Cow<'a, str>, &'a RawValue)>);

/// A key, which borrows from the text unless it has escape sequences.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(8));
                while let Some((Key(key), value)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// Parses a value in one of the texts into an owned value.
pub(crate) fn parse<T: DeserializeOwned>(
    sources: Sources<'_>,
    raw: &RawValue,
) -> Result<T, Diagnostic> {
    serde_json::from_str(raw.get())
        .map_err(|error| diagnostic(raw.get(), sources.place(raw), &error))
}

/// Parses a value in one of the texts, which must be an object.
pub(crate) fn object<'a, T: Deserialize<'a>>(
    sources: Sources<'_>,
    raw: &'a RawValue,
) -> Result<T, Diagnostic> {
    if !raw.get().starts_with('{') {
        return Err(Diagnostic::new("expected an object").at(sources.place(raw)));
    }
    serde_json::from_str(raw.get())
        .map_err(|error| diagnostic(raw.get(), sources.place(raw), &error))
}

/// The diagnostic for a parse error of a text that begins at `start`.
pub(crate) fn diagnostic(text: &str, start: Place, error: &serde_json::Error) -> Diagnostic {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(0, |(newline, _)| newline + 1),
    };
    let mut offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
    let message = match error.classify() {
        serde_json::error::Category::Data => message.to_owned(),
        _ => format!("not valid JSON: {message}"),
    };
    Diagnostic::new(message).at(start.plus(offset))
}

/// Whether two values are equal, white space ignored.
pub(super) fn is_same(one: &RawValue, other: &RawValue) -> bool {
    let value = |raw: &RawValue| serde_json::from_str::<serde_json::Value>(raw.get()).ok();
    one.get() == other.get() || value(one).is_some_and(|one| value(other) == Some(one))
}

/// Whether a value is an array.
pub(super) fn is_array(raw: &RawValue) -> bool {
    raw.get().starts_with('[')
}

//! In: slices of a model's text. Out: their entries in the order of the file, each with its place,
//! so that a shape can be parsed without parsing its neighbours.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::{Diagnostic, Offset};

/// A JSON object as its keys and unparsed values, in the order of the file.
#[derive(Default)]
pub(crate) struct Entries<'a>(pub(crate) Vec<(Cow<'a, str>, &'a RawValue)>);

/// A key that borrows from the text unless it holds an escape.
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

/// Where a slice of the text begins.
pub(crate) fn offset(text: &str, raw: &RawValue) -> Offset {
    (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Parses a slice of the text into an owned value.
pub(crate) fn parse<T: DeserializeOwned>(text: &str, raw: &RawValue) -> Result<T, Diagnostic> {
    serde_json::from_str(raw.get()).map_err(|error| diagnostic(text, offset(text, raw), &error))
}

/// Parses a slice of the text that must be an object.
pub(crate) fn object<'a, T: Deserialize<'a>>(
    text: &str,
    raw: &'a RawValue,
) -> Result<T, Diagnostic> {
    if !raw.get().starts_with('{') {
        return Err(Diagnostic::new("expected an object").at(offset(text, raw)));
    }
    serde_json::from_str(raw.get()).map_err(|error| diagnostic(text, offset(text, raw), &error))
}

/// A parse error of a slice that begins at `start`, with its place in the whole text.
pub(crate) fn diagnostic(text: &str, start: Offset, error: &serde_json::Error) -> Diagnostic {
    let slice = text.get(start..).unwrap_or_default();
    let line_start = match error.line() {
        0 | 1 => 0,
        line => slice.match_indices('\n').nth(line - 2).map_or(0, |(newline, _)| newline + 1),
    };
    let offset = (start + line_start + error.column().saturating_sub(1)).min(text.len());
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
    let message = match error.classify() {
        serde_json::error::Category::Data => message.to_owned(),
        _ => format!("not valid JSON: {message}"),
    };
    let mut offset = offset;
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    Diagnostic::new(message).at(offset)
}

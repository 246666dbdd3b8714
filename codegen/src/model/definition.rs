//! Compares two JSON definitions of a shape, and extracts the traits of each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::json::{self, Entries};
use super::sources::Sources;
use crate::error::Diagnostic;

/// The keys of a shape that hold one member each, whose name is the key.
const MEMBERS: [&str; 3] = ["member", "key", "value"];

/// The JSON of a shape or member, with its traits separated from its other keys.
#[derive(Debug)]
struct Part<'a> {
    traits: Entries<'a>,
    others: BTreeMap<Cow<'a, str>, &'a RawValue>,
}

/// The JSON of a shape, with its members separated from its other keys.
#[derive(Debug)]
pub(super) struct Definition<'a> {
    shape: Part<'a>,
    members: BTreeMap<Cow<'a, str>, Part<'a>>,
}

impl<'a> Part<'a> {
    fn read(sources: Sources<'_>, raw: &'a RawValue) -> Result<Self, Diagnostic> {
        let entries: Entries<'a> = json::object(sources, raw)?;
        let mut others: BTreeMap<_, _> = entries.0.into_iter().collect();
        let traits = others.remove("traits");
        let traits = traits.map(|traits| json::object(sources, traits)).transpose()?;
        // A key with an empty value is the same as an absent key.
        others.retain(|_, value| !is_empty(value));
        Ok(Self { traits: traits.unwrap_or_default(), others })
    }

    /// A key that only one of the two has, or whose values differ.
    fn difference<'p>(&'p self, other: &'p Self) -> Option<&'p str> {
        let mut keys = self.others.keys().chain(other.others.keys());
        let differs = |key: &&Cow<'a, str>| match (self.others.get(*key), other.others.get(*key)) {
            (Some(one), Some(other)) => !json::is_same(one, other),
            (one, other) => one.is_some() != other.is_some(),
        };
        keys.find(differs).map(AsRef::as_ref)
    }
}

impl<'a> Definition<'a> {
    /// Reads a shape.
    pub(super) fn read(sources: Sources<'_>, raw: &'a RawValue) -> Result<Self, Diagnostic> {
        let mut shape = Part::read(sources, raw)?;
        let mut members = BTreeMap::new();
        for name in MEMBERS {
            if let Some(raw) = shape.others.remove(name) {
                members.insert(Cow::Borrowed(name), Part::read(sources, raw)?);
            }
        }
        if let Some(raw) = shape.others.remove("members") {
            for (name, raw) in json::object::<Entries<'a>>(sources, raw)?.0 {
                members.insert(name, Part::read(sources, raw)?);
            }
        }
        Ok(Self { shape, members })
    }

    /// Describes a difference between two definitions, traits not included.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        if let Some(key) = self.shape.difference(&other.shape) {
            return Some(format!("its `{}`", key.escape_debug()));
        }
        let mut names = self.members.keys().chain(other.members.keys());
        let differs =
            |name: &&Cow<'a, str>| match (self.members.get(*name), other.members.get(*name)) {
                (Some(one), Some(other)) => one.difference(other).is_some(),
                (one, other) => one.is_some() != other.is_some(),
            };
        names.find(differs).map(|name| format!("its member `{}`", name.escape_debug()))
    }

    /// The traits of the shape and of its members, by the ids of the shape and members.
    pub(super) fn traits_by_place(self, id: &str) -> Vec<(String, Entries<'a>)> {
        let members = self.members.into_iter();
        let members = members.map(|(name, member)| (format!("{id}${name}"), member.traits));
        [(id.to_owned(), self.shape.traits)].into_iter().chain(members).collect()
    }
}

fn is_empty(value: &RawValue) -> bool {
    let text: String = value.get().chars().filter(|c| !c.is_ascii_whitespace()).take(5).collect();
    matches!(text.as_str(), "{}" | "[]" | "null")
}

/// The value of `type`, which is the first key in generated models.
pub(super) fn shape_type(raw: &RawValue) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct TypeOnly<'a> {
        #[serde(borrow, rename = "type")]
        shape_type: Option<Cow<'a, str>>,
    }
    first_type(raw.get()).map(Cow::Borrowed).or_else(|| {
        let only: Result<TypeOnly<'_>, _> = serde_json::from_str(raw.get());
        only.ok()?.shape_type
    })
}

fn first_type(object: &str) -> Option<&str> {
    let inner = object.strip_prefix('{')?.trim_start();
    let value = inner.strip_prefix("\"type\"")?.trim_start().strip_prefix(':')?.trim_start();
    let (text, _) = value.strip_prefix('"')?.split_once('"')?;
    (!text.contains('\\')).then_some(text)
}

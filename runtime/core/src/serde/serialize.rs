//! Serializes values with a serializer of serde. This is all that depends on the format, and it is compiled
//! once for each.

use std::fmt;

use serde_core::ser::{
    Error as _, Serialize, SerializeMap as _, SerializeSeq as _, SerializeStruct as _, Serializer,
};

use super::{List, Map, Shape, Structure, Union, View, number, timestamp};
use crate::{Blob, TimestampFormat};

/// Serializes a value, without what is sensitive.
///
/// # Errors
///
/// The format does not have such a value.
pub fn serialize<S: Serializer>(value: &dyn Shape, serializer: S) -> Result<S::Ok, S::Error> {
    Viewed::of(value, false).serialize(serializer)
}

/// Serializes a value with all that is sensitive in it.
///
/// The value is of a type of an emitted crate, or an `Option`, `Vec` or `BTreeMap` of such values. For a field
/// of another type there is [`revealed`].
///
/// The `Debug` output shows nothing.
#[derive(Clone, Copy)]
pub struct Revealed<'v, T: ?Sized>(pub &'v T);

impl<T: Shape> Serialize for Revealed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        revealed(self.0, serializer)
    }
}

impl<T: ?Sized> fmt::Debug for Revealed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Revealed")
    }
}

/// Serializes a value with all that is sensitive in it, for a field with the attribute
/// `#[serde(serialize_with = "…::runtime::serde::revealed")]`.
///
/// # Errors
///
/// The format does not have such a value.
pub fn revealed<T: Shape, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Viewed::of(value, true).serialize(serializer)
}

/// The content of a value, and whether what is sensitive is serialized.
#[derive(Clone, Copy)]
struct Viewed<'v> {
    view: View<'v>,
    reveal: bool,
}

impl<'v> Viewed<'v> {
    /// A value that stands alone: a timestamp is a `date-time`.
    fn of(value: &'v dyn Shape, reveal: bool) -> Self {
        Self { view: value.view(TimestampFormat::DateTime), reveal }
    }

    fn with(self, value: &'v dyn Shape, format: TimestampFormat) -> Self {
        Self { view: value.view(format), ..self }
    }
}

impl Serialize for Viewed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.view.is_left_out(self.reveal) {
            return serializer.serialize_none();
        }
        match self.view {
            View::Absent => serializer.serialize_none(),
            View::Present(value, format) => serializer.serialize_some(&self.with(value, format)),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Integer(value) | View::SensitiveInteger(value) => serializer.serialize_i64(value),
            View::Float(value) => number::float(value, serializer),
            View::Double(value) => number::double(value, serializer),
            View::Text(text) | View::SensitiveText(text) => serializer.serialize_str(text),
            View::BigNumber(text) => number::big(text, serializer),
            View::Blob(bytes) if serializer.is_human_readable() => {
                serializer.serialize_str(&Blob::from(bytes).to_base64())
            }
            View::Blob(bytes) => serializer.serialize_bytes(bytes),
            View::Timestamp(at, format) => timestamp::serialize(at, format, serializer),
            View::Document(document) => document.serialize(serializer),
            View::List(list, format) => self.list(list, format, serializer),
            View::Map(map, format) => self.map(map, format, serializer),
            View::Structure(structure) if serializer.is_human_readable() => {
                self.structure(structure, serializer)
            }
            View::Structure(structure) => self.structure_as_map(structure, serializer),
            View::Union(union) => self.union(union, serializer),
        }
    }
}

impl Viewed<'_> {
    fn list<S: Serializer>(
        self,
        list: &dyn List,
        format: TimestampFormat,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(list.count()))?;
        for element in list.elements() {
            sequence.serialize_element(&Viewed { view: element.view(format), ..self })?;
        }
        sequence.end()
    }

    fn map<S: Serializer>(
        self,
        map: &dyn Map,
        format: TimestampFormat,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut entries = serializer.serialize_map(Some(map.count()))?;
        for (key, value) in map.entries() {
            entries.serialize_entry(key, &Viewed { view: value.view(format), ..self })?;
        }
        entries.end()
    }

    /// The members of a structure: each name with the value, unless it is left out.
    fn members<'s>(
        self,
        structure: &dyn Structure,
        members: &'s [&'s dyn Shape],
    ) -> impl Iterator<Item = (&'static str, Option<Viewed<'s>>)> + Clone {
        let description = structure.description();
        let of_type = description.names.iter().zip(description.members);
        of_type.zip(members).map(move |((name, member), value)| {
            let viewed = Viewed { view: value.view(member.format), reveal: self.reveal };
            let is_left_out =
                (member.sensitive && !self.reveal) || viewed.view.is_left_out(self.reveal);
            (*name, (!is_left_out).then_some(viewed))
        })
    }

    fn structure<S: Serializer>(
        self,
        structure: &dyn Structure,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        once(structure, serializer, |serializer, members| {
            let members = self.members(structure, members);
            let count = members.clone().filter(|(_, value)| value.is_some()).count();
            let mut fields = serializer.serialize_struct(structure.description().name, count)?;
            for (name, value) in members {
                match value {
                    Some(value) => fields.serialize_field(name, &value)?,
                    None => fields.skip_field(name)?,
                }
            }
            fields.end()
        })
    }

    fn structure_as_map<S: Serializer>(
        self,
        structure: &dyn Structure,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        once(structure, serializer, |serializer, members| {
            let members = self.members(structure, members);
            let members = members.filter_map(|(name, value)| Some((name, value?)));
            let mut entries = serializer.serialize_map(Some(members.clone().count()))?;
            for (name, value) in members {
                entries.serialize_entry(name, &value)?;
            }
            entries.end()
        })
    }

    fn union<S: Serializer>(self, union: &dyn Union, serializer: S) -> Result<S::Ok, S::Error> {
        let variant = union.variant();
        let mut entries = serializer.serialize_map(Some(1))?;
        match variant.value {
            Some(_) if variant.sensitive && !self.reveal => {
                entries.serialize_entry(variant.name, &None::<()>)?;
            }
            Some(value) => {
                let view = View::Present(value, variant.format);
                entries.serialize_entry(variant.name, &Viewed { view, ..self })?;
            }
            None => entries.serialize_entry(variant.name, &Some(Empty))?,
        }
        entries.end()
    }
}

/// An empty map.
struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

/// Serializes the members of a structure.
fn once<S: Serializer>(
    structure: &dyn Structure,
    serializer: S,
    write: impl Fn(S, &[&dyn Shape]) -> Result<S::Ok, S::Error>,
) -> Result<S::Ok, S::Error> {
    let (mut serializer, mut written) = (Some(serializer), None);
    structure.members(&mut |members| {
        written = serializer.take().map(|serializer| write(serializer, members));
    });
    written.unwrap_or_else(|| Err(S::Error::custom("the structure has no members")))
}

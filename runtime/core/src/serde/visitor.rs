//! Deserializes values with a deserializer of serde. This is all that depends on the format, and it is
//! compiled once for each.

use std::fmt;

use serde_core::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::{Elements, Entries, Fault, Hint, Shape, Sink, Source};

/// Deserializes a value.
///
/// # Errors
///
/// The text is not a value of this type.
pub fn deserialize<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::zero();
    read(&mut value, deserializer)?;
    Ok(value)
}

fn read<'de, D: Deserializer<'de>>(value: &mut dyn Shape, deserializer: D) -> Result<(), D::Error> {
    let mut source = One::new(deserializer);
    value.read(&mut source).map_err(|fault| fault.into_error(source.error))
}

/// A deserializer as a source.
struct One<D, E> {
    deserializer: Option<D>,
    error: Option<E>,
}

impl<'de, D: Deserializer<'de>> One<D, D::Error> {
    fn new(deserializer: D) -> Self {
        Self { deserializer: Some(deserializer), error: None }
    }
}

impl<'de, D: Deserializer<'de>> Source for One<D, D::Error> {
    fn read(&mut self, hint: Hint, sink: &mut dyn Sink) -> Result<(), Fault> {
        let Some(deserializer) = self.deserializer.take() else { return Err(Fault::Format) };
        let read = Seed { hint, sink }.deserialize(deserializer);
        read.map_err(|error| keep(&mut self.error, error))
    }
}

/// Keeps an error of the format.
fn keep<E>(kept: &mut Option<E>, error: E) -> Fault {
    *kept = Some(error);
    Fault::Format
}

/// Gives a value to a sink.
struct Seed<'s> {
    hint: Hint,
    sink: &'s mut dyn Sink,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let is_text = deserializer.is_human_readable();
        match self.hint {
            Hint::Ignored => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ()),
            Hint::Boolean => deserializer.deserialize_bool(self),
            Hint::Integer => deserializer.deserialize_i64(self),
            Hint::Optional => deserializer.deserialize_option(self),
            Hint::List => deserializer.deserialize_seq(self),
            Hint::Structure(structure) if is_text => {
                deserializer.deserialize_struct(structure.name, structure.names, self)
            }
            Hint::Map | Hint::Structure(_) => deserializer.deserialize_map(self),
            Hint::Blob if is_text => deserializer.deserialize_string(self),
            Hint::Blob => deserializer.deserialize_byte_buf(self),
            Hint::Document => deserializer.deserialize_any(self),
            // In text formats a number may be a string, too.
            Hint::Float | Hint::Double | Hint::Timestamp | Hint::BigNumber if is_text => {
                deserializer.deserialize_any(self)
            }
            Hint::Float => deserializer.deserialize_f32(self),
            Hint::Double => deserializer.deserialize_f64(self),
            Hint::Timestamp => deserializer.deserialize_tuple(2, self),
            Hint::Text | Hint::BigNumber => deserializer.deserialize_string(self),
        }
    }
}

fn error<E: Error>(fault: Fault) -> E {
    fault.into_error(None)
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sink.expected())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.sink.boolean(value).map_err(error)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.sink.integer(value.into()).map_err(error)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.sink.integer(value.into()).map_err(error)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.sink.integer(value).map_err(error)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        match i128::try_from(value) {
            Ok(value) => self.sink.integer(value).map_err(error),
            Err(_) => self.sink.text(value.to_string()).map_err(error),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.sink.float(value).map_err(error)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.sink.text(value.to_owned()).map_err(error)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        self.sink.text(value).map_err(error)
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<(), E> {
        self.sink.bytes(value.to_vec()).map_err(error)
    }

    fn visit_byte_buf<E: Error>(self, value: Vec<u8>) -> Result<(), E> {
        self.sink.bytes(value).map_err(error)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.sink.null().map_err(error)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.sink.null().map_err(error)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut source = One::new(deserializer);
        match self.hint {
            Hint::Optional => {
                self.sink.present(&mut source).map_err(|fault| fault.into_error(source.error))
            }
            // A format that says of any value that it is there.
            _ => source.read(self.hint, self.sink).map_err(|fault| fault.into_error(source.error)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        self.deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut elements = ElementSource { access, error: None };
        self.sink.list(&mut elements).map_err(|fault| fault.into_error(elements.error))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut entries = EntrySource { access, error: None };
        self.sink.map(&mut entries).map_err(|fault| fault.into_error(entries.error))
    }
}

struct ElementSource<A, E> {
    access: A,
    error: Option<E>,
}

impl<'de, A: SeqAccess<'de>> Source for ElementSource<A, A::Error> {
    fn read(&mut self, hint: Hint, sink: &mut dyn Sink) -> Result<(), Fault> {
        match self.access.next_element_seed(Seed { hint, sink }) {
            Ok(Some(())) => Ok(()),
            Ok(None) => Err(Fault::End),
            Err(error) => Err(keep(&mut self.error, error)),
        }
    }
}

impl<'de, A: SeqAccess<'de>> Elements for ElementSource<A, A::Error> {}

struct EntrySource<A, E> {
    access: A,
    error: Option<E>,
}

impl<'de, A: MapAccess<'de>> Source for EntrySource<A, A::Error> {
    fn read(&mut self, hint: Hint, sink: &mut dyn Sink) -> Result<(), Fault> {
        let read = self.access.next_value_seed(Seed { hint, sink });
        read.map_err(|error| keep(&mut self.error, error))
    }
}

impl<'de, A: MapAccess<'de>> Entries for EntrySource<A, A::Error> {
    fn next_key(&mut self, key: &mut String) -> Result<bool, Fault> {
        match self.access.next_key_seed(Key(key)) {
            Ok(found) => Ok(found.is_some()),
            Err(error) => Err(keep(&mut self.error, error)),
        }
    }
}

/// Copies a key.
struct Key<'k>(&'k mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        self.0.clear();
        self.0.push_str(key);
        Ok(())
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<(), E> {
        match str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) => Err(E::custom("expected a key, found bytes that are not UTF-8")),
        }
    }
}

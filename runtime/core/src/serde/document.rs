//! Documents: any value.

use serde_core::ser::{Serialize, Serializer};

use super::scalar::{Special, special};
use super::{Elements, Entries, Fault, Hint, Shape, Sink, Source, View, number};
use crate::{Blob, Document, Number, TimestampFormat};

impl Shape for Document {
    fn zero() -> Self {
        Self::Null
    }

    fn view(&self, _: TimestampFormat) -> View<'_> {
        View::Document(self)
    }

    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        source.read(Hint::Document, &mut DocumentSink(self))
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serialize_number(value, serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(values) => serializer.collect_seq(values),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

/// Serializes the integer if it is one of 64 bits, else the nearest float.
fn serialize_number<S: Serializer>(value: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    let text = value.to_string();
    let is_integer = !text.contains(['.', 'e', 'E']);
    match (value.as_i64(), value.as_u64(), value.as_f64()) {
        (Some(value), _, _) if is_integer => serializer.serialize_i64(value),
        (_, Some(value), _) if is_integer => serializer.serialize_u64(value),
        (_, _, Some(value)) => number::double(value, serializer),
        // Out of the range of floats.
        (_, _, None) => serializer.serialize_str(&text),
    }
}

struct DocumentSink<'d>(&'d mut Document);

impl DocumentSink<'_> {
    fn members(&mut self, first: Option<String>, entries: &mut dyn Entries) -> Result<(), Fault> {
        let mut members = std::collections::BTreeMap::new();
        let mut next = first;
        while let Some(key) = next {
            let mut value = Document::Null;
            value.read(entries)?;
            members.insert(key, value);
            let mut key = String::new();
            next = entries.next_key(&mut key)?.then_some(key);
        }
        *self.0 = Document::Object(members);
        Ok(())
    }
}

impl Sink for DocumentSink<'_> {
    fn expected(&self) -> &'static str {
        "any value"
    }

    fn null(&mut self) -> Result<(), Fault> {
        *self.0 = Document::Null;
        Ok(())
    }

    fn present(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        self.0.read(source)
    }

    fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        *self.0 = Document::from(value);
        Ok(())
    }

    fn integer(&mut self, value: i128) -> Result<(), Fault> {
        *self.0 = Document::from(value);
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<(), Fault> {
        *self.0 = Document::from(value);
        Ok(())
    }

    fn text(&mut self, value: String) -> Result<(), Fault> {
        *self.0 = Document::from(value);
        Ok(())
    }

    fn bytes(&mut self, value: Vec<u8>) -> Result<(), Fault> {
        *self.0 = Document::from(Blob::from(value).to_base64());
        Ok(())
    }

    fn list(&mut self, elements: &mut dyn Elements) -> Result<(), Fault> {
        let mut array: Vec<Document> = Vec::new();
        loop {
            let mut element = Document::Null;
            match element.read(elements) {
                Ok(()) => array.push(element),
                Err(Fault::End) => break,
                Err(fault) => return Err(fault),
            }
        }
        *self.0 = Document::Array(array);
        Ok(())
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Result<(), Fault> {
        match special(entries)? {
            Special::Number(text) => {
                let number = text.parse::<Number>();
                *self.0 = number.map_err(|error| Fault::Invalid(error.to_string()))?.into();
            }
            Special::Date(text) => *self.0 = Document::String(text),
            Special::Other(first) => self.members(first, entries)?,
        }
        Ok(())
    }
}

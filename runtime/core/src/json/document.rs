//! Values without a model, read from JSON and written as JSON.

use super::reader::Reader;
use super::writer::Writer;
use crate::document::{Document, Number};

impl Reader<'_> {
    /// Reads any value, null included.
    pub fn document(&mut self) -> Document {
        match self.peek() {
            Some(b'{') => {
                let mut object = std::collections::BTreeMap::new();
                self.members(true, &mut |r, key| drop(object.insert(key.to_owned(), r.document())));
                Document::Object(object)
            }
            Some(b'[') => {
                let mut array = Vec::new();
                self.elements(&mut |r| array.push(r.document()));
                Document::Array(array)
            }
            Some(b'"') => Document::String(self.string()),
            Some(b't' | b'f') => Document::Bool(self.boolean()),
            Some(b'n') => {
                self.null();
                Document::Null
            }
            _ => Document::Number(Number::of_json(self.number("a value"))),
        }
    }
}

impl Writer {
    /// Writes any value.
    pub fn document(&mut self, value: &Document) {
        match value {
            Document::Null => self.null(),
            Document::Bool(value) => self.boolean(value),
            Document::Number(number) if number.is_finite() => {
                self.formatted(format_args!("{number}"));
            }
            Document::Number(number) => self.text(&number.to_string()),
            Document::String(text) => self.text(text),
            Document::Array(array) => self.list(array, Self::document),
            Document::Object(object) => self.map(object, Self::document),
        }
    }
}

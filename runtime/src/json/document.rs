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
                self.members(&mut |r, key| drop(object.insert(key.to_owned(), r.document())));
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
            _ => Document::Number(self.document_number()),
        }
    }

    /// Reads a number as the kind that holds it best: an integer of 64 bits if it is written as
    /// one and fits, else a float.
    fn document_number(&mut self) -> Number {
        self.peek();
        let start = self.offset();
        let text = self.number("a value");
        if let Ok(unsigned) = text.parse::<u64>() {
            return Number::from(unsigned);
        }
        match text.parse::<i64>() {
            // A float has a negative zero, an integer has not.
            Ok(signed) if signed != 0 => Number::from(signed),
            _ => match text.parse::<f64>() {
                Ok(float) if float.is_finite() => Number::from(float),
                _ => {
                    self.fail_at_number(start, "a number that fits 64 bits", text);
                    Number::from(0_u64)
                }
            },
        }
    }
}

impl Writer {
    /// Writes any value.
    pub fn document(&mut self, value: &Document) {
        match value {
            Document::Null => self.null(),
            Document::Bool(value) => self.boolean(value),
            Document::Number(number) => self.document_number(*number),
            Document::String(text) => self.text(text),
            Document::Array(array) => self.list(array, Self::document),
            Document::Object(object) => self.map(object, Self::document),
        }
    }

    fn document_number(&mut self, number: Number) {
        if let Some(unsigned) = number.as_u64() {
            self.unsigned(unsigned);
        } else if let Some(signed) = number.as_i64() {
            self.long(&signed);
        } else {
            self.double(&number.as_f64());
        }
    }
}

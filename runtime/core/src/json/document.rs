//! Serializes and deserializes documents.

use super::reader::Reader;
use super::writer::Writer;
use crate::ParseError;
use crate::document::{Document, Number};

impl Document {
    /// Parses JSON text.
    ///
    /// ```
    /// use whitesmith_runtime::Document;
    ///
    /// let document = Document::from_json(r#"{"Tags": ["a", 1.50]}"#)?;
    /// let tags = document.get("Tags").and_then(Document::as_array).unwrap();
    /// assert_eq!(tags[0].as_str(), Some("a"));
    /// assert!(Document::from_json("{").is_err());
    /// # Ok::<(), whitesmith_runtime::ParseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Text that is not JSON, or is nested deeper than 128 levels.
    pub fn from_json(text: &str) -> Result<Self, ParseError> {
        Self::from_json_bytes(text.as_bytes())
    }

    /// Parses JSON text, which must be UTF-8.
    pub(crate) fn from_json_bytes(json: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(json);
        let document = reader.document();
        reader.finish().map(|()| document)
    }
}

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
            _ => Document::Number(Number::of_decimal(self.number("a value"))),
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

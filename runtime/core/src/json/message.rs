//! Messages with JSON in their bodies.

use super::{Reader, Writer};
use crate::codec::Slot;
use crate::message::{MessageReader, MessageWriter};

impl<L> MessageWriter<L> {
    /// Writes an object as the body, whose members `members` writes.
    pub fn json(&mut self, members: impl FnOnce(&mut Writer)) {
        let mut writer = Writer::new();
        writer.object(members);
        self.encoded_body(writer.finish());
    }

    /// Writes one member as the body: a union, a document or a list. Without a value there is no body.
    pub fn json_payload<'v, T: 'v>(
        &mut self,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Writer, &T),
    ) {
        if let Some(value) = value.into() {
            let mut writer = Writer::new();
            write(&mut writer, value);
            self.encoded_body(writer.finish());
        }
    }

    /// Writes one member as the body: a structure. Without a value the body is an empty object.
    pub fn json_structure_payload<'v, T: 'v>(
        &mut self,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Writer, &T),
    ) {
        match value.into() {
            Some(value) => self.json_payload(value, write),
            None => self.json(|_| {}),
        }
    }
}

impl<'m, L> MessageReader<'m, L> {
    /// Reads a body that is an object. `member` is called with each key and must read or skip the
    /// value. An empty body is an object without members.
    pub fn json(&mut self, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.object(member);
            self.ended(reader);
        }
    }

    /// Reads a body that is the value of one member: a structure, a union, a list or a document. An empty
    /// body leaves the field as it is.
    pub fn json_payload<T>(&mut self, slot: &mut impl Slot<T>, read: fn(&mut Reader<'m>) -> T) {
        if let Some(body) = self.payload() {
            let mut reader = Reader::new(body);
            reader.set(slot, read);
            self.ended(reader);
        }
    }

    fn ended(&mut self, reader: Reader<'_>) {
        if let Err(error) = reader.finish() {
            self.fail(error);
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::protocol::{AwsJson1_0, Protocol, RestJson1};
    use crate::{
        BuildError, Document, ParseError, Request, RequestWriter, Response, ResponseReader,
    };

    fn built<P: Protocol>(write: impl FnOnce(&mut RequestWriter)) -> Result<Request, BuildError> {
        let mut request = RequestWriter::new::<P>();
        write(&mut request);
        request.finish()
    }

    fn body_of(request: &Request) -> (&str, Option<&str>) {
        let content_type = request.headers.get("content-type");
        let body = request.body.as_bytes().unwrap();
        (str::from_utf8(body).unwrap(), content_type.map(|value| value.to_str().unwrap()))
    }

    fn read(
        body: &'static str,
        read: impl FnOnce(&mut ResponseReader<'_>),
    ) -> Result<(), ParseError> {
        let response = Response::new(200, HeaderMap::new(), body);
        let mut reader = ResponseReader::new(&response);
        read(&mut reader);
        reader.finish()
    }

    #[test]
    fn bodies_have_the_content_type_of_the_protocol() {
        let name = Some("Sales".to_owned());
        let request = built::<RestJson1>(|r| {
            r.json(|body| body.field("Name", &name, Writer::string));
        });
        assert_eq!(body_of(&request.unwrap()), (r#"{"Name":"Sales"}"#, Some("application/json")));
        let request = built::<AwsJson1_0>(|r| r.json(|_| {})).unwrap();
        assert_eq!(body_of(&request), ("{}", Some("application/x-amz-json-1.0")));
    }

    #[test]
    fn an_error_in_the_body_comes_after_those_before_it() {
        let fails = |r: &mut RequestWriter| r.json(|body| body.fail("Name", "is wrong"));
        assert_eq!(built::<RestJson1>(fails), Err(BuildError::new("Name", "is wrong")));
        let refused = built::<RestJson1>(|r| {
            r.label("Id", "");
            fails(r);
        });
        assert_eq!(refused, Err(BuildError::new("Id", "must not be empty")));
    }

    #[test]
    fn payloads_are_written() {
        let document = Document::from("hello");
        let request = built::<RestJson1>(|r| r.json_payload(&document, Writer::document)).unwrap();
        assert_eq!(body_of(&request), ("\"hello\"", Some("application/json")));
        let request = built::<RestJson1>(|r| r.json_payload(None, Writer::document)).unwrap();
        assert_eq!(body_of(&request), ("", None));
    }

    #[test]
    fn no_structure_is_an_empty_one() {
        let write = |value: Option<&Document>| {
            built::<RestJson1>(|r| r.json_structure_payload(value, Writer::document)).unwrap()
        };
        assert_eq!(body_of(&write(None)), ("{}", Some("application/json")));
        assert_eq!(body_of(&write(Some(&Document::from("hello")))).0, "\"hello\"");
    }

    #[test]
    fn an_empty_body_has_no_members() {
        let (mut called, mut document) = (false, None::<Document>);
        assert_eq!(read("", |r| r.json(|_, _| called = true)), Ok(()));
        assert_eq!(read("", |r| r.json_payload(&mut document, Reader::document)), Ok(()));
        assert_eq!((called, document), (false, None));
    }

    #[test]
    fn payloads_are_read() {
        let mut document = None::<Document>;
        assert_eq!(read("\"hello\"", |r| r.json_payload(&mut document, Reader::document)), Ok(()));
        assert_eq!(document, Some(Document::from("hello")));
    }

    #[test]
    fn an_error_has_its_place() {
        let mut name = None::<String>;
        let error = read(r#"{"Name": 1}"#, |r| r.json(|r, _| r.set(&mut name, Reader::string)));
        assert_eq!(error.unwrap_err().path(), "Name");
        assert!(read("<html>", |r| r.json(|r, _| r.skip())).is_err());
    }
}

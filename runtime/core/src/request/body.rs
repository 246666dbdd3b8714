//! The end of a request: a body in, the complete request out.

use http::header::CONTENT_TYPE;

use super::{Request, RequestBuilder};
use crate::json::Writer;
use crate::{Blob, BuildError, ByteStream, Text};

const JSON: &str = "application/json";

impl RequestBuilder {
    /// A request without a body.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn empty(self) -> Result<Request, BuildError> {
        self.finish(ByteStream::default())
    }

    /// A request with an object as its body, whose members `members` writes.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn json(self, members: impl FnOnce(&mut Writer)) -> Result<Request, BuildError> {
        let mut writer = Writer::new();
        writer.object(members);
        self.json_body(writer)
    }

    /// A request with one member as its body: a union or a document. Without a value
    /// it has no body.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn json_payload<'v, T: 'v>(
        self,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Writer, &T),
    ) -> Result<Request, BuildError> {
        let Some(value) = value.into() else {
            return self.empty();
        };
        let mut writer = Writer::new();
        write(&mut writer, value);
        self.json_body(writer)
    }

    /// A request with a structure as its body. Without a value the body is an empty object.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn structure_payload<'v, T: 'v>(
        self,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Writer, &T),
    ) -> Result<Request, BuildError> {
        match value.into() {
            Some(value) => self.json_payload(value, write),
            None => self.json(|_| {}),
        }
    }

    /// A request with bytes as its body. Without a value it has no body.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn blob_payload<'v>(
        self,
        value: impl Into<Option<&'v Blob>>,
        content_type: &str,
    ) -> Result<Request, BuildError> {
        match value.into() {
            Some(blob) => self.payload(blob.clone(), content_type),
            None => self.empty(),
        }
    }

    /// A request with a stream as its body. Without a value it has no body.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn stream_payload<'v>(
        self,
        value: impl Into<Option<&'v ByteStream>>,
        content_type: &str,
    ) -> Result<Request, BuildError> {
        match value.into() {
            Some(stream) => self.payload(stream.clone(), content_type),
            None => self.empty(),
        }
    }

    /// The same for a stream with the `requiresLength` trait: `member` is its name in the model.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent, a stream of unknown length among them.
    pub fn sized_stream_payload<'v>(
        mut self,
        member: &str,
        value: impl Into<Option<&'v ByteStream>>,
        content_type: &str,
    ) -> Result<Request, BuildError> {
        let value = value.into();
        if value.is_some_and(|stream| stream.len().is_none()) {
            self.fail(BuildError::new(member, "must have a known length"));
        }
        self.stream_payload(value, content_type)
    }

    /// A request with a string or an enum as its body. Without a value it has no body.
    ///
    /// # Errors
    ///
    /// The first part of the request that cannot be sent.
    pub fn text_payload(
        self,
        value: &(impl Text + ?Sized),
        content_type: &str,
    ) -> Result<Request, BuildError> {
        match value.text() {
            Some(text) => self.payload(text.into_owned(), content_type),
            None => self.empty(),
        }
    }

    fn json_body(self, writer: Writer) -> Result<Request, BuildError> {
        match writer.finish() {
            Ok(json) => self.payload(json, JSON),
            // An error in the parts before comes first.
            Err(error) => self.empty().and(Err(error)),
        }
    }

    /// A content type that a member was bound to stays.
    fn payload(
        mut self,
        body: impl Into<ByteStream>,
        content_type: &str,
    ) -> Result<Request, BuildError> {
        if !self.headers.contains_key(CONTENT_TYPE) {
            self.header(CONTENT_TYPE.as_str(), content_type);
        }
        self.finish(body.into())
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::Document;

    fn post() -> RequestBuilder {
        let mut request = RequestBuilder::new(Method::POST);
        request.path("/");
        request
    }

    fn text(request: &Request) -> &str {
        std::str::from_utf8(request.body.as_bytes().unwrap()).unwrap()
    }

    fn content_type(request: &Request) -> Option<&str> {
        request.headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap())
    }

    #[test]
    fn json_has_members() {
        let name = Some("Sales".to_owned());
        let request = post().json(|body| body.field("Name", &name, Writer::string)).unwrap();
        assert_eq!(request.body, r#"{"Name":"Sales"}"#.into());
        assert_eq!(content_type(&request), Some(JSON));
    }

    #[test]
    fn a_body_that_cannot_be_written_is_told_after_the_path() {
        let refused = post().json(|body| body.fail("Name", "is wrong"));
        assert_eq!(refused, Err(BuildError::new("Name", "is wrong")));
        let mut request = post();
        request.label("Id", "");
        let refused = request.json(|body| body.fail("Name", "is wrong"));
        assert_eq!(refused, Err(BuildError::new("Id", "must not be empty")));
    }

    #[test]
    fn payloads_have_their_content_type() {
        let document = Document::from("hello");
        let request = post().json_payload(&document, Writer::document).unwrap();
        assert_eq!((text(&request), content_type(&request)), ("\"hello\"", Some(JSON)));
        let blob = Some(Blob::from("blobby"));
        let request = post().blob_payload(&blob, "application/octet-stream").unwrap();
        assert_eq!(text(&request), "blobby");
        assert_eq!(content_type(&request), Some("application/octet-stream"));
        let request = post().text_payload("raw", "text/plain").unwrap();
        assert_eq!((text(&request), content_type(&request)), ("raw", Some("text/plain")));
    }

    #[test]
    fn a_bound_content_type_stays() {
        let mut request = post();
        request.header("Content-Type", "image/jpg");
        let request =
            request.blob_payload(&Blob::from("1234"), "application/octet-stream").unwrap();
        assert_eq!(content_type(&request), Some("image/jpg"));
    }

    #[test]
    fn a_stream_goes_as_it_is() {
        let stream = |len| ByteStream::from_reader(std::io::Cursor::new("hello"), len);
        let (known, unknown) = (stream(Some(5)), stream(None));
        let request = post().stream_payload(&unknown, "text/plain").unwrap();
        assert_eq!((&request.body, content_type(&request)), (&unknown, Some("text/plain")));
        let request = post().sized_stream_payload("Body", &known, "text/plain").unwrap();
        assert_eq!(request.into_http("http://a").unwrap().headers()["content-length"], "5");
        let refused = post().sized_stream_payload("Body", &unknown, "text/plain");
        assert_eq!(refused, Err(BuildError::new("Body", "must have a known length")));
    }

    #[test]
    fn no_structure_is_an_empty_one() {
        let request = post().structure_payload(None, Writer::document).unwrap();
        assert_eq!((text(&request), content_type(&request)), ("{}", Some(JSON)));
        let document = Document::from("hello");
        let request = post().structure_payload(&document, Writer::document).unwrap();
        assert_eq!(text(&request), "\"hello\"");
    }

    #[test]
    fn no_payload_means_no_content_type() {
        for request in [
            post().empty(),
            post().json_payload(None, Writer::document),
            post().blob_payload(&None, "text/plain"),
            post().text_payload(&None::<String>, "text/plain"),
        ] {
            let request = request.unwrap();
            assert!(request.body.is_empty() && request.headers.is_empty());
        }
    }
}

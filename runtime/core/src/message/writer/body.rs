//! Bodies that are the value of one member: bytes, a stream or text.

use http::header::CONTENT_TYPE;

use super::MessageWriter;
use crate::{Blob, BuildError, ByteStream, Text};

impl<L> MessageWriter<L> {
    /// Writes bytes as the body.
    pub fn blob_payload<'v>(&mut self, value: impl Into<Option<&'v Blob>>, content_type: &str) {
        if let Some(blob) = value.into() {
            self.set_body(blob.clone(), content_type);
        }
    }

    /// Writes a stream as the body. It is not read before the message is sent.
    pub fn stream_payload<'v>(
        &mut self,
        value: impl Into<Option<&'v ByteStream>>,
        content_type: &str,
    ) {
        if let Some(stream) = value.into() {
            self.set_body(stream.clone(), content_type);
        }
    }

    /// Writes a stream with the `requiresLength` trait as the body: a stream of unknown length is an
    /// error. `member` is its name in the model.
    pub fn sized_stream_payload<'v>(
        &mut self,
        member: &str,
        value: impl Into<Option<&'v ByteStream>>,
        content_type: &str,
    ) {
        let value = value.into();
        if value.is_some_and(|stream| stream.len().is_none()) {
            self.fail(BuildError::new(member, "must have a known length"));
        }
        self.stream_payload(value, content_type);
    }

    /// Writes a string or an enum as the body.
    pub fn text_payload(&mut self, value: &(impl Text + ?Sized), content_type: &str) {
        if let Some(text) = value.text() {
            self.set_body(text.into_owned(), content_type);
        }
    }

    /// Sets a body that the codec of the protocol has written, or keeps the error that it ended with.
    pub(crate) fn encoded_body(&mut self, body: Result<Vec<u8>, BuildError>) {
        match body {
            Ok(body) => self.set_body(body, self.content_type),
            Err(error) => self.fail(error),
        }
    }

    /// Sets the body. A content type that a member was bound to stays.
    fn set_body(&mut self, body: impl Into<ByteStream>, content_type: &str) {
        if !self.headers.contains_key(CONTENT_TYPE) {
            self.header(CONTENT_TYPE.as_str(), content_type);
        }
        self.body = body.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::RestJson1;
    use crate::{Request, RequestWriter};

    fn built(write: impl FnOnce(&mut RequestWriter)) -> Result<Request, BuildError> {
        let mut request = RequestWriter::new::<RestJson1>();
        write(&mut request);
        request.finish()
    }

    fn text(request: &Request) -> &str {
        str::from_utf8(request.body.as_bytes().unwrap()).unwrap()
    }

    fn content_type(request: &Request) -> Option<&str> {
        request.headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap())
    }

    #[test]
    fn payloads_have_their_content_type() {
        let blob = Some(Blob::from("blobby"));
        let request = built(|r| r.blob_payload(&blob, "application/octet-stream")).unwrap();
        assert_eq!(text(&request), "blobby");
        assert_eq!(content_type(&request), Some("application/octet-stream"));
        let request = built(|r| r.text_payload("raw", "text/plain")).unwrap();
        assert_eq!((text(&request), content_type(&request)), ("raw", Some("text/plain")));
    }

    #[test]
    fn a_bound_content_type_stays() {
        let request = built(|r| {
            r.header("Content-Type", "image/jpg");
            r.blob_payload(&Blob::from("1234"), "application/octet-stream");
        });
        assert_eq!(content_type(&request.unwrap()), Some("image/jpg"));
    }

    #[test]
    fn a_stream_goes_as_it_is() {
        let stream = |len| ByteStream::from_reader(std::io::Cursor::new("hello"), len);
        let (known, unknown) = (stream(Some(5)), stream(None));
        let request = built(|r| r.stream_payload(&unknown, "text/plain")).unwrap();
        assert_eq!((&request.body, content_type(&request)), (&unknown, Some("text/plain")));
        let request = built(|r| r.sized_stream_payload("Body", &known, "text/plain")).unwrap();
        assert_eq!(request.into_http("http://a").unwrap().headers()["content-length"], "5");
        let refused = built(|r| r.sized_stream_payload("Body", &unknown, "text/plain"));
        assert_eq!(refused, Err(BuildError::new("Body", "must have a known length")));
    }

    #[test]
    fn no_payload_means_no_content_type() {
        let requests = [
            built(|_| {}),
            built(|r| r.blob_payload(&None, "text/plain")),
            built(|r| r.stream_payload(&None, "text/plain")),
            built(|r| r.text_payload(&None::<String>, "text/plain")),
        ];
        for request in requests {
            let request = request.unwrap();
            assert!(request.body.is_empty() && request.headers.is_empty());
        }
    }
}

//! Bodies that are the value of one member: bytes, a stream or text.

use super::{Disclosure, MessageReader};
use crate::codec::Slot;
use crate::{Blob, ByteStream, FromText, ParseError};

impl<L> MessageReader<'_, L> {
    /// Reads the body as bytes, without copying them. An empty body leaves the field as it is.
    pub fn blob_payload(&mut self, slot: &mut impl Slot<Blob>) {
        if let Some(body) = self.payload() {
            slot.put(Some(Blob::new(body.clone())));
        }
    }

    /// Takes the body as it is, in memory or a stream.
    pub fn stream_payload(&mut self, slot: &mut impl Slot<ByteStream>) {
        self.disclosure = self.disclosure.min(Disclosure::Message);
        slot.put(Some(self.body.clone()));
    }

    /// Reads a body that is a string or an enum. An empty body leaves the field as it is.
    pub fn text_payload(&mut self, slot: &mut impl FromText) {
        let Some(body) = self.payload() else { return };
        let text = str::from_utf8(body)
            .map_err(|error| ParseError::new("", "expected text in UTF-8").at(error.valid_up_to()));
        let parse = |text| FromText::from_text(text).map_err(|reason| ParseError::new("", reason));
        match text.and_then(parse) {
            Ok(value) => *slot = value,
            Err(error) => self.fail(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::{Response, ResponseReader};

    fn read<T: Default>(
        body: &'static [u8],
        read: fn(&mut ResponseReader<'_>, &mut T),
    ) -> Result<T, ParseError> {
        let response = Response::new(200, HeaderMap::new(), body);
        let (mut reader, mut value) = (ResponseReader::new(&response), T::default());
        read(&mut reader, &mut value);
        reader.finish().map(|()| value)
    }

    fn text(body: &'static [u8]) -> Result<Option<String>, ParseError> {
        read(body, |r, slot| {
            r.text_payload(slot);
        })
    }

    fn blob(body: &'static [u8]) -> Result<Option<Blob>, ParseError> {
        read(body, |r, slot| {
            r.blob_payload(slot);
        })
    }

    #[test]
    fn payloads_are_read() {
        assert_eq!(blob(b"blobby"), Ok(Some(Blob::from("blobby"))));
        assert_eq!(text(b"raw"), Ok(Some("raw".to_owned())));
        let error = text(b"ab\xff").unwrap_err();
        assert_eq!(error.to_string(), "expected text in UTF-8 (at byte 2 of the body)");
        let number = read::<Option<i32>>(b"one", |r, slot| {
            r.text_payload(slot);
        });
        assert_eq!(number.unwrap_err().to_string(), "expected an integer");
    }

    #[test]
    fn an_empty_body_is_not_a_payload() {
        assert_eq!((text(b""), blob(b"")), (Ok(None), Ok(None)));
    }

    #[test]
    fn a_stream_is_taken_but_not_read() {
        let response =
            Response::new(200, HeaderMap::new(), ByteStream::from_reader(&b"hello"[..], None));
        let mut stream = None::<ByteStream>;
        let mut reader = ResponseReader::new(&response);
        reader.stream_payload(&mut stream);
        assert_eq!((reader.finish(), stream.as_ref()), (Ok(()), Some(response.body())));
        let mut text = None::<String>;
        let mut reader = ResponseReader::new(&response);
        reader.text_payload(&mut text);
        let error = reader.finish().unwrap_err().to_string();
        assert_eq!((error.as_str(), text), ("the body is a stream: collect it first", None));
    }
}

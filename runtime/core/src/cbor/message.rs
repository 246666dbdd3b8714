//! Messages with CBOR in their bodies.

use super::{Reader, Writer};
use crate::message::{MessageReader, MessageWriter};

impl<L> MessageWriter<L> {
    /// Writes a map as the body, whose members `members` writes.
    pub fn cbor(&mut self, members: impl FnOnce(&mut Writer)) {
        let mut writer = Writer::new();
        writer.object(members);
        self.encoded_body(writer.finish());
    }
}

impl<L> MessageReader<'_, L> {
    /// Reads a body that is a map. `member` is called with each key and must read or skip the value. An
    /// empty body is a map without members.
    pub fn cbor(&mut self, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.object(member);
            if let Err(error) = reader.finish() {
                self.fail(error);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::protocol::RpcV2Cbor;
    use crate::{BuildError, ParseError, Request, RequestWriter, Response, ResponseReader};

    fn built(write: impl FnOnce(&mut RequestWriter)) -> Result<Request, BuildError> {
        let mut request = RequestWriter::new::<RpcV2Cbor>();
        write(&mut request);
        request.finish()
    }

    fn read(
        body: &'static [u8],
        member: impl FnMut(&mut Reader<'_>, &str),
    ) -> Result<(), ParseError> {
        let response = Response::new(200, HeaderMap::new(), body);
        let mut reader = ResponseReader::new(&response);
        reader.cbor(member);
        reader.finish()
    }

    #[test]
    fn bodies_are_written() {
        let name = Some("Sales".to_owned());
        let request = built(|r| r.cbor(|body| body.field("Name", &name, Writer::string))).unwrap();
        assert_eq!(request.body.as_bytes().unwrap(), &b"\xbf\x64Name\x65Sales\xff"[..]);
        assert_eq!(request.headers["content-type"], "application/cbor");
        let request = built(|_| {}).unwrap();
        assert!(request.body.is_empty() && !request.headers.contains_key("content-type"));
    }

    #[test]
    fn an_error_in_the_body_comes_after_those_before_it() {
        let fails = |r: &mut RequestWriter| r.cbor(|body| body.fail("Name", "is wrong"));
        assert_eq!(built(fails), Err(BuildError::new("Name", "is wrong")));
        let refused = built(|r| {
            r.label("Id", "");
            fails(r);
        });
        assert_eq!(refused, Err(BuildError::new("Id", "must not be empty")));
    }

    #[test]
    fn an_empty_body_has_no_members() {
        let mut called = false;
        assert_eq!(read(b"", |_, _| called = true), Ok(()));
        assert!(!called);
    }

    #[test]
    fn an_error_has_its_place() {
        let mut name = None::<String>;
        let error = read(b"\xa1\x64Name\x01", |r, _| r.set(&mut name, Reader::string));
        assert_eq!(error.unwrap_err().path(), "Name");
        assert!(read(b"<html>", |r, _| r.skip()).is_err());
    }
}

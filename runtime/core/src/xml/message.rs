//! Messages with XML in their bodies.

use super::{Reader, Writer};
use crate::codec::Slot;
use crate::message::{MessageReader, MessageWriter};

impl<L> MessageWriter<L> {
    /// Writes a body whose root element has this name, and the members that `members` writes.
    pub fn xml(&mut self, root: &str, members: impl FnOnce(&mut Writer)) {
        let mut writer = Writer::new(root);
        writer.object(members);
        self.encoded_body(writer.finish());
    }

    /// Writes one member as the body: a structure or a union, which becomes the root element. Without a value
    /// there is no body.
    pub fn xml_payload<'v, T: 'v>(
        &mut self,
        root: &str,
        value: impl Into<Option<&'v T>>,
        write: fn(&mut Writer, &T),
    ) {
        if let Some(value) = value.into() {
            let mut writer = Writer::new(root);
            write(&mut writer, value);
            self.encoded_body(writer.finish());
        }
    }
}

impl<'m, L> MessageReader<'m, L> {
    /// Reads a body whose root element has the members. `member` is called with the name of each attribute and
    /// element in it, and must read or skip the value. An empty body has no members. The root element may have
    /// any name but `html`.
    pub fn xml(&mut self, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.object(member);
            ended(self, reader);
        }
    }

    /// Reads a body whose root element has the members, like [`xml`](Self::xml). `root` is the name of the root
    /// element in the model.
    ///
    /// A document of another name is an error if it has elements but none of the members, such as the output of
    /// another operation. Otherwise the name does not matter, since services, and servers that are compatible
    /// with them, do not always send that of the model: Amazon S3 answers `ListDirectoryBuckets` with
    /// `ListAllMyDirectoryBucketsResult`. An error in place of an output is found before: see
    /// [`Protocol::is_error_body`](crate::protocol::Protocol::is_error_body).
    pub fn xml_root(&mut self, root: &str, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.root(root, member);
            ended(self, reader);
        }
    }

    /// Reads a body in which the element at the end of this path has the members, such as `Error` or
    /// `Errors/Error`: see [`Reader::within`]. An empty body has no members.
    pub fn xml_within(&mut self, path: &str, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.within(path, member);
            ended(self, reader);
        }
    }

    /// Reads a body whose root element is the value of one member: a structure or a union, or the only member
    /// of an output that S3 does not wrap. An empty body leaves the field as it is.
    pub fn xml_payload<T>(&mut self, slot: &mut impl Slot<T>, read: fn(&mut Reader<'m>) -> T) {
        if let Some(body) = self.payload() {
            let mut reader = Reader::new(body);
            reader.set(slot, read);
            ended(self, reader);
        }
    }
}

/// Keeps the error of a body that has been read.
fn ended<L>(message: &mut MessageReader<'_, L>, reader: Reader<'_>) {
    if let Err(error) = reader.finish() {
        message.fail(error);
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::protocol::RestXml;
    use crate::{BuildError, ParseError, Request, RequestWriter, Response, ResponseReader};

    fn built(write: impl FnOnce(&mut RequestWriter)) -> Result<Request, BuildError> {
        let mut request = RequestWriter::new::<RestXml>();
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
    fn members_are_in_the_root_element() {
        let name = Some("Sales".to_owned());
        let request = built(|r| r.xml("Account", |w| w.field("Name", &name, Writer::string)));
        let body = "<Account><Name>Sales</Name></Account>";
        assert_eq!(body_of(&request.unwrap()), (body, Some("application/xml")));
        let mut read_back = None::<String>;
        let result = read(body, |r| {
            r.xml(|r, key| match key {
                "Name" => r.set(&mut read_back, Reader::string),
                _ => r.skip(),
            });
        });
        assert_eq!((result, read_back), (Ok(()), name));
    }

    #[test]
    fn a_document_of_another_name_has_a_member_of_the_output() {
        let id_of = |body: &'static str| {
            let mut id = None::<i32>;
            let result = read(body, |r| {
                r.xml_root("Result", |r, key| match key {
                    "Id" => r.set(&mut id, Reader::integer),
                    "Owner" => r.object(|r, _| r.skip()),
                    _ => r.skip(),
                });
            });
            result.map(|()| id).map_err(|error| error.to_string())
        };
        for (body, id) in [
            ("<Result><Id>1</Id></Result>", Some(1)),
            ("<Result><New>1</New></Result>", None),
            ("<s:Result xmlns:s='s'><s:New>1</s:New></s:Result>", None),
            ("<Other><New/><Id>1</Id></Other>", Some(1)),
            ("<o:Other xmlns:o='o'><o:Id>1</o:Id></o:Other>", Some(1)),
            ("<Other><Owner><Id>1</Id></Owner></Other>", None),
            ("<Other/>", None),
            ("<Other a='1'></Other>", None),
            ("", None),
        ] {
            assert_eq!(id_of(body), Ok(id), "{body}");
        }
        for body in [
            "<Other><New>1</New></Other>",
            "<o:Other xmlns:o='o'><o:New><o:Id>1</o:Id></o:New></o:Other>",
            "<Other Id='1'><New/></Other>",
        ] {
            let expected = "expected an element `Result`, found `Other` (at byte 0 of the body)";
            assert_eq!(id_of(body), Err(expected.to_owned()), "{body}");
        }
        assert!(!id_of("<Other><New><Id></Other>").unwrap_err().contains("found `Other`"));
    }

    #[test]
    fn payloads_are_the_root_element() {
        let request = built(|r| r.xml_payload("Name", &Some("Sales".to_owned()), Writer::string));
        assert_eq!(body_of(&request.unwrap()), ("<Name>Sales</Name>", Some("application/xml")));
        let request = built(|r| r.xml_payload("Name", &None, Writer::string));
        assert_eq!(body_of(&request.unwrap()), ("", None));
        let mut name = None::<String>;
        let result = read("<Name>Sales</Name>", |r| r.xml_payload(&mut name, Reader::string));
        assert_eq!((result, name.as_deref()), (Ok(()), Some("Sales")));
    }

    #[test]
    fn an_empty_body_has_no_members() {
        let (mut called, mut name) = (false, None::<String>);
        assert_eq!(read("", |r| r.xml(|_, _| called = true)), Ok(()));
        assert_eq!(read("", |r| r.xml_within("Result", |_, _| called = true)), Ok(()));
        assert_eq!(read("", |r| r.xml_payload(&mut name, Reader::string)), Ok(()));
        assert_eq!((called, name), (false, None));
    }

    #[test]
    fn members_are_found_within_an_envelope() {
        for body in [
            "<Response><Metadata><Id>a</Id></Metadata><Result><Id>1</Id></Result></Response>",
            "<Response>\n<Result><Id>1</Id></Result><Result><Id>2</Id></Result></Response>",
            "<q:Response><q:Result><q:Id>1</q:Id></q:Result></q:Response>",
            "<Result><Id>1</Id><Result><Id>2</Id></Result></Result>",
            "<Response><Id>2</Id><Result><Id>1</Id></Result><Id>2</Id></Response>",
        ] {
            let mut id = None::<i32>;
            let result = read(body, |r| {
                r.xml_within("Result", |r, key| match key {
                    "Id" => r.set(&mut id, Reader::integer),
                    _ => r.skip(),
                });
            });
            assert_eq!((result, id), (Ok(()), Some(1)), "{body}");
        }
        for (body, error) in [
            ("<Response/>", "expected an element `Result`, found none (at byte 0 of the body)"),
            (
                "<Response><Other><Result/></Other></Response>",
                "expected an element `Result`, found none (at byte 0 of the body)",
            ),
            (
                "<Response><Result><Id>a</Id></Result></Response>",
                "Id: expected an integer of 32 bits, found another text (at byte 18 of the body)",
            ),
        ] {
            let mut id = None::<i32>;
            let result = read(body, |r| {
                r.xml_within("Result", |r, _| r.set(&mut id, Reader::integer));
            });
            assert_eq!((result.unwrap_err().to_string().as_str(), id), (error, None), "{body}");
        }
    }

    #[test]
    fn an_envelope_may_have_several_elements() {
        for (body, found) in [
            ("<R><x/><a>text</a><A><x/><B><Id>1</Id></B></A><B/></R>", Some(1)),
            ("<A><B><Id>1</Id></B></A>", Some(1)),
            ("<R><A/><A><B><Id>1</Id></B><B/></A><A/></R>", Some(1)),
            ("<R><B><Id>1</Id></B></R>", None),
            ("<R><x><A><B><Id>1</Id></B></A></x></R>", None),
            ("<B><Id>1</Id></B>", None),
        ] {
            let mut id = None::<i32>;
            let result = read(body, |r| {
                r.xml_within("A/B", |r, key| match key {
                    "Id" => r.set(&mut id, Reader::integer),
                    _ => r.skip(),
                });
            });
            assert_eq!((result.is_ok(), id), (found.is_some(), found), "{body}");
        }
    }

    #[test]
    fn an_error_in_the_body_comes_after_those_before_it() {
        let fails = |r: &mut RequestWriter| r.xml("A", |body| body.fail("Name", "is wrong"));
        assert_eq!(built(fails), Err(BuildError::new("Name", "is wrong")));
        let refused = built(|r| {
            r.label("Id", "");
            fails(r);
        });
        assert_eq!(refused, Err(BuildError::new("Id", "must not be empty")));
    }
}

//! Messages with XML in their bodies.

use super::Reader;
use crate::codec::Slot;
use crate::message::MessageReader;

impl<'m, L> MessageReader<'m, L> {
    /// Reads a body whose root element has the members. `member` is called with the name of each element in
    /// it, and must read or skip the element. An empty body has no members.
    pub fn xml(&mut self, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.object(member);
            ended(self, reader);
        }
    }

    /// Reads a body in which the element with this name has the members: the result of an operation of
    /// awsQuery, or the `Error` of an error. An empty body has no members.
    pub fn xml_within(&mut self, name: &str, member: impl FnMut(&mut Reader<'_>, &str)) {
        if let Some(body) = self.content() {
            let mut reader = Reader::new(body);
            reader.within(name, member);
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

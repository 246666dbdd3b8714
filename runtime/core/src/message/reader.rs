//! Deserializes the parts that all HTTP messages have: headers and a body.

mod body;
mod headers;
mod list;
mod present;

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use crate::{ByteStream, ParseError};
use present::Present;

/// Deserializes a message, member by member; `L` is what its start line says.
///
/// Each function reads a member into a field and leaves the field as it is where the message does not
/// have the member. The first value that is not what the model says is kept as an error, which
/// [`finish`](Self::finish) returns. After a header that cannot be read no other header is read; the body
/// is read in any case.
///
/// Clients read responses with it: see [`ResponseReader`](crate::ResponseReader).
pub struct MessageReader<'m, L> {
    pub(crate) line: L,
    headers: &'m HeaderMap,
    /// Found when the first header is read.
    present: Option<Present>,
    body: &'m ByteStream,
    disclosure: Disclosure,
    error: Option<ParseError>,
}

/// How much of a body may be repeated where the message is described, such as in the `Display` of an
/// error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Disclosure {
    /// Not even the message of an error, which is a sensitive member.
    Nothing,
    /// The message of an error: the rest of the body is the value of a member, which may be sensitive.
    Message,
    /// The message of an error, and an excerpt of a body without one.
    Excerpt,
}

impl<'m, L> MessageReader<'m, L> {
    /// Creates a reader of a message with this start line, these headers and this body.
    pub(crate) fn starting(line: L, headers: &'m HeaderMap, body: &'m ByteStream) -> Self {
        Self { line, headers, present: None, body, disclosure: Disclosure::Excerpt, error: None }
    }

    /// Returns whether everything that was asked for could be read.
    ///
    /// # Errors
    ///
    /// The first header or value that is not what the model says.
    pub fn finish(self) -> Result<(), ParseError> {
        self.error.map_or(Ok(()), Err)
    }

    /// Keeps the message of an error out of its metadata, because the model says that it is sensitive.
    pub fn redact_message(&mut self) {
        self.disclosure = Disclosure::Nothing;
    }

    /// How much of the body may be repeated, after the members have been read.
    pub(crate) fn disclosure(&self) -> Disclosure {
        self.disclosure
    }

    /// Keeps an error, unless there is one already.
    pub(crate) fn fail(&mut self, error: ParseError) {
        self.error.get_or_insert(error);
    }

    /// Reads with `read`, and ignores what it cannot read: the fields keep their values.
    pub fn lenient(&mut self, read: impl FnOnce(&mut Self)) {
        let before = self.error.take();
        if before.is_none() {
            read(self);
        }
        self.error = before;
    }

    /// `false` if the message has no header with this name, or if no more headers are read.
    fn may_have(&mut self, name: &str) -> bool {
        let headers = self.headers;
        let present = self.present.get_or_insert_with(|| Present::of(headers));
        self.error.is_none() && present.may_have(name)
    }

    /// The body, if there is one in memory.
    pub(crate) fn content(&mut self) -> Option<&'m Bytes> {
        let body = self.body.as_bytes();
        if body.is_none() {
            self.fail(ParseError::new("", "the body is a stream: collect it first"));
        }
        body.filter(|body| !body.is_empty())
    }

    /// The body, if there is one in memory, where it is the value of one member.
    pub(crate) fn payload(&mut self) -> Option<&'m Bytes> {
        self.disclosure = self.disclosure.min(Disclosure::Message);
        self.content()
    }
}

impl<L: fmt::Debug> fmt::Debug for MessageReader<'_, L> {
    /// Shows no header and no byte of the body: members may be sensitive.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageReader")
            .field("line", &self.line)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

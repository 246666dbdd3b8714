//! Serializes the parts that all HTTP messages have: headers and a body.

mod body;
mod headers;

use std::fmt;

use http::HeaderMap;

use crate::{BuildError, ByteStream};

/// Serializes a message, member by member; `L` is what its start line is made of.
///
/// Values are taken by reference. A member without a value is left out. The first value that cannot be
/// sent is kept as an error, which `finish` returns.
///
/// Clients write requests with it: see [`RequestWriter`](crate::RequestWriter).
pub struct MessageWriter<L> {
    pub(crate) line: L,
    pub(crate) headers: HeaderMap,
    pub(crate) body: ByteStream,
    /// The content type of bodies that the codec of the protocol writes.
    content_type: &'static str,
    error: Option<BuildError>,
}

impl<L> MessageWriter<L> {
    /// Creates a writer of a message without headers and with an empty body.
    pub(crate) fn starting(line: L, content_type: &'static str) -> Self {
        Self {
            line,
            headers: HeaderMap::new(),
            body: ByteStream::default(),
            content_type,
            error: None,
        }
    }

    /// Keeps an error, unless there is one already.
    pub(crate) fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }

    /// Returns the parts of the message, or the first error.
    pub(crate) fn into_parts(self) -> Result<(L, HeaderMap, ByteStream), BuildError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok((self.line, self.headers, self.body)),
        }
    }
}

impl<L: fmt::Debug> fmt::Debug for MessageWriter<L> {
    /// Shows no header and no byte of the body: members may be sensitive.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageWriter")
            .field("line", &self.line)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

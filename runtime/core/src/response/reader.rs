//! Deserializes an output or an error from a response.

use super::Response;
use crate::codec::Slot;
use crate::message::MessageReader;

/// Deserializes an output or an error from a [`Response`], member by member.
///
/// A value that does not match the model is an error, which [`finish`](Self::finish) returns, so that the
/// functions for members have no results to check. An output with such an error cannot be read; an error
/// of the service only lacks the member.
///
/// ```
/// use whitesmith_runtime::{HeaderMap, Response, ResponseReader};
///
/// let headers = HeaderMap::from_iter([("x-count".parse()?, "3".parse()?)]);
/// let response = Response::new(200, headers, "Sales");
/// let (mut count, mut name, mut status) = (0, None::<String>, 0);
///
/// let mut reader = ResponseReader::new(&response);
/// reader.header("X-Count", &mut count);
/// reader.status(&mut status);
/// reader.text_payload(&mut name);
/// reader.finish()?;
/// assert_eq!((count, status, name.as_deref()), (3, 200, Some("Sales")));
///
/// let mut is_large = false;
/// let mut reader = ResponseReader::new(&response);
/// reader.header("X-Count", &mut is_large);
/// assert_eq!(reader.finish().unwrap_err().to_string(), "X-Count: expected true or false");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type ResponseReader<'r> = MessageReader<'r, StatusLine>;

/// The part of a response that a request does not have.
#[derive(Clone, Copy, Debug)]
pub struct StatusLine {
    status: u16,
}

impl<'r> ResponseReader<'r> {
    /// Creates a reader of a response.
    #[must_use]
    pub fn new(response: &'r Response) -> Self {
        let line = StatusLine { status: response.status() };
        Self::starting(line, response.header_map(), response.body())
    }

    /// Reads the HTTP status, for a member with the `httpResponseCode` trait.
    pub fn status(&mut self, slot: &mut impl Slot<i32>) {
        slot.put(Some(i32::from(self.line.status)));
    }
}

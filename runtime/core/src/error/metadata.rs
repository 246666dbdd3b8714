//! What all errors of a service have in common: code, message, request ids and HTTP status.

use std::fmt;

use crate::protocol::ErrorHead;
use crate::{ParseError, ResponseMetadata};

/// What a service says about an error, modeled or not: the code, the message, the request ids and
/// the HTTP status.
///
/// Its `Display` is one line that says what happened:
///
/// ```
/// use whitesmith_runtime::protocol::RestJson1;
/// use whitesmith_runtime::{ErrorMetadata, HeaderMap, Response};
///
/// let body = r#"{"__type": "com.example#NotFoundException", "Message": "No such account."}"#;
/// let metadata = ErrorMetadata::read::<RestJson1>(&Response::new(404, HeaderMap::new(), body));
/// assert_eq!(metadata.code(), Some("NotFoundException"));
/// assert_eq!(metadata.to_string(), "NotFoundException: No such account. (HTTP 404)");
///
/// let page = "<html><h1>Bad Gateway</h1></html>"; // of a proxy
/// let metadata = ErrorMetadata::read::<RestJson1>(&Response::new(502, HeaderMap::new(), page));
/// assert_eq!(metadata.to_string(), "HTTP 502 without an error code: Bad Gateway");
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct ErrorMetadata(Box<Fields>);

/// Boxed, so that the error does not make the result of a call large.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fields {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    extended_request_id: Option<String>,
    status: u16,
    /// The start of a body that has neither a code nor a message.
    excerpt: String,
    parse_error: Option<ParseError>,
}

impl ErrorMetadata {
    /// Creates the metadata of an error, for tests of code that handles errors.
    ///
    /// ```
    /// use whitesmith_runtime::ErrorMetadata;
    ///
    /// let metadata = ErrorMetadata::new(429, "ThrottlingException", "Rate exceeded");
    /// assert_eq!(metadata.to_string(), "ThrottlingException: Rate exceeded (HTTP 429)");
    /// ```
    pub fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (Some(code.into()), Some(message.into()));
        Self(Box::new(Fields { code, message, status, ..Fields::default() }))
    }

    /// The metadata of an error with this head.
    pub(super) fn of(response: &ResponseMetadata, head: ErrorHead<'_>) -> Self {
        let mut metadata = Self::from(response);
        let ErrorHead { code, query_code, message, excerpt, .. } = head;
        let code = query_code.map_or_else(|| code.into_owned(), Into::into);
        metadata.0.code = Some(code).filter(|code| !code.is_empty());
        metadata.0.message = message;
        metadata.0.excerpt = excerpt;
        let fields = &mut metadata.0;
        fields.request_id = fields.request_id.take().or(head.request_id);
        fields.extended_request_id = fields.extended_request_id.take().or(head.extended_request_id);
        metadata
    }

    pub(super) fn set_excerpt(&mut self, excerpt: String) {
        self.0.excerpt = excerpt;
    }

    /// The start of a body that has neither a code nor a message; empty if there is nothing to show.
    #[doc(hidden)]
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// The same without the message and without an excerpt of the body, for a message that is sensitive.
    #[must_use]
    pub fn without_message(mut self) -> Self {
        self.0.message = None;
        self.set_excerpt(String::new());
        self
    }

    /// The same with this message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Keeps an error of deserialization, unless there is one already.
    pub(super) fn keep(&mut self, error: ParseError) {
        self.0.parse_error.get_or_insert(error);
    }

    /// The error code, such as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The message of the service.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The request id. Quote it in support cases.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The extended request id of S3 and some other services, `x-amz-id-2`. Quote both in support cases.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<&str> {
        self.0.extended_request_id.as_deref()
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The first error of deserialization, if a part of the response could not be read. The members
    /// concerned are absent.
    #[must_use]
    pub fn parse_error(&self) -> Option<&ParseError> {
        self.0.parse_error.as_ref()
    }
}

impl fmt::Debug for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorMetadata")
            .field("code", &self.0.code)
            .field("message", &self.0.message)
            .field("request_id", &self.0.request_id)
            .field("extended_request_id", &self.0.extended_request_id)
            .field("status", &self.0.status)
            .field("excerpt", &self.0.excerpt)
            .field("parse_error", &self.0.parse_error)
            .finish()
    }
}

impl fmt::Display for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fields { code, message, excerpt, parse_error, .. } = &*self.0;
        let ids = self.ids();
        let status = self.status();
        match (code, message) {
            (Some(code), Some(message)) => write!(f, "{code}: {message} (HTTP {status}{ids})")?,
            (Some(text), None) | (None, Some(text)) => write!(f, "{text} (HTTP {status}{ids})")?,
            (None, None) if excerpt.is_empty() && parse_error.is_none() => {
                write!(f, "HTTP {status} without an error code or a body{ids}")?;
            }
            (None, None) => write!(f, "HTTP {status} without an error code{ids}")?,
        }
        match parse_error {
            // The excerpt says more about an unexpected body than the parse error.
            _ if message.is_none() && !excerpt.is_empty() => write!(f, ": {excerpt}"),
            Some(error) => write!(f, "; the error could not be read completely: {error}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ErrorMetadata {}

/// Takes the status and the request ids of a response, whatever its body holds.
impl From<&ResponseMetadata> for ErrorMetadata {
    fn from(response: &ResponseMetadata) -> Self {
        Self(Box::new(Fields {
            request_id: response.request_id().map(Into::into),
            extended_request_id: response.extended_request_id().map(Into::into),
            status: response.status(),
            ..Fields::default()
        }))
    }
}

impl ErrorMetadata {
    /// The request ids, as the end of a list.
    fn ids(&self) -> String {
        let mut ids = String::new();
        for (what, id) in
            [("request id", self.request_id()), ("extended request id", self.extended_request_id())]
        {
            ids.extend(id.map(|id| format!(", {what} {id}")));
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_word_large() {
        assert_eq!(size_of::<ErrorMetadata>(), size_of::<usize>());
    }
}

//! What all errors of a service have in common: an error response in, its code, message and request
//! id out.

use std::fmt;

use http::HeaderMap;

use crate::{ParseError, Response};

/// The longest excerpt of a body that an error shows.
const EXCERPT: usize = 100;

/// The headers that may hold the request id, the first one that is there counts.
const REQUEST_ID: [&str; 2] = ["x-amzn-requestid", "x-amz-request-id"];

/// What a service says about an error, modeled or not: the code, the message, the request id and
/// the HTTP status.
///
/// Its `Display` is one line that says what happened:
///
/// ```
/// use whitesmith_runtime::{ErrorMetadata, HeaderMap, Response};
///
/// let body = r#"{"__type": "com.example#NotFoundException", "Message": "No such account."}"#;
/// let metadata = ErrorMetadata::from(&Response::new(404, HeaderMap::new(), body));
/// assert_eq!(metadata.code(), Some("NotFoundException"));
/// assert_eq!(metadata.to_string(), "NotFoundException: No such account. (HTTP 404)");
///
/// let metadata = ErrorMetadata::from(&Response::new(502, HeaderMap::new(), "<html>Bad Gateway"));
/// assert_eq!(metadata.to_string(), "HTTP 502 without an error code: <html>Bad Gateway");
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct ErrorMetadata(Box<Fields>);

/// Boxed, for an error is the rare case of a result and should not make the result large.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fields {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    status: u16,
    excerpt: String,
    parse_error: Option<ParseError>,
}

impl ErrorMetadata {
    /// What a service would say with this code: for the tests of code that handles errors.
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

    /// What a response says apart from its body.
    pub(super) fn of_head(response: &Response) -> Self {
        Self(Box::new(Fields {
            request_id: request_id(response),
            status: response.status(),
            excerpt: excerpt(response.body().as_bytes().map_or(b"", |body| body)),
            ..Fields::default()
        }))
    }

    pub(super) fn set_code(&mut self, code: Option<String>) {
        self.0.code = code;
    }

    /// The same without the message, where the message is sensitive.
    #[must_use]
    pub fn without_message(mut self) -> Self {
        self.set_message(None);
        self
    }

    /// The same with this message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.set_message(Some(message.into()));
        self
    }

    pub(super) fn set_message(&mut self, message: Option<String>) {
        self.0.message = message;
    }

    /// Keeps the first thing about the response that could not be read.
    pub(super) fn keep(&mut self, error: ParseError) {
        self.0.parse_error.get_or_insert(error);
    }

    /// The name of the error, such as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What the service says about the error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// What the service calls the request; its operators ask for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// What could not be read of the response, if anything. The members concerned are absent.
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
            .field("status", &self.0.status)
            .field("parse_error", &self.0.parse_error)
            .finish()
    }
}

impl fmt::Display for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fields { code, message, request_id, status, excerpt, parse_error } = &*self.0;
        let request_id =
            request_id.as_ref().map(|id| format!(", request id {id}")).unwrap_or_default();
        match (code, message) {
            (Some(code), Some(message)) => {
                write!(f, "{code}: {message} (HTTP {status}{request_id})")?;
            }
            (Some(text), None) | (None, Some(text)) => {
                write!(f, "{text} (HTTP {status}{request_id})")?;
            }
            (None, None) if excerpt.is_empty() => {
                return write!(f, "HTTP {status} without an error code or a body{request_id}");
            }
            // The excerpt shows better than the parse error what came instead.
            (None, None) => {
                return write!(f, "HTTP {status} without an error code{request_id}: {excerpt}");
            }
        }
        match parse_error {
            Some(error) => write!(f, "; the error could not be read completely: {error}"),
            None => Ok(()),
        }
    }
}

/// What the service calls the request, if it says so.
pub(crate) fn request_id(response: &Response) -> Option<String> {
    REQUEST_ID.iter().find_map(|name| text(response.header_map(), name))
}

/// The text of a header, if it has one.
pub(super) fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The start of a body, on one line.
fn excerpt(body: &[u8]) -> String {
    let start = body.get(..EXCERPT * 4).unwrap_or(body);
    let text = String::from_utf8_lossy(start);
    let mut excerpt = String::new();
    for character in text.trim().chars().take(EXCERPT) {
        match character {
            ' ' => excerpt.push(' '),
            shown if !shown.is_control() && !shown.is_whitespace() => excerpt.push(shown),
            hidden => excerpt.extend(hidden.escape_default()),
        }
    }
    if body.len() > start.len() || text.trim().chars().count() > EXCERPT {
        excerpt.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_short_and_on_one_line() {
        for (body, expected) in [
            (&b" <p>\n\t\x1b[31m "[..], "<p>\\n\\t\\u{1b}[31m"),
            (b"a\xffb", "a\u{fffd}b"),
            (b"\r\n", ""),
            (b"", ""),
        ] {
            assert_eq!(excerpt(body), expected);
        }
        assert_eq!(excerpt(&[b'x'; 100]), "x".repeat(100));
        assert_eq!(excerpt(&[b'x'; 101]), format!("{}…", "x".repeat(100)));
        assert_eq!(excerpt("é".repeat(1000).as_bytes()), format!("{}…", "é".repeat(100)));
    }

    #[test]
    fn it_is_one_word_large() {
        assert_eq!(size_of::<ErrorMetadata>(), size_of::<usize>());
    }
}

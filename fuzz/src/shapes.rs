//! Checks that the readers of the crate `shapes` return a value or an error for a response: a
//! status, headers and, after an empty line, a body.

use end_to_end::readers::READERS;
use whitesmith_runtime::{HeaderMap, HeaderName, HeaderValue, Response};

/// Reads a response with all readers.
///
/// # Panics
///
/// When an invariant does not hold.
pub fn shapes(data: &[u8]) {
    let response = response(data);
    for reader in READERS {
        let fault = (reader.fault)(&response);
        let shown = (reader.show)(&response);
        assert!(!shown.is_empty(), "{}", reader.operation);
        if let Some(error) = fault {
            let message = error.to_string();
            assert!(message.starts_with(error.path()), "{}: {message}", reader.operation);
            assert!(message.len() > error.path().len(), "{}: {message}", reader.operation);
        }
    }
}

/// Builds a response. Lines that are not headers are skipped, so that every mutation is a response.
fn response(data: &[u8]) -> Response {
    let mut lines = data.split(|byte| *byte == b'\n');
    let mut read = 0;
    let mut next = || {
        let line = lines.next()?;
        read += line.len() + 1;
        Some(line).filter(|line| !line.is_empty())
    };
    let status = next().and_then(|line| str::from_utf8(line).ok()?.parse().ok()).unwrap_or(200);
    let mut headers = HeaderMap::new();
    while let Some(line) = next() {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let (name, value) = line.split_at(colon);
        let value = value.get(1..).unwrap_or_default();
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name), HeaderValue::from_bytes(value))
        {
            headers.append(name, value);
        }
    }
    Response::new(status, headers, data.get(read..).unwrap_or_default().to_vec())
}

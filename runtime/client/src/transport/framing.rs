//! Completes a request for HTTP libraries, or rejects one that cannot be sent.

use http::HeaderValue;
use http::header::CONTENT_LENGTH;

use super::{TransportError, TransportErrorKind};
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::{excerpt, headers, sends_content};

/// Checks that the URI is absolute, and adds `content-length: 0` to an empty request whose method
/// expects content, as many servers require it (RFC 9110, section 8.6).
pub(super) fn framed(
    mut request: http::Request<ByteStream>,
) -> Result<http::Request<ByteStream>, TransportError> {
    if request.uri().authority().is_none() || request.uri().scheme().is_none() {
        return Err(TransportError::new(
            TransportErrorKind::Request,
            format!("`{}` is not an absolute URI", excerpt(request.uri().path())),
        ));
    }
    if request.body().is_empty()
        && sends_content(request.method())
        && !request.headers().contains_key(CONTENT_LENGTH)
    {
        headers::set(request.headers_mut(), CONTENT_LENGTH, HeaderValue::from_static("0"))
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    }
    Ok(request)
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    fn length_of(method: Method, body: ByteStream) -> Option<String> {
        let mut request = http::Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = http::Uri::from_static("http://localhost/");
        let request = framed(request).unwrap();
        request.headers().get(CONTENT_LENGTH).map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn an_empty_body_is_announced_where_one_is_expected() {
        assert_eq!(length_of(Method::POST, ByteStream::default()), Some("0".to_owned()));
        assert_eq!(length_of(Method::PUT, ByteStream::from("")), Some("0".to_owned()));
        assert_eq!(length_of(Method::GET, ByteStream::default()), None);
        assert_eq!(length_of(Method::DELETE, ByteStream::default()), None);
        assert_eq!(length_of(Method::POST, ByteStream::from("{}")), None);
    }

    #[test]
    fn a_request_says_where_it_goes() {
        let request = http::Request::new(ByteStream::default());
        assert_eq!(framed(request).unwrap_err().kind(), TransportErrorKind::Request);
    }
}

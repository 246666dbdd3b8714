//! The transport over a `reqwest::Client`.

#[cfg_attr(not(all(target_family = "wasm", target_os = "unknown")), path = "reqwest/native.rs")]
#[cfg_attr(all(target_family = "wasm", target_os = "unknown"), path = "reqwest/web.rs")]
mod platform;

use super::failure::transport_error;
use super::framing::framed;
use super::{BoxFuture, Transport, TransportError, TransportErrorKind};
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::VerbatimPath;

/// Why a request is not sent whose path has dot segments that belong to a name.
const NORMALIZED: &str =
    "reqwest removes the segments `.` and `..` from paths: use another transport for such names";

/// An asynchronous transport over a [`reqwest::Client`] of the application, with its proxies, TLS
/// and timeouts. A `reqwest::Client` has no connect timeout unless it is built with
/// `connect_timeout`, and its `timeout` and `read_timeout` limit how long a service may take to
/// respond. It removes the segments `.` and `..` from paths, so that a key of an S3 object with such a segment
/// is an error with this transport. The client of this crate enforces the stall timeout
/// ([`Config::stall_timeout`](crate::Config::stall_timeout)).
///
/// It must not follow redirects: a redirect is a response of the service, and a request that followed
/// it would have the wrong signature. reqwest adds `accept: */*` to requests without that header, and
/// decompresses responses if its features for that are enabled.
///
/// On `wasm32-unknown-unknown` reqwest sends requests with `fetch`: the host follows redirects and
/// decompresses responses, reads the body of a request into memory before it is sent, and does not say why a
/// request failed. A request that cannot be built has the kind [`TransportErrorKind::Request`], an elapsed
/// timeout [`TransportErrorKind::Timeout`], and any other failure [`TransportErrorKind::Interrupted`]. In a browser
/// the service must allow the origin, the request headers and the response headers (CORS).
///
/// ```
/// use std::time::Duration;
/// use whitesmith_client::ReqwestTransport;
///
/// let client = reqwest::Client::builder()
///     .redirect(reqwest::redirect::Policy::none())
///     .connect_timeout(Duration::from_secs(3))
///     .build()?;
/// let transport = ReqwestTransport(client);
/// # Ok::<(), reqwest::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ReqwestTransport(pub reqwest::Client);

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        platform::boxed(self.exchange(request))
    }
}

impl ReqwestTransport {
    async fn exchange(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        let (head, body) = framed(request)?.into_parts();
        let request = http::Request::from_parts(head, platform::outgoing(body).await?);
        let is_verbatim = request.extensions().get::<VerbatimPath>().is_some();
        let path = request.uri().path().to_owned();
        let request = reqwest::Request::try_from(request).map_err(ours)?;
        if is_verbatim && request.url().path() != path {
            return Err(TransportError::new(TransportErrorKind::Request, NORMALIZED));
        }
        let response = self.0.execute(request).await.map_err(ours)?;
        Ok(platform::incoming(response))
    }
}

/// Removes the URL from the error, as it may contain a signature.
fn ours(error: reqwest::Error) -> TransportError {
    transport_error(error.without_url())
}

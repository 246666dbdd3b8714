//! A `reqwest` client in; a transport out.

use super::failure::transport_error;
use super::framing::framed;
use super::received::received;
use super::{BoxFuture, Transport, TransportError};
use crate::ByteStream;

/// Carries requests with a [`reqwest::Client`] of the application, in the way that it was built: its
/// proxies, its TLS, its timeouts. A `reqwest::Client` has no limit for connecting unless it is built
/// with `connect_timeout`, and its `timeout` and `read_timeout` limit how long a service may work. The
/// client of this crate notices transfers that stall
/// ([`Config::stall_timeout`](crate::client::Config::stall_timeout)).
///
/// Build it with `redirect(reqwest::redirect::Policy::none())`: an answer that redirects is an
/// answer of the service, and the request that followed it would have the wrong signature. A client
/// of reqwest adds `accept: */*` to requests without that header, and decompresses responses if it
/// was compiled to.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(pub reqwest::Client);

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            let request = framed(request)?.map(|body| {
                if body.is_empty() { reqwest::Body::default() } else { reqwest::Body::wrap(body) }
            });
            let request = reqwest::Request::try_from(request).map_err(ours)?;
            let response = self.0.execute(request).await.map_err(ours)?;
            Ok(received(http::Response::<reqwest::Body>::from(response)))
        })
    }
}

/// The address is in the request, and may carry a signature.
fn ours(error: reqwest::Error) -> TransportError {
    transport_error(error.without_url())
}

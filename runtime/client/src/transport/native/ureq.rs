//! The blocking transport over ureq and rustls.

mod body;
mod patience;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::HeaderValue;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::uri::Scheme;
use rustls::pki_types::CertificateDer;
use ureq::config::ConfigBuilder;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::typestate::HttpCrateScope;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, DefaultConnector};
use ureq::{Agent, SendBody, Timeout};

use self::body::{Incoming, Outgoing};
use self::patience::PatientConnector;
use super::roots::Roots;
use crate::CallInfo;
use crate::platform::FOREVER;
use crate::transport::failure::kind_of;
use crate::transport::framing::framed;
use crate::{BlockingTransport, TransportError, TransportErrorKind};
use whitesmith_runtime::internal::headers;
use whitesmith_runtime::{BuildError, ByteStream};

/// The default connect timeout, which is that of the AWS SDKs.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// A blocking transport over ureq and rustls: HTTP/1.1, with TLS for `https`. Clones share a
/// connection pool.
///
/// It adds to requests only what HTTP requires (`host` and the length of the body), follows no
/// redirects and decompresses nothing.
///
/// The timeout of the attempt, [`CallInfo::timeout`], covers the body of the response too; if the
/// output is streamed, it covers the head, and each read of the body. [`CallInfo::stall_timeout`]
/// limits each write of the request, and each read of the response after its first byte. Nothing else
/// limits how long the service takes until its response begins, not even TCP keep-alive: where
/// connections can die silently, set
/// [`Config::attempt_timeout`](crate::Config::attempt_timeout).
///
/// The body of a request with the header `expect: 100-continue` is sent when the server asks for it, or
/// after 1 s.
///
/// `https` requests use the proxy of the first of the environment variables `ALL_PROXY`,
/// `HTTPS_PROXY` and `HTTP_PROXY`, unless `NO_PROXY` contains the host. `http` requests use no proxy,
/// as they go to loopback addresses and to the instance metadata service.
///
/// At the level `trace` of the crate `log`, ureq-proto logs every byte that is sent, including tokens
/// and signatures. At `debug` and above no secrets are logged.
///
/// ```
/// use std::time::Duration;
/// use whitesmith_client::UreqTransport;
///
/// let transport = UreqTransport::new().connect_timeout(Duration::from_secs(1));
/// ```
#[derive(Clone)]
#[doc(alias = "pool")]
pub struct UreqTransport(Arc<Inner>);

struct Inner {
    roots: Roots,
    connect_timeout: Duration,
    /// Set up by the first request.
    agent: OnceLock<Agent>,
}

impl UreqTransport {
    /// Creates a transport that trusts the public certificate authorities: Mozilla's list, which is
    /// compiled in, or with the feature `native-roots` those of the platform.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Roots::default(), CONNECT_TIMEOUT)
    }

    /// Creates a transport that trusts only the certificates in `pem`.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] if `pem` contains no certificate, or a malformed one.
    pub fn with_roots(pem: &[u8]) -> io::Result<Self> {
        Ok(Self::with(Roots::from_pem(pem)?, CONNECT_TIMEOUT))
    }

    /// Creates a transport that trusts only the certificates in a PEM file. The file is read by the
    /// first `https` request, which fails if the file cannot be read.
    #[must_use]
    pub fn with_roots_file(path: impl Into<PathBuf>) -> Self {
        Self::with(Roots::File(path.into()), CONNECT_TIMEOUT)
    }

    /// Sets the timeouts of DNS, and of connecting with TCP and TLS; 3.1 s each by default. What
    /// takes longer fails with [`TransportErrorKind::Connect`].
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self::with(self.0.roots.clone(), connect_timeout.min(FOREVER))
    }

    fn with(roots: Roots, connect_timeout: Duration) -> Self {
        Self(Arc::new(Inner { roots, connect_timeout, agent: OnceLock::new() }))
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Inner {
    /// Returns the agent. It is set up by the first request that needs the certificates or can read
    /// them.
    fn agent(&self, is_plain: bool) -> io::Result<Agent> {
        if let Some(agent) = self.agent.get() {
            return Ok(agent.clone());
        }
        match self.roots.certificates() {
            Ok(roots) => Ok(self.agent.get_or_init(|| self.set_up(roots)).clone()),
            Err(_) if is_plain => Ok(self.set_up(None)),
            Err(error) => Err(error),
        }
    }

    fn set_up(&self, roots: Option<Vec<CertificateDer<'static>>>) -> Agent {
        let roots = match roots {
            Some(roots) => roots.iter().map(|root| Certificate::from_der(root).to_owned()).into(),
            None => RootCerts::WebPki,
        };
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .timeout_resolve(Some(self.connect_timeout))
            .timeout_connect(Some(self.connect_timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            // Empty: ureq adds no headers.
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .build();
        let connector = DefaultConnector::default().chain(PatientConnector);
        Agent::with_parts(config, connector, DefaultResolver::default())
    }
}

impl BlockingTransport for UreqTransport {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        let mut request = framed(request)?;
        let no_agent = |error| TransportError::new(TransportErrorKind::Connect, error);
        let is_plain = request.uri().scheme() == Some(&Scheme::HTTP);
        let agent = self.0.agent(is_plain).map_err(no_agent)?;
        announce_length(&mut request)
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
        let times = Times::of(request.extensions().get::<CallInfo>());
        let request = request.map(|body| {
            if body.is_empty() {
                SendBody::none()
            } else {
                SendBody::from_owned_reader(Outgoing::new(body))
            }
        });
        let settings = agent.configure_request(request);
        let settings = if is_plain { settings.proxy(None) } else { settings };
        let response = agent.run(times.set(settings)).map_err(|error| match &error {
            // The TLS handshake failed, so nothing was sent.
            ureq::Error::Io(cause) if is_tls(cause) => {
                TransportError::new(TransportErrorKind::Connect, error)
            }
            _ => ours(error, times.kind_of_pause()),
        })?;
        Ok(response.map(|body| match body.content_length() {
            Some(0) => ByteStream::default(),
            _ => ByteStream::new(Incoming::new(body, times.kind_of_pause())),
        }))
    }
}

/// The timeouts of an exchange.
#[derive(Clone, Copy)]
struct Times {
    /// Of all of it.
    whole: Option<Duration>,
    /// Of the head of the response, if the output is streamed.
    head: Option<Duration>,
    stall: Option<Duration>,
}

impl Times {
    fn of(call: Option<&CallInfo>) -> Self {
        let Some(call) = call else { return Self { whole: None, head: None, stall: None } };
        let stall = call.stall_timeout;
        if call.streams_output {
            Self { whole: None, head: call.timeout, stall }
        } else {
            Self { whole: call.timeout, head: None, stall }
        }
    }

    /// Returns the timeout of each read and write. If the output is streamed, it is the only limit
    /// for reading the body of an error response.
    fn pause(self) -> Option<Duration> {
        match (self.stall, self.head) {
            (Some(stall), Some(head)) => Some(stall.min(head)),
            (stall, head) => stall.or(head),
        }
    }

    /// Returns the kind of error that such a timeout means.
    fn kind_of_pause(self) -> TransportErrorKind {
        if self.pause() == self.stall {
            TransportErrorKind::Stalled
        } else {
            TransportErrorKind::Timeout
        }
    }

    fn set(
        self,
        request: ConfigBuilder<HttpCrateScope<SendBody<'static>>>,
    ) -> http::Request<SendBody<'static>> {
        request
            .timeout_global(self.whole)
            .timeout_recv_response(self.head)
            .timeout_per_read(self.pause())
            .timeout_per_write(self.pause())
            .build()
    }
}

/// Sets `content-length`, as ureq does not know the length of a reader.
fn announce_length(request: &mut http::Request<ByteStream>) -> Result<(), BuildError> {
    let is_announced = request.headers().contains_key(CONTENT_LENGTH)
        || request.headers().contains_key(TRANSFER_ENCODING);
    if let (false, Some(len @ 1..)) = (is_announced, request.body().len()) {
        headers::set(request.headers_mut(), CONTENT_LENGTH, HeaderValue::from(len))?;
    }
    Ok(())
}

fn is_tls(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
}

/// Whether DNS found no address. The standard library has no error kind for it, but this message, or
/// on Windows the codes of Winsock.
fn is_unknown_name(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && (11001..=11004).contains(&code),
        None => error.to_string().starts_with("failed to lookup address information"),
    }
}

fn ours(error: impl Into<ureq::Error>, of_pause: TransportErrorKind) -> TransportError {
    let error = error.into();
    let kind = match &error {
        ureq::Error::Io(error) if is_unknown_name(error) => TransportErrorKind::Connect,
        ureq::Error::Io(error) => kind_of(error),
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::InvalidProxyUrl
        | ureq::Error::Tls(_)
        | ureq::Error::TlsRequired
        | ureq::Error::Rustls(_)
        | ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => TransportErrorKind::Connect,
        ureq::Error::Timeout(Timeout::PerRead | Timeout::PerWrite) => of_pause,
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::Http(_) | ureq::Error::BadUri(_) | ureq::Error::BodyExceedsLimit(_) => {
            TransportErrorKind::Request
        }
        ureq::Error::Protocol(_)
        | ureq::Error::LargeResponseHeader(..)
        | ureq::Error::BodyStalled => TransportErrorKind::Response,
        // The enum is non-exhaustive; the other errors belong to settings that are not used here.
        _ => TransportErrorKind::Other,
    };
    let is_at_limit =
        matches!(error, ureq::Error::Timeout(_)) && kind == TransportErrorKind::Timeout;
    let error = TransportError::new(kind, error);
    // The attempt's timeout is the only one of these kinds that is set here.
    if is_at_limit { error.at_limit() } else { error }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport")
            .field("connect_timeout", &self.0.connect_timeout)
            .finish_non_exhaustive()
    }
}

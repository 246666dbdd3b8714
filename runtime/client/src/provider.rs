//! The requests of credentials providers and token providers. They are sent by the machine of ordinary
//! calls, with its retries, backoff and clock skew correction.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::{HeaderName, HeaderValue, USER_AGENT};

use super::authorize::Authorization;
use super::call_error::Failure;
use super::drive::{Driver, Reading};
use super::machine::{Circumstances, Limits, Located, Machine};
use super::observe::Span;
use super::retry::{Reason, RetryRules, Verdict};
use super::user_agent::of_providers;
use super::{
    CallInfo, Context, CredentialsError, Identity, RetryBehavior, Scheme, TransportError,
    TransportErrorKind,
};
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    ByteStream, Document, Endpoint, ErrorMetadata, Response, ResponseError, ServiceError,
};

/// The maximum size in bytes of a response with credentials, far above the usual ones.
pub(super) const MAX_BODY: usize = 1 << 20;

/// How to call a service.
pub struct Exchange<'a> {
    /// What sends and times the request.
    pub context: &'a Context,
    /// The name of the service, as the subject of a sentence.
    pub service: &'static str,
    /// The name of the operation, for transports and tracing.
    pub operation: &'static str,
    /// The timeout of one attempt.
    pub timeout: Duration,
    /// The maximum number of attempts.
    pub attempts: u32,
    /// The generation of the retry behavior.
    pub behavior: RetryBehavior,
    /// The maximum backoff after the first attempt for transient errors. It doubles with each
    /// attempt.
    pub first_delay: Duration,
    /// Whether to retry after failing to connect.
    pub retries_connect: bool,
}

/// A failed exchange.
#[derive(Debug)]
pub enum Failed {
    /// There was no response.
    Unanswered(TransportErrorKind, CredentialsError),
    /// The response is an error, or the request could not be sent.
    Refused(CredentialsError),
}

impl Failed {
    fn shown(&self) -> &dyn fmt::Display {
        match self {
            Self::Unanswered(_, error) | Self::Refused(error) => error,
        }
    }
}

impl From<Failed> for CredentialsError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Unanswered(_, error) | Failed::Refused(error) => error,
        }
    }
}

/// An unusable response, and whether a retry may help.
#[derive(Debug)]
pub struct Refusal {
    error: CredentialsError,
    verdict: Verdict,
}

impl Refusal {
    /// A response that a retry would not change.
    #[must_use]
    pub fn last(error: CredentialsError) -> Self {
        Self { error, verdict: Verdict::Failure }
    }

    /// A response that a retry may change, such as a truncated one.
    #[must_use]
    pub fn passing(error: CredentialsError) -> Self {
        let verdict = Verdict::Retry { reason: Reason::Transient, after: None };
        Self { error, verdict }
    }

    /// Marks the response as one that a retry may change.
    #[must_use]
    pub fn that_passes(self) -> Self {
        Self::passing(self.error)
    }

    /// Reads an error response in JSON, with the members of AWS errors or of OAuth 2.0 (RFC 6749,
    /// section 5.2).
    pub fn of_json(service: &str, response: &Response) -> Self {
        let metadata = ErrorMetadata::read::<RestJson1>(response);
        let members = str::from_utf8(body(response)).ok();
        let members = members.and_then(|text| Document::from_json(text).ok());
        let member = |name: &str| members.as_ref()?.get(name)?.as_str();
        let code = metadata.code().or_else(|| member("error"));
        let message = metadata.message().or_else(|| member("error_description"));
        Self::of_status(service, response, code, message)
    }

    /// Creates the error of a response. Its status and code decide whether it is retried. If there
    /// is neither a code nor a message, the error shows the start of the body, such as the page of
    /// a proxy.
    pub fn of_status(
        service: &str,
        response: &Response,
        code: Option<&str>,
        message: Option<&str>,
    ) -> Self {
        let status = response.status();
        let body = match (code, message) {
            (None, None) => Some(ErrorMetadata::read::<RestJson1>(response)),
            (Some(_), _) | (_, Some(_)) => None,
        };
        let excerpt = body.as_ref().map(ErrorMetadata::excerpt).filter(|text| !text.is_empty());
        let mut text = format!("{service} responded with status {status}");
        for detail in [code, message, excerpt].into_iter().flatten() {
            text.push_str(": ");
            text.push_str(detail);
        }
        let metadata = ErrorMetadata::new(status, code.unwrap_or_default(), "");
        let answered: Result<(), _> = Err(ResponseError::Service(Answered(metadata)));
        let verdict = Verdict::of_response(response, &answered);
        Self { error: CredentialsError::new(text), verdict }
    }
}

/// An error response, as far as it decides about retries.
#[derive(Debug)]
struct Answered(ErrorMetadata);

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Answered {}

impl ServiceError for Answered {
    fn metadata(&self) -> &ErrorMetadata {
        &self.0
    }
}

/// Creates a request without a body.
///
/// # Errors
///
/// The URL cannot be used.
pub fn request(method: Method, url: &str) -> Result<http::Request<ByteStream>, CredentialsError> {
    let request = http::Request::builder().method(method).uri(url);
    let request = request.header(USER_AGENT, of_providers()).body(ByteStream::default());
    request.map_err(|error| CredentialsError::new("the URL is invalid").caused_by(error))
}

/// Adds a header with a secret value, such as a token. `name` describes it in errors.
///
/// # Errors
///
/// The value cannot be that of a header.
pub fn add_secret(
    request: &mut http::Request<ByteStream>,
    header: &'static str,
    value: &str,
    name: &str,
) -> Result<(), CredentialsError> {
    let Ok(mut value) = HeaderValue::from_str(value) else {
        let message = format!("{name} contains characters that are not valid in a header");
        return Err(CredentialsError::new(message));
    };
    value.set_sensitive(true);
    request.headers_mut().insert(HeaderName::from_static(header), value);
    Ok(())
}

/// Returns the body of a response, which is in memory.
pub fn body(response: &Response) -> &[u8] {
    response.body().as_bytes().map_or(b"", |bytes| bytes)
}

/// The machine of a request for credentials, which takes the tokens of its retries from the bucket of the
/// providers.
pub(super) fn machine(
    context: &Context,
    located: Located,
    limits: Limits,
    identity: Arc<dyn Identity>,
    info: CallInfo,
) -> Machine<'_> {
    let around = Circumstances {
        bucket: &context.bucket,
        skew: &context.skew,
        random: &*context.random,
        rate: None,
    };
    let locate = move |_: &Arc<dyn Identity>| Ok(located.clone());
    let schemes = vec![Scheme::Ready(identity)];
    Machine::new(around, limits, schemes, Box::new(locate), info, context.clock.now())
}

impl Exchange<'_> {
    /// Sends a request, and retries it until `read` succeeds or a retry would not help.
    ///
    /// # Errors
    ///
    /// There is no response, or it is not what was requested.
    pub async fn send<T: Send>(
        &self,
        request: http::Request<ByteStream>,
        identity: Option<Arc<dyn Identity>>,
        mut read: impl FnMut(&Response) -> Result<T, Refusal> + Send,
    ) -> Result<T, Failed> {
        let Self { context, service, operation, .. } = *self;
        let driver = Driver { context, timer: &context.sleep, max_response: MAX_BODY };
        let identity = identity.unwrap_or_else(|| Arc::new(Authorization::None));
        let located = Located {
            request,
            endpoint: Endpoint::default(),
            unsigned_payload: false,
            sends_content_sha256: false,
            session: None,
        };
        let info = CallInfo::new(service, operation);
        let mut machine = machine(context, located, self.limits(), identity, info);
        let mut last = None;
        let mut read = |response: Response| match read(&response) {
            Ok(read) => {
                last = Some(Ok(read));
                Verdict::Success
            }
            Err(Refusal { error, verdict }) => {
                last = Some(Err(Failed::Refused(error)));
                verdict
            }
        };
        let mut span = Span::of_call(service, operation);
        let is_error = |response: &Response| !response.is_success();
        let reading = Reading { is_error, read: &mut read };
        let ended = driver.drive(&mut machine, reading, &mut span).await;
        let ended = ended.map_err(|failure| self.failed(failure));
        span.ended(ended.as_ref().err().map(Failed::shown));
        match (ended, last) {
            (Err(failed), _) => Err(failed),
            (Ok(()), Some(result)) => result,
            // The machine never ends like this.
            (Ok(()), None) => Err(Failed::Refused(CredentialsError::new("nothing was sent"))),
        }
    }

    fn limits(&self) -> Limits {
        Limits {
            attempts: self.attempts.max(1),
            retries: RetryRules::new(self.behavior, self.first_delay),
            call: None,
            attempt: Some(self.timeout),
            stall: None,
            retries_connect: self.retries_connect,
            // Fetching credentials twice does no harm.
            is_idempotent: true,
            is_long_poll: false,
        }
    }

    fn failed(&self, failure: Failure) -> Failed {
        let error = match failure {
            Failure::Transport(failure) => failure.error,
            Failure::Timeout(error) => {
                let message = format!("no response within {:?}", error.limit);
                TransportError::new(TransportErrorKind::Timeout, message)
            }
            Failure::Credentials(error) => return Failed::Refused(error),
            Failure::Build(error) => return Failed::Refused(self.unsent().caused_by(error)),
            Failure::Endpoint(error) => return Failed::Refused(self.unsent().caused_by(error)),
        };
        let kind = error.kind();
        let message = format!("{} cannot be reached", self.service);
        Failed::Unanswered(kind, CredentialsError::new(message).caused_by(error))
    }

    fn unsent(&self) -> CredentialsError {
        CredentialsError::new(format!("the request to {} cannot be sent", self.service))
    }
}

//! In: a request to a service that gives credentials. Out: what its answer says. The request is
//! sent by the machine of ordinary calls, so that it has their retries, backoff and clock.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use http::Method;
use http::header::{HeaderName, HeaderValue, USER_AGENT};

use super::{CredentialsCache, CredentialsError};
use crate::client::authorize::{Authorization, SigningScope};
use crate::client::call_error::Failure;
use crate::client::context::Retries;
use crate::client::drive::Driver;
use crate::client::identity::Identity;
use crate::client::machine::{Circumstances, Limits, Located, Machine};
use crate::client::observe::Span;
use crate::client::retry::{Reason, RetryBehavior, RetryRules, Verdict};
use crate::client::scheme::Scheme;
use crate::client::signing_keys::SigningKeys;
use crate::client::user_agent::of_providers;
use crate::client::{CallInfo, Context, Settings, TransportError, TransportErrorKind};
use crate::service::{MAX_ATTEMPTS, TRANSIENT_RETRY_DELAY};
use crate::sigv4::{PathEncoding, PathNormalization};
use crate::{
    ByteStream, Credentials, Document, ErrorMetadata, Response, ResponseError, ServiceError,
};

/// The longest answer that is read: far above any that these services give.
const MAX_BODY: usize = 1 << 20;

/// How long an attempt to reach a service of AWS may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How to talk to a service.
pub(super) struct Exchange<'a> {
    pub(super) context: &'a Context,
    /// Its name, as the subject of a sentence.
    pub(super) service: &'static str,
    /// What it is asked for, for transports.
    pub(super) operation: &'static str,
    /// How long one attempt may take.
    pub(super) timeout: Duration,
    /// How many attempts there are.
    pub(super) attempts: u32,
    pub(super) behavior: RetryBehavior,
    /// The longest wait after the first attempt, if it failed with a transient error; it doubles with
    /// each attempt.
    pub(super) first_delay: Duration,
    /// Whether to try again when there is no connection.
    pub(super) retries_connect: bool,
}

/// Credentials that sign a request, and what the signature is for.
pub(super) struct Signer<'a> {
    pub(super) credentials: &'a Credentials,
    pub(super) service: &'static str,
    pub(super) region: &'a str,
}

/// Why an exchange gave nothing.
#[derive(Debug)]
pub(super) enum Failed {
    /// There was no answer.
    Unanswered(TransportErrorKind, CredentialsError),
    /// The answer is an error, or the request could not be sent.
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

/// An answer that is not what was asked for, and whether another attempt may help.
#[derive(Debug)]
pub(super) struct Refusal {
    error: CredentialsError,
    verdict: Verdict,
}

impl Refusal {
    /// An answer that another attempt would not change.
    pub(super) fn last(error: CredentialsError) -> Self {
        Self { error, verdict: Verdict::Failure }
    }

    /// An answer that another attempt may change, for example one that was cut.
    pub(super) fn passing(error: CredentialsError) -> Self {
        let verdict = Verdict::Retry { reason: Reason::Transient, after: None };
        Self { error, verdict }
    }

    /// The same answer, where it is known that another attempt may change it.
    pub(super) fn that_passes(self) -> Self {
        Self::passing(self.error)
    }

    /// An error response of a `service` that writes JSON, with the members that AWS's errors have, or
    /// those of OAuth 2.0 (RFC 6749, section 5.2).
    pub(super) fn of_json(service: &str, response: &Response) -> Self {
        let metadata = ErrorMetadata::from(response);
        let members = str::from_utf8(body(response)).ok();
        let members = members.and_then(|text| Document::from_json(text).ok());
        let member = |name: &str| members.as_ref()?.get(name)?.as_str();
        let code = metadata.code().or_else(|| member("error"));
        let message = metadata.message().or_else(|| member("error_description"));
        Self::of_status(service, response, code, message)
    }

    /// An error response of `service`. Its status and code decide whether to try again. The error
    /// shows the start of a body without a code and a message, such as the page of a proxy.
    pub(super) fn of_status(
        service: &str,
        response: &Response,
        code: Option<&str>,
        message: Option<&str>,
    ) -> Self {
        let status = response.status();
        let body = match (code, message) {
            (None, None) => Some(ErrorMetadata::from(response)),
            (Some(_), _) | (_, Some(_)) => None,
        };
        let excerpt = body.as_ref().map(ErrorMetadata::excerpt).filter(|text| !text.is_empty());
        let mut text = format!("{service} answered with status {status}");
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

/// What decides whether an error response is retried.
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

/// A request without a body.
pub(super) fn request(
    method: Method,
    url: &str,
) -> Result<http::Request<ByteStream>, CredentialsError> {
    let request = http::Request::builder().method(method).uri(url);
    let request = request.header(USER_AGENT, of_providers()).body(ByteStream::default());
    request.map_err(|error| CredentialsError::new("the URL cannot be used").caused_by(error))
}

/// Adds a header whose value is a secret, such as a token. `name` says what it is.
pub(super) fn add_secret(
    request: &mut http::Request<ByteStream>,
    header: &'static str,
    value: &str,
    name: &str,
) -> Result<(), CredentialsError> {
    let Ok(mut value) = HeaderValue::from_str(value) else {
        let message = format!("{name} has characters that do not fit into a header");
        return Err(CredentialsError::new(message));
    };
    value.set_sensitive(true);
    request.headers_mut().insert(HeaderName::from_static(header), value);
    Ok(())
}

/// The body of an answer, which is in memory.
pub(super) fn body(response: &Response) -> &[u8] {
    response.body().as_bytes().map_or(b"", |bytes| bytes)
}

impl<'a> Exchange<'a> {
    /// An exchange with a service of AWS, whose retries are those that the client is configured with,
    /// or else those of the provider's `settings`.
    pub(super) fn with_aws(
        context: &'a Context,
        service: &'static str,
        operation: &'static str,
        settings: &Settings,
    ) -> Self {
        let Retries { attempts, default_attempts, behavior } = context.retries;
        let attempts = attempts.or(settings.max_attempts).or(default_attempts);
        Self {
            context,
            service,
            operation,
            timeout: TIMEOUT,
            attempts: attempts.unwrap_or(MAX_ATTEMPTS),
            behavior: behavior.or(settings.retry_behavior).unwrap_or_default(),
            first_delay: TRANSIENT_RETRY_DELAY,
            retries_connect: true,
        }
    }
}

impl Exchange<'_> {
    /// Sends a request until `read` gives something, or nothing that another attempt would change.
    pub(super) async fn send<T: Send>(
        &self,
        request: http::Request<ByteStream>,
        signer: Option<Signer<'_>>,
        mut read: impl FnMut(&Response) -> Result<T, Refusal> + Send,
    ) -> Result<T, Failed> {
        let Self { context, service, operation, .. } = *self;
        let cache = signer.as_ref().map(|it| CredentialsCache::new(it.credentials.clone()));
        let driver = Driver {
            context,
            credentials: cache.as_ref(),
            bearer_token: None,
            timer: &context.sleep,
            max_response: MAX_BODY,
        };
        let schemes = match &signer {
            Some(signer) => vec![Scheme::SigV4 { service: signer.service }],
            None => vec![Scheme::Ready(Authorization::None)],
        };
        let locate = move |_: &Scheme, _: Option<&Identity>| {
            let authorization = signer.as_ref().map_or(Authorization::None, Signer::authorization);
            Ok(Located { request: request.clone(), authorization })
        };
        let keys = SigningKeys::default();
        let info = CallInfo::new(service, operation);
        let (around, started) = (self.circumstances(&keys), context.clock.now());
        let mut machine =
            Machine::new(around, self.limits(), schemes, Box::new(locate), info, started);
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
        let ended = driver.drive(&mut machine, &mut read, &mut span).await;
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
            // Credentials that are given twice do no harm.
            is_idempotent: true,
            is_long_poll: false,
        }
    }

    fn circumstances<'k>(&'k self, keys: &'k SigningKeys) -> Circumstances<'k> {
        Circumstances {
            bucket: &self.context.bucket,
            skew: &self.context.skew,
            random: &*self.context.random,
            keys,
            rate: None,
        }
    }

    fn failed(&self, failure: Failure) -> Failed {
        let error = match failure {
            Failure::Transport(failure) => failure.error,
            Failure::Timeout(error) => {
                let message = format!("no answer in {:?}", error.limit);
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

impl Signer<'_> {
    fn authorization(&self) -> Authorization {
        Authorization::SigV4(SigningScope {
            service: self.service.to_owned(),
            region: self.region.to_owned(),
            path_encoding: PathEncoding::Twice,
            path_normalization: PathNormalization::On,
            unsigned_payload: false,
        })
    }
}

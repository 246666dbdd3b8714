//! The state machine of a call: it receives events and returns the next step. It alone decides about
//! attempts, retries, signatures, clock skew and timeouts; it does not sleep, send or read a clock.

mod allowance;
mod limits;
mod located;
mod spent;
mod step;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue};

use super::call_error::{Failure, TimeoutError, TimeoutKind, TransportFailure};
use super::clock_skew::ClockSkew;
use super::random::{Random, fraction};
use super::retry::{Failed, RateLimiter, Reason, RetryAfter, TokenBucket, Verdict};
use super::{
    CallInfo, CredentialsError, Identity, ProvideIdentity, Scheme, TransportError,
    TransportErrorKind,
};
use whitesmith_runtime::EndpointError;
use whitesmith_runtime::internal::headers;

use allowance::Allowance;
pub(super) use limits::Limits;
use located::Destination;
pub(super) use located::{Locate, Located};
use spent::Spent;
pub(super) use step::{Event, Lost, Step};

const SDK_REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

/// What the calls of a client share, as far as the machine decides by it.
pub(super) struct Circumstances<'c> {
    pub(super) bucket: &'c TokenBucket,
    pub(super) skew: &'c ClockSkew,
    pub(super) random: &'c dyn Random,
    /// The rate limiter of the retry mode `adaptive`.
    pub(super) rate: Option<&'c RateLimiter>,
}

/// The state of a call.
pub(super) struct Machine<'c> {
    around: Circumstances<'c>,
    limits: Limits,
    /// The usable auth schemes in order of preference, and the index of the current one.
    schemes: Vec<Scheme>,
    scheme: usize,
    destination: Destination<'c>,
    info: CallInfo,
    spent: Spent,
    attempts: u32,
    /// How many tokens the last retry took from the bucket.
    cost: Option<u32>,
    /// The timeout of the current attempt.
    allowance: Option<Allowance>,
    /// The time of the current attempt's signature.
    signed_at: SystemTime,
    /// Whether clock skew was corrected, which is done once in a call.
    is_corrected: bool,
    /// Whether the next identity is that of the session which the endpoint requires.
    awaits_session: bool,
    /// Whether the rate limiter has admitted the next attempt.
    is_admitted: bool,
    /// How the call ends after the current sleep; `None` for another attempt.
    end: Option<Result<(), Failure>>,
}

/// What follows a failed attempt.
enum Delay {
    /// A retry, after this backoff.
    Retry(Duration),
    /// The end, after this backoff.
    End(Duration),
    /// The end.
    None,
}

impl<'c> Machine<'c> {
    pub(super) fn new(
        around: Circumstances<'c>,
        limits: Limits,
        schemes: Vec<Scheme>,
        locate: Locate<'c>,
        info: CallInfo,
        started: SystemTime,
    ) -> Self {
        Self {
            around,
            limits,
            schemes,
            scheme: 0,
            destination: Destination::new(locate),
            info,
            spent: Spent::since(started),
            attempts: 0,
            cost: None,
            allowance: None,
            signed_at: started,
            is_corrected: false,
            awaits_session: false,
            is_admitted: false,
            end: None,
        }
    }

    /// Returns the step after `event`, when the clock shows `now`.
    pub(super) fn next(&mut self, event: Event, now: SystemTime) -> Step {
        self.spent.until(now);
        match event {
            Event::Started => self.begin(now),
            Event::Slept => match self.end.take() {
                Some(end) => Step::Done(end),
                None => self.begin(now),
            },
            Event::Identified(identity) if std::mem::take(&mut self.awaits_session) => {
                match identity {
                    Ok(session) => self.send(&*session, now),
                    Err(error) => Step::Done(Err(Failure::Credentials(error))),
                }
            }
            Event::Identified(Ok(identity)) => self.locate(&identity, now),
            Event::Identified(Err(error)) if error.is_absent() && self.has_another_scheme() => {
                self.scheme += 1;
                self.identify(now)
            }
            Event::Identified(Err(error)) => Step::Done(Err(Failure::Credentials(error))),
            Event::Unidentified => self.out_of_time(),
            Event::Answered(verdict) => self.judge(verdict, None, now),
            Event::Failed(lost) => self.lose(lost, now),
        }
    }

    /// Handles an attempt without a response.
    fn lose(&mut self, lost: Lost, now: SystemTime) -> Step {
        let Lost { error, was_sent } = lost;
        let exceeded = self.allowance.filter(|allowance| allowance.is_exceeded(&error, now));
        if exceeded.is_some_and(|allowance| allowance.is_of_call) {
            return self.out_of_time();
        }
        let is_safe = self.limits.is_idempotent || !was_sent;
        let verdict = match error.kind() {
            TransportErrorKind::Connect if !self.limits.retries_connect => Verdict::Failure,
            kind => Verdict::of_transport(kind, is_safe),
        };
        let failure = self.failure(error, exceeded.map(|allowance| allowance.time));
        self.judge(verdict, Some(failure), now)
    }

    /// Starts an attempt, or sleeps until the rate limiter admits it.
    fn begin(&mut self, now: SystemTime) -> Step {
        if let Some(delay) = self.admission(now) {
            let is_late = self.is_over_after(delay);
            return if is_late { self.out_of_time() } else { self.sleep(delay) };
        }
        self.identify(now)
    }

    fn sleep(&mut self, delay: Duration) -> Step {
        self.spent.pledge(delay);
        Step::Sleep(delay)
    }

    /// Resolves the identity of the auth scheme, unless it is known.
    fn identify(&mut self, now: SystemTime) -> Step {
        let provider = match self.schemes.get(self.scheme) {
            Some(Scheme::Ready(identity)) => {
                let identity = Arc::clone(identity);
                return self.locate(&identity, now);
            }
            Some(Scheme::Provided(provider)) => Arc::clone(provider),
            // There is always a scheme.
            None => {
                let error = CredentialsError::new("no auth scheme");
                return Step::Done(Err(Failure::Credentials(error)));
            }
        };
        self.ask(provider)
    }

    /// Asks a provider for an identity, within the time that is left.
    fn ask(&self, provider: Arc<dyn ProvideIdentity>) -> Step {
        match self.time_left() {
            Some(Duration::ZERO) => self.out_of_time(),
            left => Step::Identify(provider, left),
        }
    }

    /// Resolves the endpoint for an identity, and the identity of the session that the endpoint requires.
    fn locate(&mut self, identity: &Arc<dyn Identity>, now: SystemTime) -> Step {
        match self.destination.locate(identity).map(|located| located.session.clone()) {
            Ok(Some(session)) => {
                self.awaits_session = true;
                self.ask(session)
            }
            Ok(None) => self.send(&**identity, now),
            Err(failure) => Step::Done(Err(failure)),
        }
    }

    /// Returns how long to sleep until the rate limiter admits the attempt; only once for each
    /// attempt.
    fn admission(&mut self, now: SystemTime) -> Option<Duration> {
        if std::mem::replace(&mut self.is_admitted, true) {
            return None;
        }
        let delay = self.around.rate.map(|rate| rate.acquire(now));
        delay.filter(|delay| !delay.is_zero())
    }

    fn has_another_scheme(&self) -> bool {
        self.scheme + 1 < self.schemes.len()
    }

    fn send(&mut self, identity: &dyn Identity, now: SystemTime) -> Step {
        self.allowance = Allowance::new(self.time_left(), self.limits.attempt, now);
        let timeout = self.allowance.map(|allowance| allowance.time);
        if timeout.is_some_and(|time| time.is_zero()) {
            return self.out_of_time();
        }
        let info = CallInfo { timeout, stall_timeout: self.limits.stall, ..self.info.clone() };
        let attempt = format!("attempt={}; max={}", self.attempts + 1, self.limits.attempts);
        let signed_at = self.around.skew.correct(now);
        // There is always an endpoint.
        let Some(located) = self.destination.last() else {
            return Step::Done(Err(Failure::Endpoint(EndpointError::new("no endpoint"))));
        };
        let mut request = located.request.clone();
        if let Ok(attempt) = HeaderValue::try_from(attempt)
            && let Err(error) = headers::set(request.headers_mut(), SDK_REQUEST, attempt)
        {
            return Step::Done(Err(Failure::Build(error)));
        }
        request.extensions_mut().insert(info.clone());
        let request = identity.authorize(request, &located.signing(signed_at));
        self.attempts += 1;
        self.is_admitted = false;
        self.signed_at = signed_at;
        match request {
            Ok(request) => Step::Send(Box::new(request), info),
            Err(error) => Step::Done(Err(error.into())),
        }
    }

    /// Returns the time left until the call times out.
    fn time_left(&self) -> Option<Duration> {
        self.limits.call.map(|limit| limit.saturating_sub(self.spent.total()))
    }

    /// Whether the call times out during a sleep.
    fn is_over_after(&self, delay: Duration) -> bool {
        self.time_left().is_some_and(|left| left <= delay)
    }

    fn out_of_time(&self) -> Step {
        let limit = self.limits.call.unwrap_or_default();
        Step::Done(Err(Failure::Timeout(self.timeout(TimeoutKind::Call, limit))))
    }

    fn judge(&mut self, verdict: Verdict, failure: Option<Failure>, now: SystemTime) -> Step {
        if let Some(rate) = self.around.rate {
            let throttled = matches!(verdict, Verdict::Retry { reason: Reason::Throttling, .. });
            rate.learn(throttled, now);
        }
        let delay = match verdict {
            Verdict::Success => {
                self.around.bucket.give_back(self.cost);
                return Step::Done(Ok(()));
            }
            Verdict::Failure => Delay::None,
            Verdict::Skewed { service_time } => {
                let helps = self.corrects(service_time, now) && self.may_try_again();
                if helps { Delay::Retry(Duration::ZERO) } else { Delay::None }
            }
            Verdict::Retry { reason, after } => self.delay(reason, after, now),
        };
        match delay {
            Delay::Retry(delay) => self.sleep(delay),
            Delay::End(delay) => {
                self.end = Some(result(failure));
                self.sleep(delay)
            }
            Delay::None => Step::Done(result(failure)),
        }
    }

    /// Measures the clock skew, unless the signature was rejected for another reason. Returns
    /// whether it was measured for the first time in this call.
    fn corrects(&mut self, service_time: SystemTime, now: SystemTime) -> bool {
        // The time of the signature is compared: the local clock may be right again, and the old
        // clock skew wrong.
        if !ClockSkew::is_between(self.signed_at, service_time) {
            return false;
        }
        self.around.skew.learn(service_time, now);
        !std::mem::replace(&mut self.is_corrected, true)
    }

    /// Whether an attempt is left, and the body can be sent again.
    fn may_try_again(&self) -> bool {
        self.attempts < self.limits.attempts && self.can_repeat_body()
    }

    /// Whether the body can be sent again, which a stream cannot.
    pub(super) fn can_repeat_body(&self) -> bool {
        self.destination.last().is_some_and(|located| located.request.body().is_replayable())
    }

    /// Decides whether a failed attempt is retried, and after which backoff.
    fn delay(&mut self, reason: Reason, after: Option<RetryAfter>, now: SystemTime) -> Delay {
        if !self.may_try_again() {
            return Delay::None;
        }
        let rules = self.limits.retries;
        let at = self.around.skew.correct(now);
        let failed = Failed { attempt: self.attempts, reason, after, at };
        let delay = rules.delay(failed, fraction(self.around.random));
        if self.is_over_after(delay) {
            return Delay::None;
        }
        let cost = rules.cost(reason);
        if self.around.bucket.take(cost) {
            self.cost = Some(cost);
            Delay::Retry(delay)
        } else if self.limits.is_long_poll && rules.delays_long_polls() {
            Delay::End(delay)
        } else {
            Delay::None
        }
    }

    /// Returns the failure of an attempt without a response. `exceeded` is its timeout, if that
    /// elapsed.
    fn failure(&self, error: TransportError, exceeded: Option<Duration>) -> Failure {
        let limit = match error.kind() {
            TransportErrorKind::Timeout => exceeded.map(|limit| (TimeoutKind::Attempt, limit)),
            TransportErrorKind::Stalled => {
                self.limits.stall.map(|limit| (TimeoutKind::Stall, limit))
            }
            TransportErrorKind::Connect
            | TransportErrorKind::Interrupted
            | TransportErrorKind::Request
            | TransportErrorKind::Response
            | TransportErrorKind::Other => None,
        };
        if let Some((kind, limit)) = limit {
            return Failure::Timeout(self.timeout(kind, limit));
        }
        Failure::Transport(TransportFailure {
            error,
            operation: self.operation(),
            host: self.host(),
            attempts: self.attempts,
        })
    }

    fn timeout(&self, kind: TimeoutKind, limit: Duration) -> TimeoutError {
        TimeoutError {
            operation: self.operation(),
            host: self.host(),
            limit,
            kind,
            attempts: self.attempts,
        }
    }

    fn operation(&self) -> String {
        format!("{}.{}", self.info.service, self.info.operation)
    }

    /// Returns the host of the request; empty before the endpoint is resolved.
    fn host(&self) -> String {
        let uri = self.destination.last().map(|located| located.request.uri());
        uri.and_then(http::Uri::authority).map(ToString::to_string).unwrap_or_default()
    }

    /// Returns the number of attempts so far.
    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }
}

/// Returns how the call ends after its last attempt: with its response, or with a failure.
fn result(failure: Option<Failure>) -> Result<(), Failure> {
    failure.map_or(Ok(()), Err)
}

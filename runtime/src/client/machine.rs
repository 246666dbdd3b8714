//! How a call goes on: what has happened in, what to do next out. Attempts, retries, signatures,
//! clocks and timeouts are decided here and nowhere else; nothing here waits, sends or looks at a
//! clock.

mod limits;
mod spent;
mod step;

#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue};

use super::authorize::Authorization;
use super::call_error::{Failure, TimeoutError, TimeoutKind, TransportFailure};
use super::clock_skew::ClockSkew;
use super::identity::Identity;
use super::observe::Span;
use super::random::{Random, fraction};
use super::retry::{Failed, RateLimiter, Reason, RetryAfter, TokenBucket, Verdict};
use super::scheme::Scheme;
use super::signing_keys::SigningKeys;
use super::{CallInfo, CredentialsError, TransportError, TransportErrorKind};
use crate::{ByteStream, headers};

pub(super) use limits::Limits;
use spent::Spent;
pub(super) use step::{Event, Lost, Step};

const SDK_REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

/// What the calls of a client share, as far as it decides how they go on.
pub(super) struct Circumstances<'c> {
    pub(super) bucket: &'c TokenBucket,
    pub(super) skew: &'c ClockSkew,
    pub(super) random: &'c dyn Random,
    pub(super) keys: &'c SigningKeys,
    /// In the adaptive mode: how fast to send.
    pub(super) rate: Option<&'c RateLimiter>,
}

/// A request at its endpoint.
#[derive(Debug)]
pub(super) struct Located {
    /// The request, without what changes from one attempt to the next.
    pub(super) request: http::Request<ByteStream>,
    pub(super) authorization: Authorization,
}

/// Resolves the endpoint of a call for an auth scheme and an identity.
pub(super) type Locate<'c> =
    Box<dyn Fn(&Scheme, Option<&Identity>) -> Result<Located, Failure> + Send + 'c>;

/// One call.
pub(super) struct Machine<'c> {
    around: Circumstances<'c>,
    limits: Limits,
    /// The auth schemes that may be used, the preferred one first, and the one in use.
    schemes: Vec<Scheme>,
    scheme: usize,
    locate: Locate<'c>,
    /// The request at the endpoint of this account, once that is known.
    located: Option<(Option<String>, Located)>,
    info: CallInfo,
    spent: Spent,
    attempts: u32,
    /// What the last retry took from the bucket.
    cost: Option<u32>,
    /// How long the attempt under way may take, and whether that is the end of the call's time.
    allowed: Option<(Duration, bool)>,
    /// The time that the attempt under way was signed with.
    signed_at: SystemTime,
    /// A clock is corrected once in a call.
    is_corrected: bool,
    /// The rate allows the next attempt.
    is_admitted: bool,
    /// How the call ends after the wait under way; `None` for another attempt.
    end: Option<Result<(), Failure>>,
}

/// What follows an attempt that failed.
enum Delay {
    /// Another attempt, after this wait.
    Retry(Duration),
    /// The end, after this wait.
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
            locate,
            located: None,
            info,
            spent: Spent::since(started),
            attempts: 0,
            cost: None,
            allowed: None,
            signed_at: started,
            is_corrected: false,
            is_admitted: false,
            end: None,
        }
    }

    /// What to do after `event`, when the clock says `now`.
    pub(super) fn next(&mut self, event: Event, now: SystemTime) -> Step {
        self.spent.until(now);
        match event {
            Event::Started => self.begin(now),
            Event::Slept => match self.end.take() {
                Some(end) => Step::Done(end),
                None => self.begin(now),
            },
            Event::Identified(Ok(identity)) => self.send(Some(&identity), now),
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

    /// Goes on after an attempt without a response.
    fn lose(&mut self, lost: Lost, now: SystemTime) -> Step {
        let kind = lost.error.kind();
        if kind == TransportErrorKind::Timeout && self.allowed.is_some_and(|(_, of_call)| of_call) {
            return self.out_of_time();
        }
        let is_safe = self.limits.is_idempotent || !lost.was_sent;
        let verdict = match kind {
            TransportErrorKind::Connect if !self.limits.retries_connect => Verdict::Failure,
            kind => Verdict::of_transport(kind, is_safe),
        };
        self.judge(verdict, Some(lost.error), now)
    }

    /// Starts an attempt, or waits until the rate allows it.
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

    /// Asks for the identity of the auth scheme, if it needs one.
    fn identify(&mut self, now: SystemTime) -> Step {
        let Some(kind) = self.schemes.get(self.scheme).and_then(Scheme::identity) else {
            return self.send(None, now);
        };
        match self.time_left() {
            Some(Duration::ZERO) => self.out_of_time(),
            left => Step::Identify(kind, left),
        }
    }

    /// How long to wait for the right to send; once for each attempt.
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

    /// The request at the endpoint for this identity.
    fn locate(&mut self, identity: Option<&Identity>) -> Result<&Located, Failure> {
        let account = identity.and_then(Identity::account_id);
        let located = match self.located.take() {
            Some((of, located)) if of.as_deref() == account => located,
            Some(_) | None => match self.schemes.get(self.scheme) {
                Some(scheme) => (self.locate)(scheme, identity)?,
                None => return Err(Failure::Credentials(CredentialsError::new("no auth scheme"))),
            },
        };
        let (_, located) = self.located.insert((account.map(str::to_owned), located));
        Ok(located)
    }

    fn send(&mut self, identity: Option<&Identity>, now: SystemTime) -> Step {
        self.allowed = self.time_for_an_attempt();
        if self.allowed.is_some_and(|(time, _)| time.is_zero()) {
            return self.out_of_time();
        }
        let timeout = self.allowed.map(|(time, _)| time);
        let info = CallInfo { timeout, stall_timeout: self.limits.stall, ..self.info.clone() };
        let attempt = format!("attempt={}; max={}", self.attempts + 1, self.limits.attempts);
        let (signed_at, keys) = (self.around.skew.correct(now), self.around.keys);
        let Located { request, authorization } = match self.locate(identity) {
            Ok(located) => located,
            Err(failure) => return Step::Done(Err(failure)),
        };
        let mut request = request.clone();
        if let Ok(attempt) = HeaderValue::try_from(attempt)
            && let Err(error) = headers::set(request.headers_mut(), SDK_REQUEST, attempt)
        {
            return Step::Done(Err(Failure::Build(error)));
        }
        request.extensions_mut().insert(info.clone());
        let request = authorization.apply(request, identity, signed_at, keys);
        self.attempts += 1;
        self.is_admitted = false;
        self.signed_at = signed_at;
        match request {
            Ok(request) => Step::Send(Box::new(request), info),
            Err(error) => Step::Done(Err(Failure::Credentials(error))),
        }
    }

    /// How much is left of the call's time.
    fn time_left(&self) -> Option<Duration> {
        self.limits.call.map(|limit| limit.saturating_sub(self.spent.total()))
    }

    /// Whether nothing is left of the call's time after a wait.
    fn is_over_after(&self, delay: Duration) -> bool {
        self.time_left().is_some_and(|left| left <= delay)
    }

    fn out_of_time(&self) -> Step {
        let limit = self.limits.call.unwrap_or_default();
        Step::Done(Err(Failure::Timeout(self.timeout(TimeoutKind::Call, limit))))
    }

    /// How long the next attempt may take, and whether that is the end of the call's time.
    fn time_for_an_attempt(&self) -> Option<(Duration, bool)> {
        match (self.time_left(), self.limits.attempt) {
            (Some(left), Some(limit)) if limit < left => Some((limit, false)),
            (Some(left), _) => Some((left, true)),
            (None, Some(limit)) => Some((limit, false)),
            (None, None) => None,
        }
    }

    fn judge(&mut self, verdict: Verdict, error: Option<TransportError>, now: SystemTime) -> Step {
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
                self.end = Some(self.result(error));
                self.sleep(delay)
            }
            Delay::None => Step::Done(self.result(error)),
        }
    }

    /// How the call ends after its last attempt.
    fn result(&self, error: Option<TransportError>) -> Result<(), Failure> {
        // What the service answered is the result.
        error.map_or(Ok(()), |error| Err(self.failure(error)))
    }

    /// Learns what time the service has, unless the signature was refused for something else. Tells
    /// whether that is new in this call.
    fn corrects(&mut self, service_time: SystemTime, now: SystemTime) -> bool {
        // What counts is the time of the signature: the local clock may be right again, and what was
        // learned of it wrong.
        if !ClockSkew::is_between(self.signed_at, service_time) {
            return false;
        }
        self.around.skew.learn(service_time, now);
        !std::mem::replace(&mut self.is_corrected, true)
    }

    /// An attempt is left, and the body can be sent once more.
    fn may_try_again(&self) -> bool {
        self.attempts < self.limits.attempts && self.can_repeat_body()
    }

    /// Whether the body is in memory, and not a stream that is gone once it is sent.
    pub(super) fn can_repeat_body(&self) -> bool {
        let located = self.located.as_ref();
        located.is_some_and(|(_, it)| it.request.body().as_bytes().is_some())
    }

    /// How long to wait after an attempt that failed, if another one may succeed.
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

    fn failure(&self, error: TransportError) -> Failure {
        let limit = match error.kind() {
            TransportErrorKind::Timeout => {
                self.allowed.map(|(limit, _)| (TimeoutKind::Attempt, limit))
            }
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

    /// The host of the request; empty before the endpoint is known.
    fn host(&self) -> String {
        let uri = self.located.as_ref().map(|(_, located)| located.request.uri());
        uri.and_then(http::Uri::authority).map(ToString::to_string).unwrap_or_default()
    }

    /// What the call is observed with.
    pub(super) fn span(&self) -> Span {
        Span::of_call(self.info.service, self.info.operation)
    }

    /// How many attempts were made so far.
    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }
}

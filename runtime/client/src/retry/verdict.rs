//! Classifies how an attempt ended: success, failure, or an error that can be retried.

use std::time::{Duration, SystemTime};

use super::RetryAfter;
use crate::TransportErrorKind;
use whitesmith_runtime::{
    DateTime, HeaderMap, Response, ResponseError, ServiceError, TimestampFormat,
};

/// How an attempt ended, as far as it decides about retries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The service responded with success.
    Success,
    /// An error that a retry would not help.
    Failure,
    /// An error after which the same request may succeed.
    Retry {
        reason: Reason,
        /// How long the service asks to wait.
        after: Option<RetryAfter>,
    },
    /// The service rejected the signature, possibly because of clock skew. `service_time` is its
    /// time.
    Skewed { service_time: SystemTime },
}

/// The kind of a retryable error. It decides about backoff and cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Throttling,
    Transient,
    Timeout,
}

/// The error codes that clock skew can cause, among other things.
const SKEWED: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

impl Verdict {
    /// Classifies a response by the result of reading it.
    pub(crate) fn of_response<T, E: ServiceError>(
        response: &Response,
        result: &Result<T, ResponseError<E>>,
    ) -> Self {
        let error = match result {
            Ok(_) => return Self::Success,
            Err(ResponseError::Parse(_)) => return Self::Failure,
            Err(ResponseError::Service(error)) => error,
        };
        let headers = response.header_map();
        if error.code().is_some_and(|code| SKEWED.contains(&code)) {
            return match date(headers) {
                Some(service_time) => Self::Skewed { service_time },
                None => Self::Failure,
            };
        }
        if !error.is_retryable() {
            return Self::Failure;
        }
        let is_throttling = error.is_throttling();
        let reason = if is_throttling { Reason::Throttling } else { Reason::Transient };
        Self::Retry { reason, after: retry_after(headers) }
    }

    /// Classifies an attempt without a response. After a timeout the service may still carry out the
    /// request, so it is retried only if that `is_safe`.
    pub(crate) fn of_transport(kind: TransportErrorKind, is_safe: bool) -> Self {
        let reason = match kind {
            TransportErrorKind::Connect | TransportErrorKind::Interrupted => {
                Some(Reason::Transient)
            }
            TransportErrorKind::Timeout | TransportErrorKind::Stalled => {
                is_safe.then_some(Reason::Timeout)
            }
            TransportErrorKind::Request
            | TransportErrorKind::Response
            | TransportErrorKind::Other => None,
        };
        reason.map_or(Self::Failure, |reason| Self::Retry { reason, after: None })
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn date(headers: &HeaderMap) -> Option<SystemTime> {
    http_date(header(headers, "date")?)
}

fn http_date(text: &str) -> Option<SystemTime> {
    SystemTime::try_from(DateTime::parse(text, TimestampFormat::HttpDate).ok()?).ok()
}

/// Reads `x-amz-retry-after`, in milliseconds, else `retry-after`, in seconds or as a time on the
/// clock of the service (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<RetryAfter> {
    let number = |name| header(headers, name)?.parse::<u64>().ok();
    let of_aws = number("x-amz-retry-after").map(Duration::from_millis).map(RetryAfter::Aws);
    let seconds = || number("retry-after").map(Duration::from_secs).map(RetryAfter::Http);
    let until = || {
        let until = http_date(header(headers, "retry-after")?)?;
        // The `date` header shows what the clock of the service says.
        Some(match date(headers) {
            Some(now) => RetryAfter::Http(until.duration_since(now).unwrap_or_default()),
            None => RetryAfter::Until(until),
        })
    };
    of_aws.or_else(seconds).or_else(until)
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub)] // What the macro emits.
mod tests {
    use super::*;
    use whitesmith_runtime::protocol::RestJson1;
    use whitesmith_runtime::{ErrorMetadata, ErrorReader, OperationError, ParseError};

    whitesmith_runtime::operation_error! {
        pub enum PingError {}
    }

    fn verdict(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Verdict {
        let pair =
            |(name, value): &(&'static str, &str)| (name.parse().unwrap(), value.parse().unwrap());
        let response = Response::new(status, headers.iter().map(pair).collect(), body);
        let error = PingError::read(ErrorReader::new::<RestJson1>(&response));
        let result: Result<(), _> = Err(ResponseError::Service(error));
        Verdict::of_response(&response, &result)
    }

    fn retry(reason: Reason, after: Option<RetryAfter>) -> Verdict {
        Verdict::Retry { reason, after }
    }

    fn http(seconds: u64) -> RetryAfter {
        RetryAfter::Http(Duration::from_secs(seconds))
    }

    #[test]
    fn responses_are_judged() {
        let throttled = r#"{"code": "ThrottlingException"}"#;
        for (found, expected) in [
            (verdict(404, &[], "{}"), Verdict::Failure),
            (verdict(503, &[], ""), retry(Reason::Transient, None)),
            (verdict(400, &[], throttled), retry(Reason::Throttling, None)),
            (verdict(429, &[("retry-after", "2")], ""), retry(Reason::Throttling, Some(http(2)))),
            (
                verdict(503, &[("retry-after", "2"), ("x-amz-retry-after", "150")], ""),
                retry(Reason::Transient, Some(RetryAfter::Aws(Duration::from_millis(150)))),
            ),
            (
                verdict(503, &[("retry-after", "2"), ("x-amz-retry-after", "-1")], ""),
                retry(Reason::Transient, Some(http(2))),
            ),
        ] {
            assert_eq!(found, expected);
        }
        let response = Response::new(200, HeaderMap::new(), "");
        let read: Result<(), ResponseError<PingError>> = Ok(());
        let unread: Result<(), ResponseError<PingError>> =
            Err(ResponseError::Parse(ParseError::new("", "no")));
        assert_eq!(Verdict::of_response(&response, &read), Verdict::Success);
        assert_eq!(Verdict::of_response(&response, &unread), Verdict::Failure);
    }

    #[test]
    fn a_service_says_until_when_to_wait() {
        let after = |headers: &[(&'static str, &str)]| match verdict(503, headers, "") {
            Verdict::Retry { after, .. } => after,
            other => panic!("{other:?}"),
        };
        let until = ("retry-after", "Fri, 15 Jan 2027 08:00:07 GMT");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_007);
        assert_eq!(after(&[until]), Some(RetryAfter::Until(time)));
        // The clock of the service counts, if its `date` header shows it.
        assert_eq!(after(&[until, ("date", "Fri, 15 Jan 2027 08:00:05 GMT")]), Some(http(2)));
        assert_eq!(after(&[until, ("date", "Fri, 15 Jan 2027 08:01:00 GMT")]), Some(http(0)));
        for text in ["soon", "Fri, 15 Jan", "-1", ""] {
            assert_eq!(after(&[("retry-after", text)]), None, "{text}");
        }
    }

    #[test]
    fn the_time_of_the_service_is_seen() {
        let body = r#"{"code": "RequestTimeTooSkewed"}"#;
        let at = |date: &str| verdict(403, &[("date", date)], body);
        let service_time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        assert_eq!(at("Fri, 15 Jan 2027 08:00:00 GMT"), Verdict::Skewed { service_time });
        assert_eq!(at("once"), Verdict::Failure);
        assert_eq!(verdict(403, &[], body), Verdict::Failure);
    }

    #[test]
    fn transports_are_judged() {
        use TransportErrorKind::{
            Connect, Interrupted, Other, Request, Response, Stalled, Timeout,
        };
        for kind in [Timeout, Stalled] {
            assert_eq!(Verdict::of_transport(kind, true), retry(Reason::Timeout, None));
            assert_eq!(Verdict::of_transport(kind, false), Verdict::Failure);
        }
        for is_safe in [true, false] {
            for kind in [Connect, Interrupted] {
                assert_eq!(Verdict::of_transport(kind, is_safe), retry(Reason::Transient, None));
            }
            for kind in [Other, Request, Response] {
                assert_eq!(Verdict::of_transport(kind, is_safe), Verdict::Failure);
            }
        }
    }

    #[test]
    fn metadata_is_an_error() {
        let error = PingError::from(ErrorMetadata::new(0, "Code", "Message"));
        assert_eq!(error.code(), Some("Code"));
    }
}

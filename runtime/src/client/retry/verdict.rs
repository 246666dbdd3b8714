//! A response or a transport's error in; what it means for the call out.

use std::time::{Duration, SystemTime};

use crate::client::TransportErrorKind;
use crate::{DateTime, HeaderMap, Response, ResponseError, ServiceError, TimestampFormat};

/// What an attempt means for the call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The call has its result.
    Success,
    /// The call has its error: trying again would not help.
    Failure,
    /// The same request may succeed later.
    Retry {
        reason: Reason,
        /// How long the service asks to wait.
        after: Option<Duration>,
    },
    /// The service refuses a signature, perhaps for its time; it says what time it has.
    Skewed { service_time: SystemTime },
}

/// Why an attempt failed, as far as it decides what a retry costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Throttling,
    Transient,
    Timeout,
}

/// The errors that a wrong clock leads to, and other things too.
const SKEWED: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

impl Verdict {
    /// What a response means that was read like this.
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

    /// What it means that there is no response.
    pub(crate) fn of_transport(kind: TransportErrorKind) -> Self {
        let reason = match kind {
            TransportErrorKind::Connect | TransportErrorKind::Interrupted => Reason::Transient,
            TransportErrorKind::Timeout => Reason::Timeout,
            TransportErrorKind::Request
            | TransportErrorKind::Response
            | TransportErrorKind::Other => return Self::Failure,
        };
        Self::Retry { reason, after: None }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn date(headers: &HeaderMap) -> Option<SystemTime> {
    let date = DateTime::parse(header(headers, "date")?, TimestampFormat::HttpDate).ok()?;
    SystemTime::try_from(date).ok()
}

/// `x-amz-retry-after` counts milliseconds, `retry-after` seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let number = |name| header(headers, name)?.parse::<u64>().ok();
    let of_aws = || number("x-amz-retry-after").map(Duration::from_millis);
    of_aws().or_else(|| number("retry-after").map(Duration::from_secs))
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub)] // What the macro emits.
mod tests {
    use super::*;
    use crate::{ErrorMetadata, ErrorResponse, OperationError, ParseError};

    crate::operation_error! {
        pub enum PingError {}
    }

    fn verdict(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Verdict {
        let pair =
            |(name, value): &(&'static str, &str)| (name.parse().unwrap(), value.parse().unwrap());
        let response = Response::new(status, headers.iter().map(pair).collect(), body);
        let error = PingError::read(&ErrorResponse::new(&response));
        let result: Result<(), _> = Err(ResponseError::Service(error));
        Verdict::of_response(&response, &result)
    }

    fn retry(reason: Reason, millis: Option<u64>) -> Verdict {
        Verdict::Retry { reason, after: millis.map(Duration::from_millis) }
    }

    #[test]
    fn responses_are_judged() {
        let throttled = r#"{"code": "ThrottlingException"}"#;
        for (found, expected) in [
            (verdict(404, &[], "{}"), Verdict::Failure),
            (verdict(503, &[], ""), retry(Reason::Transient, None)),
            (verdict(400, &[], throttled), retry(Reason::Throttling, None)),
            (verdict(429, &[("retry-after", "2")], ""), retry(Reason::Throttling, Some(2_000))),
            (
                verdict(503, &[("retry-after", "2"), ("x-amz-retry-after", "150")], ""),
                retry(Reason::Transient, Some(150)),
            ),
            (verdict(503, &[("retry-after", "soon")], ""), retry(Reason::Transient, None)),
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
        use TransportErrorKind::{Connect, Interrupted, Other, Request, Response, Timeout};
        assert_eq!(Verdict::of_transport(Timeout), retry(Reason::Timeout, None));
        for kind in [Connect, Interrupted] {
            assert_eq!(Verdict::of_transport(kind), retry(Reason::Transient, None));
        }
        for kind in [Other, Request, Response] {
            assert_eq!(Verdict::of_transport(kind), Verdict::Failure);
        }
    }

    #[test]
    fn metadata_is_an_error() {
        let error = PingError::from(ErrorMetadata::new(0, "Code", "Message"));
        assert_eq!(error.code(), Some("Code"));
    }
}

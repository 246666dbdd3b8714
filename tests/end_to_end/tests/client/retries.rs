//! Tests retries of transient errors, and the headers about them.

use std::collections::BTreeSet;
use std::time::Duration;

use generated::operation::update_account::UpdateAccountError;
use whitesmith_client::test_util::Canned;
use whitesmith_client::{RetryBehavior, TransportErrorKind};
use whitesmith_runtime::ServiceError;

use crate::caller::{Caller, against, both, config};
use crate::server::{Act, Received, Server, json, ok, status};
use crate::waiting::Waits;

fn attempts(received: &[Received]) -> Vec<&str> {
    received.iter().map(|request| request.header("amz-sdk-request").unwrap()).collect()
}

fn invocations(received: &[Received]) -> BTreeSet<&str> {
    received.iter().map(|request| request.header("amz-sdk-invocation-id").unwrap()).collect()
}

#[test]
fn errors_that_pass_are_survived() {
    for code in [429, 500, 502, 503, 504] {
        against(
            &[status(code), ok()],
            |config| config,
            |server, caller| {
                caller.call().unwrap();
                let received = server.received();
                assert_eq!(attempts(&received), ["attempt=1; max=3", "attempt=2; max=3"], "{code}");
                assert_eq!(invocations(&received).len(), 1);
                assert_eq!(
                    (&received[0].line, &received[0].body),
                    (&received[1].line, &received[1].body)
                );
                caller.call().unwrap();
                let received = server.received();
                assert_eq!(attempts(&received)[2], "attempt=1; max=3");
                assert_eq!(invocations(&received).len(), 2);
            },
        );
    }
}

#[test]
fn errors_that_stay_are_told() {
    for code in [429, 500, 502, 503, 504] {
        against(
            &[status(code)],
            |config| config,
            |server, caller| {
                let error = caller.call().unwrap_err();
                assert_eq!(error.as_service_error().map(ServiceError::status), Some(code));
                assert_eq!(
                    error.to_string(),
                    format!("HTTP {code} without an error code or a body")
                );
                let expected = ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"];
                assert_eq!(attempts(&server.received()), expected);
            },
        );
    }
    for code in [400, 403, 404, 409, 501] {
        against(
            &[status(code)],
            |config| config,
            |server, caller| {
                caller.call().unwrap_err();
                assert_eq!(server.count(), 1, "{code}");
            },
        );
    }
}

#[test]
fn errors_of_the_model_are_known() {
    let body = r#"{"Code": "Throttled", "Message": "Slow down."}"#;
    let headers = [("x-amzn-errortype", "ThrottledClientException")];
    against(
        &[Act::Send(json(429, &headers, body))],
        |config| config,
        |server, caller| {
            let error = caller.call().unwrap_err().into_service_error();
            let UpdateAccountError::ThrottledClientException(_) = error else {
                panic!("{error:?}")
            };
            assert_eq!(error.message(), Some("Slow down."));
            assert_eq!(server.count(), 3);
        },
    );
}

#[test]
fn a_service_says_how_long_to_wait() {
    for (headers, millis) in [
        (&[("retry-after", "2")][..], 2_000),
        (&[("x-amz-retry-after", "1500")], 1_500),
        (&[("retry-after", "2"), ("x-amz-retry-after", "3000")], 3_000),
    ] {
        both(|kind| {
            let server = Server::new([Act::Send(json(503, headers, "")), ok()]);
            let waits = Waits::default();
            let caller = Caller::new(kind, waits.skipped_by(kind, config(&server)));
            caller.call().unwrap();
            assert_eq!((waits.millis(), server.count()), (vec![millis], 2));
        });
    }
}

/// A delay longer than the remaining time of the call does not begin.
#[test]
fn a_wait_fits_into_the_time_of_the_call() {
    let busy = Act::Send(json(503, &[("retry-after", "5")], ""));
    let set_up = |config: generated::Config| config.timeout(Duration::from_secs(4));
    against(&[busy, ok()], set_up, |server, caller| {
        let error = caller.call().unwrap_err();
        assert_eq!(error.as_service_error().map(ServiceError::status), Some(503));
        assert_eq!(server.count(), 1);
    });
}

/// The clock of the tests' clients is 1800000000, which is 2027-01-15T08:00:00Z.
#[test]
fn a_wrong_clock_is_corrected() {
    let skewed = |date| {
        let headers = [("date", date), ("x-amzn-errortype", "RequestTimeTooSkewed")];
        Act::Send(json(403, &headers, "{}"))
    };
    let ahead = skewed("Fri, 15 Jan 2027 09:30:00 GMT");
    against(
        &[ahead, ok()],
        |config| config,
        |server, caller| {
            caller.call().unwrap();
            caller.call().unwrap();
            let received = server.received();
            let dates: Vec<_> = received.iter().map(|r| r.header("x-amz-date").unwrap()).collect();
            assert_eq!(dates, ["20270115T080000Z", "20270115T093000Z", "20270115T093000Z"]);
            let signature = |index: usize| received[index].header("authorization").unwrap();
            assert_ne!(signature(0), signature(1));
        },
    );
    // A service that rejects its own time is not retried forever.
    let behind = skewed("Thu, 14 Jan 2027 08:00:00 GMT");
    against(
        &[behind],
        |config| config.max_attempts(10),
        |server, caller| {
            let error = caller.call().unwrap_err();
            assert_eq!(
                error.as_service_error().and_then(|e| e.code()),
                Some("RequestTimeTooSkewed")
            );
            assert_eq!(server.count(), 2);
        },
    );
    // The time was right.
    let same = skewed("Fri, 15 Jan 2027 08:01:00 GMT");
    against(
        &[same],
        |config| config,
        |server, caller| {
            caller.call().unwrap_err();
            assert_eq!(server.count(), 1);
        },
    );
}

/// Each call here has two retries, which take some of the 500 tokens.
#[test]
fn retries_stop_when_a_service_is_down() {
    use RetryBehavior::{Before2026, Of2026};
    for (behavior, code, retries) in
        [(Of2026, 500, 35), (Of2026, 429, 100), (Before2026, 500, 100), (Before2026, 429, 100)]
    {
        let set_up = |config: generated::Config| config.retry_behavior(behavior);
        against(&[status(code)], set_up, |server, caller| {
            for _ in 0..60 {
                caller.call().unwrap_err();
            }
            assert_eq!(server.count(), 60 + retries);
            // Clones, and calls with their own options, share the tokens.
            caller.with(generated::CallOptions::new().max_attempts(10)).call().unwrap_err();
            assert_eq!(server.count(), 60 + retries + 1);
        });
    }
}

/// The delays of the tests' clients are zero.
#[test]
fn a_service_may_not_ask_for_too_long_a_wait() {
    let busy = |name, value| Act::Send(json(503, &[(name, value)], ""));
    for (behavior, header, millis) in [
        (RetryBehavior::Of2026, ("x-amz-retry-after", "60000"), 5_000),
        (RetryBehavior::Of2026, ("retry-after", "Fri, 15 Jan 2027 08:00:07 GMT"), 7_000),
        (RetryBehavior::Before2026, ("x-amz-retry-after", "9000"), 9_000),
    ] {
        both(|kind| {
            let server = Server::new([busy(header.0, header.1), ok()]);
            let waits = Waits::default();
            let config = config(&server).retry_behavior(behavior);
            Caller::new(kind, waits.skipped_by(kind, config)).call().unwrap();
            assert_eq!((waits.millis(), server.count()), (vec![millis], 2));
        });
    }
}

/// The service may have carried out the request, and must not do so twice.
#[test]
fn canned_timeouts_are_those_of_a_request_that_was_sent() {
    both(|kind| {
        let service = Canned::new().fails(TransportErrorKind::Timeout);
        let caller = Caller::new(kind, service.config());
        caller.call().unwrap_err();
        assert_eq!(service.requests().len(), 1);
    });
}

//! Tests the options of a single call.

use std::time::{Duration, Instant};

use generated::{CallError, CallOptions};
use whitesmith_client::TimeoutKind;

use crate::caller::against;
use crate::server::{Act, PATIENCE, Server, ok, status};

#[test]
fn attempts() {
    against(
        &[status(503)],
        |config| config,
        |server, caller| {
            for (attempts, sent) in [(1, 1), (2, 2), (5, 5), (0, 1)] {
                let before = server.count();
                caller.with(CallOptions::new().max_attempts(attempts)).call().unwrap_err();
                assert_eq!(server.count() - before, sent);
            }
            let received = server.received();
            assert_eq!(received[2].header("amz-sdk-request"), Some("attempt=2; max=2"));
            let before = server.count();
            caller.call().unwrap_err();
            assert_eq!(server.count() - before, 3);
        },
    );
}

#[test]
fn timeouts() {
    let stalls = Act::SendAndStall(Vec::new());
    against(
        &[stalls],
        |config| config,
        |server, caller| {
            let limit = Duration::from_millis(300);
            let per_attempt =
                CallOptions::new().attempt_timeout(limit).max_attempts(2).idempotent(true);
            let of_call = CallOptions::new().timeout(limit).attempt_timeout(None);
            for (options, kind, sent) in
                [(per_attempt, TimeoutKind::Attempt, 2), (of_call, TimeoutKind::Call, 1)]
            {
                let (start, before) = (Instant::now(), server.count());
                match caller.with(options).call().unwrap_err() {
                    CallError::Timeout(error) => {
                        assert_eq!((error.limit, error.kind), (limit, kind), "{error}");
                    }
                    other => panic!("{other:?}"),
                }
                assert!(start.elapsed() >= limit && start.elapsed() < PATIENCE / 2);
                assert_eq!(server.count_from(before + sent), before + sent);
            }
        },
    );
}

#[test]
fn endpoints() {
    let other = Server::new([ok()]);
    against(
        &[status(400)],
        |config| config,
        |server, caller| {
            let before = other.count();
            let options = CallOptions::new().endpoint_url(other.endpoint() + "/base");
            caller.with(options).call().unwrap();
            assert_eq!((server.count(), other.count() - before), (0, 1));
            let received = other.received().pop().unwrap();
            assert_eq!(received.line, "POST /base/accounts/a HTTP/1.1");
            assert_eq!(received.header("host"), Some(other.host().as_str()));
            for (url, said) in [
                ("nowhere", "must start with https:// or http:// and a host"),
                ("http://", "must be a URI"),
                ("http://a b", "must be a URI"),
                ("ftp://\n", "must be a URI"),
            ] {
                let error = caller.with(CallOptions::new().endpoint_url(url)).call().unwrap_err();
                let text = error.to_string();
                assert!(text.contains(said) && !text.contains('\n'), "{text}");
            }
            assert_eq!(server.count(), 0);
        },
    );
}

#[test]
fn headers() {
    against(
        &[status(503), ok()],
        |config| config,
        |server, caller| {
            let options =
                CallOptions::new().header("x-amzn-trace-id", "Root=1").header("x-mine", "a");
            caller.with(options).call().unwrap();
            for request in server.received() {
                assert_eq!(request.header("x-amzn-trace-id"), Some("Root=1"));
                assert_eq!(request.header("x-mine"), Some("a"));
                assert!(request.header("authorization").unwrap().contains(";x-mine,"));
            }
            caller.call().unwrap();
            assert_eq!(server.received()[2].header("x-mine"), None);
        },
    );
}

//! Tests broken connections and missing responses: the right error in time, after all attempts.

use std::net::{Ipv4Addr, TcpListener};
use std::time::{Duration, Instant};

use generated::{CallError, CallOptions};
use whitesmith_client::TransportErrorKind::{self, Connect, Interrupted, Response};

use crate::caller::{Called, Caller, Failed, against, both, config_at};
use crate::server::{Act, PATIENCE, good, ok};

/// The error of a call without a response: its kind, and its message without the port.
fn transport_error(called: Called, host: &str) -> (TransportErrorKind, String) {
    let error = called.unwrap_err();
    let line = one_line(&error).replace(host, "HOST");
    match error {
        CallError::Transport(failure) => (failure.error.kind(), line),
        other => panic!("{other:?}"),
    }
}

fn one_line(error: &Failed) -> String {
    let line = error.to_string();
    assert!(!line.contains(['\n', '\r']) && !line.is_empty(), "{line:?}");
    println!("{line}");
    line
}

#[test]
fn nobody_listens() {
    let address =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().to_string();
    both(|kind| {
        let caller = Caller::new(kind, config_at(format!("http://{address}")));
        let (kind, line) = transport_error(caller.call(), &address);
        assert_eq!(kind, Connect);
        assert!(line.starts_with("Chime.UpdateAccount at HOST: failed to connect: "), "{line}");
        assert!(line.ends_with(" (3 attempts)"), "{line}");
    });
}

/// The length of the head of a response, in bytes.
fn head_of(answer: &[u8]) -> usize {
    answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4
}

#[test]
fn connections_that_break_are_made_again() {
    let head = head_of(&good());
    for length in [0, 5, head / 2, head, head + 10, good().len() - 1] {
        let part = good()[..length].to_vec();
        for breaks in [Act::SendAndReset(part.clone()), Act::SendAndClose(part)] {
            against(
                &[breaks.clone(), ok()],
                |config| config,
                |server, caller| {
                    let output = caller.call();
                    assert!(output.is_ok(), "{breaks:?}: {output:?}");
                    assert_eq!((server.count(), server.connections()), (2, 2), "{breaks:?}");
                },
            );
            against(
                std::slice::from_ref(&breaks),
                |config| config,
                |server, caller| {
                    let (kind, line) = transport_error(caller.call(), &server.host());
                    assert_eq!(kind, Interrupted, "{breaks:?}: {line}");
                    assert!(
                    line.starts_with(
                        "Chime.UpdateAccount at HOST: the connection closed before the response was \
                         complete: "
                    ) && line.ends_with(" (3 attempts)"),
                    "{line}"
                );
                    assert_eq!(server.count(), 3, "{breaks:?}");
                },
            );
        }
    }
}

const LIMIT: Duration = Duration::from_millis(300);

#[test]
fn a_server_that_stalls_is_left() {
    let head = head_of(&good());
    for length in [0, 9, head, head + 10] {
        let stalls = Act::SendAndStall(good()[..length].to_vec());
        let set_up = |config: generated::Config| config.attempt_timeout(LIMIT).max_attempts(2);
        let idempotent = || CallOptions::new().idempotent(true);
        against(std::slice::from_ref(&stalls), set_up, |server, caller| {
            let start = Instant::now();
            let error = caller.with(idempotent()).call().unwrap_err();
            assert!(start.elapsed() >= LIMIT * 2 && start.elapsed() < PATIENCE / 2);
            assert_eq!(
                one_line(&error).replace(&server.host(), "HOST"),
                "Chime.UpdateAccount at HOST: the attempt timed out after 300ms (2 attempts)"
            );
            assert!(matches!(error, CallError::Timeout(_)), "{error:?}");
            assert_eq!(server.count_from(2), 2);
            // No connection is left open.
            server.wait_for_closed(2);
        });
        against(&[stalls.clone(), ok()], set_up, |server, caller| {
            caller.with(idempotent()).call().unwrap();
            assert_eq!(server.count_from(2), 2);
        });
        // The service has the request, and may still rename the account.
        against(&[stalls, ok()], set_up, |server, caller| {
            let error = caller.call().unwrap_err();
            assert!(
                one_line(&error).ends_with("the attempt timed out after 300ms (1 attempt)"),
                "{error:?}"
            );
            assert_eq!(server.count(), 1);
        });
    }
}

#[test]
fn a_call_ends_when_its_time_is_over() {
    let set_up = |config: generated::Config| {
        let start = Instant::now();
        let clock = move || std::time::UNIX_EPOCH + start.elapsed() + Duration::from_secs(1 << 30);
        config.timeout(LIMIT * 2).max_attempts(10).clock(clock)
    };
    for (attempt, least, line) in [
        (PATIENCE, 1, "the call timed out after 600ms (1 attempt)"),
        (LIMIT, 2, "the call timed out after 600ms (2 attempts)"),
    ] {
        against(
            &[Act::SendAndStall(Vec::new())],
            |config| set_up(config).attempt_timeout(attempt),
            |server, caller| {
                let start = Instant::now();
                let caller = caller.with(CallOptions::new().idempotent(true));
                let error = caller.call().unwrap_err();
                let spent = start.elapsed();
                assert!(spent + Duration::from_millis(20) >= LIMIT * 2, "{spent:?}");
                assert!(spent < PATIENCE / 2, "{spent:?}");
                let said = one_line(&error);
                assert!(said.ends_with(line), "{said}");
                assert_eq!(server.count_from(least), least);
            },
        );
    }
}

#[test]
fn a_slow_answer_has_the_time_of_the_attempt() {
    let slow = |pause| Act::SendAndDrip(Vec::new(), good(), Duration::from_millis(pause));
    // About 170 bytes.
    against(
        &[slow(1)],
        |config| config,
        |server, caller| {
            caller.call().unwrap();
            assert_eq!(server.count(), 1);
        },
    );
    let set_up = |config: generated::Config| config.attempt_timeout(LIMIT).max_attempts(2);
    against(&[slow(30)], set_up, |server, caller| {
        let start = Instant::now();
        let error = caller.with(CallOptions::new().idempotent(true)).call().unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        assert!(matches!(error, CallError::Timeout(_)), "{error:?}");
        assert_eq!(server.count_from(2), 2);
    });
    against(&[slow(30), ok()], set_up, |server, caller| {
        caller.with(CallOptions::new().idempotent(true)).call().unwrap();
        assert_eq!(server.count_from(2), 2);
    });
}

#[test]
fn what_is_not_http_is_refused_at_once() {
    for garbage in [
        &b"220 mail.example.com ESMTP\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"HTTP/1.1 9999999 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nhello\r\n",
        b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n\r\n",
    ] {
        let act = Act::SendAndClose(garbage.to_vec());
        against(
            &[act],
            |config| config,
            |server, caller| {
                let text = String::from_utf8_lossy(garbage);
                let (kind, line) = transport_error(caller.call(), &server.host());
                assert_eq!(kind, Response, "{text}: {line}");
                assert!(line.ends_with(" (1 attempt)"), "{text}: {line}");
                assert_eq!(server.count(), 1, "{text}");
            },
        );
    }
}

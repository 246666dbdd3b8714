//! Tests responses that are valid HTTP but not what the service would send.

use generated::{CallError, Client, blocking};

use crate::caller::{Caller, ClientKind, RUNTIME, against, both, config, input};
use crate::server::{Act, Server, json, ok, status};
use whitesmith_client::TransportErrorKind;

fn line(server: &Server, caller: &Caller) -> String {
    let line = caller.call().unwrap_err().to_string();
    assert!(!line.contains(['\n', '\r']), "{line:?}");
    line.replace(&server.host(), "HOST")
}

#[test]
fn html_instead_of_an_output() {
    let html = "<html>\r\n<body>Please log in.</body>\r\n</html>";
    let html = json(200, &[("content-type", "text/html"), ("x-amzn-requestid", "1-2")], html);
    against(
        &[Act::Send(html)],
        |config| config,
        |server, caller| {
            let error = caller.call().unwrap_err();
            assert!(matches!(error, CallError::Parse(_)), "{error:?}");
            assert_eq!((error.request_id(), server.count()), (Some("1-2"), 1));
            assert_eq!(
                error.to_string(),
                "the output could not be deserialized: expected an object, found text that is not JSON \
                 (at byte 0 of the body) (HTTP 200, request id 1-2)"
            );
        },
    );
}

#[test]
fn redirects_are_not_followed() {
    let elsewhere = Server::new([ok()]);
    for code in [301, 302, 303, 307, 308] {
        let location = elsewhere.endpoint();
        let act = Act::Send(json(code, &[("location", &location)], ""));
        against(
            &[act],
            |config| config,
            |server, caller| {
                let error = caller.call().unwrap_err();
                let service = error.as_service_error().unwrap();
                assert_eq!(service.status(), code);
                assert_eq!(
                    error.to_string(),
                    format!("HTTP {code} without an error code or a body")
                );
                assert_eq!(server.count(), 1);
            },
        );
    }
    assert_eq!(elsewhere.count(), 0);
}

#[test]
fn an_answer_that_is_too_long_is_not_kept() {
    let long = format!(r#"{{"Account": {{"Name": "{}"}}}}"#, "x".repeat(3_000_000));
    let known = json(200, &[], &long);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{long}\r\n0\r\n\r\n",
        long.len()
    );
    // An error is read into memory too.
    let error = json(400, &[], &long);
    for answer in [known, chunked.into_bytes(), error] {
        let set_up = |config: generated::Config| config.max_response_bytes(10_000);
        against(&[Act::Send(answer.clone()), ok()], set_up, |server, caller| {
            let failure = match caller.call().unwrap_err() {
                CallError::Transport(failure) => failure,
                other => panic!("{other:?}"),
            };
            assert_eq!(failure.error.kind(), TransportErrorKind::Response);
            let said = failure.to_string().replace(&server.host(), "HOST");
            assert_eq!(
                said,
                "Chime.UpdateAccount at HOST: the response cannot be used: the body is longer than \
                 the limit of 10000 bytes (1 attempt)"
            );
            assert_eq!(server.count(), 1);
            // The rest is not read; the next call uses a new connection.
            caller.call().unwrap();
            assert_eq!((server.count(), server.connections()), (2, 2));
        });
    }
}

#[test]
fn an_answer_that_is_longer_than_it_says() {
    let body = r#"{"Account": {"Name": "Sales"}}"#;
    let short =
        format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{{}}{body}HTTP/1.1 500 X\r\n\r\n");
    against(
        &[Act::Send(short.into_bytes()), ok()],
        |config| config,
        |server, caller| {
            assert_eq!(caller.call().unwrap().account, None);
            // Left-over bytes must not become the response to the next call.
            let account = caller.call().unwrap().account.unwrap();
            assert_eq!(account.name, "Sales");
            assert_eq!((server.count(), server.connections()), (2, 2));
        },
    );
}

#[test]
fn an_answer_that_is_shorter_than_it_says() {
    let long = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}";
    against(
        &[Act::SendAndClose(long.into()), ok()],
        |config| config,
        |server, caller| {
            assert!(caller.call().unwrap().account.is_some());
            assert_eq!(server.count(), 2);
        },
    );
}

#[test]
fn errors_without_a_code() {
    against(
        &[status(404)],
        |config| config,
        |server, caller| {
            assert_eq!(line(server, caller), "HTTP 404 without an error code or a body");
            assert_eq!(server.count(), 1);
        },
    );
    let page = json(502, &[], "<html>\r\nBad Gateway</html>");
    against(
        &[Act::Send(page)],
        |config| config,
        |server, caller| {
            assert_eq!(line(server, caller), "HTTP 502 without an error code: Bad Gateway");
            assert_eq!(server.count(), 3);
        },
    );
}

/// Request ids are available, also for calls that succeeded.
#[test]
fn the_ids_of_a_request_are_known() {
    const IDS: [(&str, &str); 3] =
        [("x-amz-request-id", "1-2"), ("x-amz-id-2", "abc/+="), ("x-cache", "miss")];
    both(|kind| {
        let server = Server::new([
            Act::Send(json(200, &IDS, r#"{"Account": {"Name": "Sales"}}"#)),
            Act::Send(json(404, &IDS, r#"{"__type": "NotFoundException"}"#)),
            Act::Send(json(200, &IDS, "[]")),
        ]);
        let (client, blocking) =
            (Client::new(config(&server)), blocking::Client::new(config(&server)));
        let called = |input| match kind {
            ClientKind::Async => RUNTIME.block_on(client.call_with_metadata(input)),
            ClientKind::Blocking => blocking.call_with_metadata(input),
        };
        let (output, metadata) = called(input()).unwrap();
        assert_eq!(output.account.map(|account| account.name).as_deref(), Some("Sales"));
        assert_eq!((metadata.status(), metadata.request_id()), (200, Some("1-2")));
        assert_eq!(metadata.extended_request_id(), Some("abc/+="));
        assert_eq!(metadata.headers()["x-cache"], "miss");
        let error = called(input()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "NotFoundException (HTTP 404, request id 1-2, extended request id abc/+=)"
        );
        assert_eq!((error.code(), error.status()), (Some("NotFoundException"), Some(404)));
        let unreadable = called(input()).unwrap_err();
        for error in [error, unreadable] {
            assert_eq!(error.request_id(), Some("1-2"));
            assert_eq!(error.extended_request_id(), Some("abc/+="));
        }
    });
}

/// An informational response comes before the final one.
#[test]
fn the_server_says_that_it_goes_on() {
    let mut answer = b"HTTP/1.1 100 Continue\r\n\r\n".to_vec();
    answer.extend(crate::server::good());
    against(
        &[Act::Send(answer)],
        |config| config,
        |server, caller| {
            assert!(caller.call().unwrap().account.is_some());
            assert_eq!(server.count(), 1);
        },
    );
}

//! Tests that `Debug`, `Display`, spans, events and logs do not show the secrets of clients.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex};

use generated::operation::update_account::UpdateAccountError;
use generated::{Config, Credentials};
use whitesmith_client::{TransportError, TransportErrorKind};
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    Auth, BuiltIns, ByteStream, Endpoint, EndpointError, Operation, RequestWriter, ResponseReader,
    Service,
};

use crate::caller::{Caller, both, config, config_at};
use crate::listening::listen;
use crate::server::{Act, Server, json, ok, status};

/// No part of these may be shown.
const SECRETS: [&str; 5] = ["hush-key", "hush-session", "hush-bearer", "hush-api", "hush-password"];

fn with_secrets(config: Config) -> Config {
    config
        .credentials(Credentials::new("AKIDEXAMPLE", SECRETS[0]).with_session_token(SECRETS[1]))
        .bearer_token(SECRETS[2])
        .api_key(SECRETS[3])
        .basic_auth("me", SECRETS[4])
}

#[track_caller]
fn assert_silent(text: &str) {
    assert!(!text.contains("hush"), "{text}");
}

#[test]
fn clients_and_configurations_keep_them() {
    both(|kind| {
        let config = with_secrets(config_at("http://localhost:1".to_owned()));
        assert_silent(&format!("{config:?} {config:#?}"));
        let caller = Caller::new(kind, config);
        assert_silent(&format!("{caller:?} {caller:#?}"));
    });
}

#[test]
fn errors_spans_and_logs_keep_them() {
    let nobody = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let skewed = json(
        403,
        &[("date", "Fri, 15 Jan 2027 09:30:00 GMT"), ("x-amzn-errortype", "RequestTimeTooSkewed")],
        "{}",
    );
    for act in [
        ok(),
        status(503),
        Act::Send(skewed),
        Act::Send(json(200, &[], "<html>")),
        Act::SendAndClose(b"garbage\r\n\r\n".to_vec()),
        Act::SendAndReset(b"HTTP/1.1 200 OK\r\n".to_vec()),
    ] {
        both(|kind| {
            let server = Server::new([act.clone()]);
            let caller = Caller::new(kind, with_secrets(config(&server)));
            let (result, heard) = listen(|| caller.call());
            // They are sent, after all.
            let received = server.received().remove(0);
            assert_eq!(received.header("x-amz-security-token"), Some(SECRETS[1]));
            if let Err(error) = result {
                assert_silent(&format!("{error} {error:?} {error:#?}"));
                assert_silent(&format!("{:?}", error.into_service_error()));
            }
            assert!(heard.spans.contains("UpdateAccount"), "{}", heard.spans);
            assert_silent(&heard.spans);
            assert_silent(&heard.log);
            assert!(!heard.spans.contains("Signature="), "{}", heard.spans);
        });
    }
    both(|kind| {
        let config = with_secrets(config_at(format!("http://{nobody}")));
        let (called, heard) = listen(|| Caller::new(kind, config).call());
        let error = called.unwrap_err();
        assert_silent(&format!("{error} {error:?} {} {}", heard.spans, heard.log));
    });
}

/// Other transports may show what they send.
#[test]
fn requests_do_not_show_them() {
    let shown = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&shown);
    let transport = move |request: http::Request<ByteStream>| {
        *seen.lock().unwrap() = format!("{request:?}");
        Err(TransportError::new(TransportErrorKind::Other, "simulated by the test"))
    };
    let config = with_secrets(config_at("http://localhost".to_owned()));
    let client = generated::blocking::Client::new(config.blocking_transport(transport));
    client.update_account(crate::caller::input()).unwrap_err();
    let shown = shown.lock().unwrap();
    assert!(shown.contains("x-amz-security-token"), "{shown}");
    assert_silent(&shown);
    assert!(!shown.contains("Signature="), "{shown}");
}

/// A service for each auth scheme whose secret is sent unchanged.
macro_rules! services {
    ($($service:ident: $auth:expr;)*) => {$(
        struct $service;

        impl Service for $service {
            const SDK_ID: &'static str = "Secretive";
            const VERSION: &'static str = "1";
            const AUTH: &'static [Auth] = &[$auth];
            type Protocol = RestJson1;
            type EndpointParams = BuiltIns;

            fn endpoint(params: &BuiltIns) -> Result<Endpoint, EndpointError> {
                Ok(Endpoint::new(params.endpoint.clone().unwrap_or_default()))
            }
        }
    )*};
}

services! {
    Bearer: Auth::Bearer;
    Basic: Auth::Basic;
    KeyInHeader: Auth::ApiKeyHeader { name: "x-api-key", scheme: None };
    KeyInQuery: Auth::ApiKeyQuery { name: "key" };
}

/// An operation of any service.
struct Ping<S>(std::marker::PhantomData<S>);

impl<S: Service> Operation for Ping<S> {
    type Output = ();
    type Error = UpdateAccountError;
    type Service = S;
    const NAME: &'static str = "Ping";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(http::Method::GET).path("/ping");
    }

    fn read_response(_: &mut ResponseReader<'_>) {}
}

/// The messages of an exchange that breaks, and what was sent.
fn told<S: Service>() -> (String, crate::server::Received) {
    let server = Server::new([Act::SendAndClose(b"HTTP/1.1 2".to_vec())]);
    let config = with_secrets(config(&server));
    let client = whitesmith_client::BlockingClient::new::<S>(config.clone());
    let (called, heard) = listen(|| client.call(Ping::<S>(std::marker::PhantomData)));
    let error = called.unwrap_err();
    let blocking = format!("{error} {error:?} {} {}", heard.spans, heard.log);
    let client = whitesmith_client::Client::new::<S>(config);
    let call = client.call(Ping::<S>(std::marker::PhantomData));
    let (called, heard) = listen(|| crate::caller::RUNTIME.block_on(call));
    let error = called.unwrap_err();
    let told = format!("{blocking} {error} {error:?} {} {}", heard.spans, heard.log);
    (told, server.received().remove(0))
}

#[test]
fn tokens_and_keys_are_kept_too() {
    let (said, received) = told::<Bearer>();
    assert_eq!(received.header("authorization"), Some("Bearer hush-bearer"));
    assert_silent(&said);
    let (said, received) = told::<Basic>();
    assert_eq!(received.header("authorization"), Some("Basic bWU6aHVzaC1wYXNzd29yZA=="));
    assert!(!said.contains("bWU6aH"), "{said}");
    let (said, received) = told::<KeyInHeader>();
    assert_eq!(received.header("x-api-key"), Some("hush-api"));
    assert_silent(&said);
    let (said, received) = told::<KeyInQuery>();
    assert_eq!(received.line, "GET /ping?key=hush%2Dapi HTTP/1.1");
    assert_silent(&said);
}

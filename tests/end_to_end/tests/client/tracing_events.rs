//! Tests the `tracing` events of calls that are retried, rejected or fail.

use std::collections::BTreeMap;

use generated::operation::update_account::{UpdateAccountError, UpdateAccountInput};
use generated::{Config, Operation, Service};
use whitesmith_client::Client;
use whitesmith_client::test_util::Canned;
use whitesmith_runtime::endpoint::{DiscoverEndpoints, DiscoveredEndpoint, EndpointDiscovery};
use whitesmith_runtime::{Method, RequestWriter, ResponseReader};

use crate::caller::{Caller, RUNTIME, both, config, input};
use crate::listening::{Heard, listen};
use crate::server::{Act, Server, json, ok, status};

/// The events of a call at INFO and above: the level, then the fields.
fn events(acts: &[Act], kind: crate::caller::ClientKind) -> Vec<String> {
    let server = Server::new(acts);
    let caller = Caller::new(kind, config(&server));
    let (_, heard) = listen(|| caller.call());
    told(&heard).map(|line| line.replace(&server.host(), "HOST")).collect()
}

/// The events at INFO and above.
fn told(heard: &Heard) -> impl Iterator<Item = String> {
    let ours = heard.spans.lines().filter(|line| line.contains("Chime"));
    for line in ours.clone() {
        assert_eq!(line.split(' ').nth(2), Some("whitesmith_client"), "{line}");
    }
    assert!(ours.clone().next().unwrap().starts_with("span INFO"), "{}", heard.spans);
    let events = ours.filter(|line| line.starts_with("event") && !line.starts_with("event DEBUG"));
    events.map(|line| line["event ".len()..].to_owned())
}

const CALL: &str = r#"service="Chime" operation="UpdateAccount""#;

#[test]
fn retries_are_told_and_failures_are_warnings() {
    both(|kind| {
        assert_eq!(events(&[ok()], kind), Vec::<String>::new());
        let waits = |attempt| {
            format!(
                "INFO whitesmith_client message=waiting before the next attempt {CALL} \
                 attempt={attempt} delay=0ns why=\"HTTP 503\""
            )
        };
        assert_eq!(events(&[status(503), status(503), ok()], kind), [waits(1), waits(2)]);
        let failed = format!(
            "WARN whitesmith_client message=the call failed {CALL} attempts=3 \
             why=\"HTTP 503\" request_id=\"1-2\""
        );
        let busy = Act::Send(json(503, &[("x-amzn-requestid", "1-2")], ""));
        assert_eq!(events(&[busy], kind), [waits(1), waits(2), failed]);
        let refused = format!(
            "INFO whitesmith_client message=the service rejected the call {CALL} \
             attempts=1 why=\"HTTP 404\""
        );
        assert_eq!(events(&[status(404)], kind), [refused]);
        let garbage = Act::SendAndClose(b"garbage\r\n\r\n".to_vec());
        let told = events(&[garbage], kind).remove(0);
        let expected = "error=Chime.UpdateAccount at HOST: the response cannot be used: ";
        assert!(told.starts_with("WARN") && told.contains(expected), "{told}");
        let unreadable = events(&[Act::Send(json(200, &[], "<html>"))], kind).remove(0);
        assert!(unreadable.starts_with("WARN") && unreadable.contains("could not be deserialized"));
    });
}

#[test]
fn calls_that_send_nothing_are_told_too() {
    let anonymous = Config::new().region("us-east-1");
    let no_endpoint = config_of_nobody().use_fips(true).endpoint_url("http://localhost:1");
    for (config, input, start) in [
        (config_of_nobody(), UpdateAccountInput::new(""), "the request cannot be built: "),
        (anonymous, input(), "the request cannot be authorized: "),
        (no_endpoint, input(), "the endpoint cannot be resolved: "),
    ] {
        both(|kind| {
            let client = Caller::new(kind, config.clone());
            let (called, heard) = listen(|| client.send(input.clone()));
            let error = called.unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
            let expected = format!(
                "WARN whitesmith_client message=the call failed {CALL} attempts=0 \
                 error={error}"
            );
            assert_eq!(told(&heard).collect::<Vec<_>>(), [expected]);
        });
    }
}

fn config_of_nobody() -> Config {
    Canned::new().config()
}

/// Requests the endpoint of [`Get`].
struct Describe;

impl Operation for Describe {
    type Output = ();
    type Error = UpdateAccountError;
    type Service = Service;
    const NAME: &'static str = "Describe";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) {}
}

impl DiscoverEndpoints for Describe {
    const EXPIRED: Option<&'static str> = None;

    fn input(_: &str, _: &BTreeMap<String, String>) -> Self {
        Self
    }

    fn endpoints((): ()) -> Vec<DiscoveredEndpoint> {
        DiscoveredEndpoint::new(Some("cell.example.com".to_owned()), Some(10)).into_iter().collect()
    }
}

/// Discovers its endpoint.
struct Get;

impl Operation for Get {
    type Output = ();
    type Error = UpdateAccountError;
    type Service = Service;
    const NAME: &'static str = "Get";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) {}

    fn endpoint_discovery(&self) -> Option<EndpointDiscovery> {
        Some(EndpointDiscovery::by::<Describe>(true))
    }
}

#[test]
fn a_call_that_succeeds_at_another_endpoint_has_not_failed() {
    let call = |service: &Canned| {
        let client = Client::new::<Service>(service.config::<Config>());
        listen(|| RUNTIME.block_on(client.call(Get)))
    };
    let moved = || Canned::new().answers(200, "{}").answers(421, "{}").answers(200, "{}");
    let (called, heard) = call(&moved().answers(200, "{}"));
    assert!(called.is_ok(), "{called:?}");
    assert_eq!(told(&heard).collect::<Vec<_>>(), Vec::<String>::new());

    let (called, heard) = call(&moved().answers(404, "{}"));
    assert!(called.is_err());
    let refused = "INFO whitesmith_client message=the service rejected the call \
                   service=\"Chime\" operation=\"Get\" attempts=2 why=\"HTTP 404\"";
    assert_eq!(told(&heard).collect::<Vec<_>>(), [refused]);
}

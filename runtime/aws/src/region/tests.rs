//! Calls without a region, on an EC2 instance and elsewhere.

use super::*;
use crate::Config;
use crate::resolve::tests::{Get, Regional, keys};
use crate::testing::{self, FakeEnvironment, FakeTransport, Machine, ok};
use whitesmith_client::{Client, TransportErrorKind};
use whitesmith_runtime::internal::block_on;

const TOKEN: &str = "PUT http://169.254.169.254/latest/api/token";
const REGION: &str = "GET http://169.254.169.254/latest/meta-data/placement/region";

/// Credentials in variables, and an environment that allows the metadata service.
fn environment() -> FakeEnvironment {
    keys().var("AWS_EC2_METADATA_DISABLED", "false")
}

fn machine(environment: FakeEnvironment, token: testing::Answer) -> Machine {
    let transport = FakeTransport::default()
        .on(TOKEN, [token])
        .on(REGION, [ok("eu-west-1\n")])
        .on("GET http://here/", [ok("{}")])
        .on("GET https://some.eu-west-1.test/", [ok("{}")]);
    Machine::new(environment, transport)
}

fn config(machine: &Machine, config: Config) -> Config {
    config
        .transport(machine.transport.clone())
        .sleep(machine.clock.clone())
        .clock(machine.clock.clone())
}

fn client(machine: &Machine, environment: FakeEnvironment) -> Client {
    Client::new::<Regional>(config(machine, Config::from_environment(environment)))
}

fn call(client: &Client) -> Result<(), String> {
    block_on(client.call(Get)).map(drop).map_err(|error| error.to_string())
}

/// The method and URL of each request so far.
fn sent(machine: &Machine) -> Vec<String> {
    let line = |request: &String| request.lines().next().unwrap().to_owned();
    machine.transport.requests().iter().map(line).collect()
}

#[test]
fn the_region_of_the_instance_is_found_once() {
    let machine = machine(environment(), ok("TOKEN"));
    let client = client(&machine, environment());
    assert_eq!((call(&client), call(&client.clone())), (Ok(()), Ok(())));
    let url = "GET https://some.eu-west-1.test/";
    assert_eq!(sent(&machine), [TOKEN, REGION, url, url]);
    let last = machine.transport.requests().pop().unwrap();
    assert!(last.contains("/eu-west-1/some/aws4_request"), "{last}");
    let presigned = block_on(client.presigned(Get, Duration::from_secs(60))).unwrap();
    assert_eq!(presigned.uri().host(), Some("some.eu-west-1.test"));
}

#[test]
fn a_presigned_request_finds_the_region_too() {
    let machine = machine(environment(), ok("TOKEN"));
    let client = client(&machine, environment());
    let presigned = block_on(client.presigned(Get, Duration::from_secs(60))).unwrap();
    assert_eq!(presigned.uri().host(), Some("some.eu-west-1.test"));
    assert_eq!(sent(&machine), [TOKEN, REGION]);
}

#[test]
fn nobody_is_asked_where_the_region_is_known_or_not_wanted() {
    let known = environment().var("AWS_REGION", "eu-west-1");
    let machine = machine(known.clone(), ok("TOKEN"));
    assert_eq!(call(&client(&machine, known)), Ok(()));
    let unsigned = config(&machine, Config::new().environment(environment()));
    assert!(call(&Client::new::<Regional>(unsigned)).is_err());
    assert_eq!(sent(&machine), ["GET https://some.eu-west-1.test/"]);
    let off = keys();
    let error = call(&client(&machine, off)).unwrap_err();
    let expected = "the endpoint cannot be resolved: no region is configured: set AWS_REGION or \
                    `region` in the profile, or call Config::region (EC2 instance: \
                    AWS_EC2_METADATA_DISABLED is true)";
    assert_eq!((error.as_str(), sent(&machine).len()), (expected, 1));
    let malformed = environment().var("AWS_REGION", "a.b");
    assert!(call(&client(&machine, malformed)).unwrap_err().contains("AWS_REGION: expected"));
    assert_eq!(sent(&machine).len(), 1);
}

#[test]
fn an_absent_region_is_told_and_asked_for_a_minute_later() {
    let gone = testing::Answer::Error(TransportErrorKind::Connect);
    let machine = machine(environment(), gone);
    let denied = environment()
        .var("HOME", "/me")
        .unreadable("/me/.aws/config", std::io::ErrorKind::PermissionDenied);
    let client = client(&machine, denied);
    for _ in 0..2 {
        let error = call(&client).unwrap_err();
        assert!(error.contains("Config::region (EC2 instance: "), "{error}");
        assert!(
            error.ends_with("; /me/.aws/config: cannot be read: permission denied)"),
            "{error}"
        );
    }
    assert_eq!(sent(&machine), [TOKEN]);
    machine.clock.advance(Duration::from_secs(61));
    assert!(call(&client).is_err());
    assert_eq!(sent(&machine), [TOKEN, TOKEN]);
}

#[test]
fn a_silent_network_costs_a_second() {
    let machine = machine(environment(), testing::Answer::Silence);
    let client = client(&machine, environment());
    assert!(call(&client).unwrap_err().contains("no response within 1s"));
    assert_eq!(machine.context.clock.now(), testing::now() + Duration::from_secs(1));
    assert_eq!(sent(&machine), [TOKEN]);
}

#[test]
fn the_time_of_the_call_is_a_limit_and_the_next_call_may_have_more() {
    let machine = machine(environment(), testing::Answer::Silence);
    let config =
        config(&machine, Config::from_environment(environment())).sleep(|duration| async move {
            if duration >= Duration::from_secs(1) {
                std::future::pending::<()>().await;
            }
        });
    let client = Client::new::<Regional>(config.timeout(Duration::from_millis(100)));
    assert!(call(&client).is_err() && call(&client).is_err());
    assert_eq!(sent(&machine), [TOKEN, TOKEN]);
}

#[test]
fn a_region_that_is_no_host_label_is_refused() {
    let machine = machine(environment(), ok("TOKEN"));
    let _ = machine.transport.clone().on(REGION, [ok("evil.test/"), ok("eu-west-1")]);
    let client = client(&machine, environment());
    let error = call(&client).unwrap_err();
    assert!(error.contains("returned \"evil.test/\", which is not a valid region"), "{error}");
    // The next response may contain a region.
    machine.clock.advance(Duration::from_secs(61));
    assert_eq!(call(&client), Ok(()));
}

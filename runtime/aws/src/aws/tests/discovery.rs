//! Calls of operations with endpoint discovery, and the requests that are sent.

use std::collections::BTreeMap;
use std::time::Duration;

use whitesmith_client::{
    BearerToken, BoxFuture, CallError, CallOptions, Client, Clock as _, Context, CredentialsError,
    ProvideBearerToken, TransportErrorKind,
};
use whitesmith_runtime::internal::block_on;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    Auth, BuiltIns, DiscoverEndpoints, DiscoveredEndpoint, Endpoint, EndpointDiscovery,
    EndpointError, Method, Operation, RequestWriter, ResponseReader, Service,
};

use crate::fake_list::ListError;
use crate::testing::{Answer, FakeClock, FakeEnvironment, FakeTransport, Machine, now, ok};
use crate::{Config, Credentials, ProvideCredentials};

struct CellService;

impl Service for CellService {
    const SDK_ID: &'static str = "Cell";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::Bearer, Auth::SigV4 { service: "cell" }];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        Ok(built_ins.endpoint().unwrap_or_else(|_| Endpoint::new("https://example.com")))
    }
}

/// The operation that returns the endpoints: address and period are members of its output.
struct Describe(String);

impl Operation for Describe {
    type Output = Vec<DiscoveredEndpoint>;
    type Error = ListError;
    type Service = CellService;
    const NAME: &'static str = "Describe";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).path("/describe").query("for", &self.0);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> Self::Output {
        let (mut address, mut minutes) = (None, None);
        response.json(|r, key| match key {
            "Address" => r.set(&mut address, Reader::string),
            "Minutes" => r.set(&mut minutes, Reader::long),
            _ => r.skip(),
        });
        DiscoveredEndpoint::new(address, minutes).into_iter().collect()
    }
}

impl DiscoverEndpoints for Describe {
    const EXPIRED: Option<&'static str> = Some("Moved");

    fn input(operation: &str, identifiers: &BTreeMap<String, String>) -> Self {
        let names = identifiers.iter().map(|(name, value)| format!(".{name}.{value}"));
        Self(operation.to_owned() + &names.collect::<String>())
    }

    fn endpoints(output: Self::Output) -> Vec<DiscoveredEndpoint> {
        output
    }
}

/// An operation with endpoint discovery, required or optional.
#[derive(Clone)]
struct Get<const REQUIRED: bool>(&'static str);

impl<const REQUIRED: bool> Operation for Get<REQUIRED> {
    type Output = ();
    type Error = ListError;
    type Service = CellService;
    const NAME: &'static str = "Get";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).host("prefix.").path("/get");
    }

    fn read_response(_: &mut ResponseReader<'_>) {}

    fn endpoint_discovery(&self) -> Option<EndpointDiscovery> {
        Some(EndpointDiscovery::by::<Describe>(REQUIRED).identifier("Id", self.0))
    }
}

const DESCRIBE: &str = "GET https://example.com/describe?for=Get.Id.a";
const AT_CELL: &str = "GET https://cell.example.com/get";
const AT_RULES: &str = "GET https://prefix.example.com/get";

fn cell(name: &str) -> Answer {
    ok(format!(r#"{{"Address": "{name}.example.com", "Minutes": 10}}"#))
}

/// A service that responds like this to these requests, and with success to all others.
struct World {
    transport: FakeTransport,
    clock: FakeClock,
    config: Config,
}

impl World {
    fn new(answers: &[(&str, &[Answer])]) -> Self {
        let defaults = FakeTransport::default()
            .on(DESCRIBE, [cell("cell")])
            .on(AT_CELL, [ok("{}")])
            .on(AT_RULES, [ok("{}")]);
        let transport = answers
            .iter()
            .fold(defaults, |found, (request, answers)| found.on(request, answers.to_vec()));
        let machine = Machine::new(FakeEnvironment::default(), transport.clone());
        let config = Config::new()
            .credentials(Credentials::new("AKID", "secret"))
            .region("us-east-1")
            .max_attempts(1)
            .transport(transport.clone())
            .clock(machine.clock.clone())
            .sleep(machine.clock.clone());
        Self { transport, clock: machine.clock, config }
    }

    fn client(&self, change: impl FnOnce(Config) -> Config) -> Client {
        Client::new::<CellService>(change(self.config.clone()))
    }

    /// Returns the requests since the last call of this function.
    fn sent(&self, since: usize) -> Vec<String> {
        let first = |request: &String| request.lines().next().unwrap_or_default().to_owned();
        self.transport.requests().iter().skip(since).map(first).collect()
    }
}

const REQUIRED: Get<true> = Get("a");
const OPTIONAL: Get<false> = Get("a");

#[test]
fn an_endpoint_is_discovered_once_for_each_question() {
    let other = "GET https://example.com/describe?for=Get.Id.b";
    let world = World::new(&[(other, &[cell("cell")])]);
    let client = world.client(|config| config);
    for input in [REQUIRED, REQUIRED, Get("b"), REQUIRED] {
        block_on(client.call(input)).unwrap();
    }
    assert_eq!(world.sent(0), [DESCRIBE, AT_CELL, AT_CELL, other, AT_CELL, AT_CELL]);
    world.clock.advance(Duration::from_secs(8 * 60));
    block_on(client.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(6), [DESCRIBE, AT_CELL]);
    // Other credentials may have another endpoint.
    let other = world.client(|config| config.credentials(Credentials::new("OTHER", "secret")));
    block_on(other.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(8), [DESCRIBE, AT_CELL]);
}

/// A provider of short-lived credentials, which have another access key each time, and of no tokens.
#[derive(Debug)]
struct Rotating(FakeClock);

impl ProvideCredentials for Rotating {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        let expiry = self.0.now() + Duration::from_secs(60);
        let key = Credentials::new(format!("AKID{expiry:?}"), "secret").with_expiry(expiry);
        Box::pin(std::future::ready(Ok(key)))
    }
}

impl ProvideBearerToken for Rotating {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<BearerToken, CredentialsError>> {
        Box::pin(std::future::ready(Err(CredentialsError::absent("there is no token"))))
    }
}

#[test]
fn an_endpoint_belongs_to_the_identity_of_the_call() {
    let world = World::new(&[]);
    let provider = || Rotating(world.clock.clone());
    let client =
        world.client(|config| config.credentials(provider()).bearer_token_provider(provider()));
    block_on(client.call(REQUIRED)).unwrap();
    block_on(client.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(0), [DESCRIBE, AT_CELL, AT_CELL]);
    // The endpoint has not expired, but the credentials have.
    world.clock.advance(Duration::from_secs(120));
    block_on(client.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(3), [DESCRIBE, AT_CELL]);
}

#[test]
fn an_optional_discovery_is_off_unless_it_is_turned_on() {
    let world = World::new(&[]);
    block_on(world.client(|config| config).call(OPTIONAL)).unwrap();
    assert_eq!(world.sent(0), [AT_RULES]);
    block_on(world.client(|config| config.endpoint_discovery(true)).call(OPTIONAL)).unwrap();
    assert_eq!(world.sent(1), [DESCRIBE, AT_CELL]);
}

#[test]
fn a_required_discovery_cannot_be_turned_off() {
    let world = World::new(&[]);
    let client = world.client(|config| config.endpoint_discovery(false));
    let error = block_on(client.call(REQUIRED)).unwrap_err().to_string();
    assert_eq!(
        error,
        "the endpoint cannot be resolved: Get requires endpoint discovery, which the configuration \
         turns off"
    );
    assert!(world.sent(0).is_empty());
}

#[test]
fn a_configured_endpoint_is_not_discovered() {
    let local = "GET http://localhost:1/get";
    let world = World::new(&[(local, &[ok("{}")])]);
    let url = "http://localhost:1";
    let client = world.client(|config| config.endpoint_url(url).endpoint_discovery(false));
    block_on(client.call(REQUIRED)).unwrap();
    let client = world.client(|config| config).with(CallOptions::new().endpoint_url(url));
    block_on(client.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(0), [local, local]);
}

#[test]
fn a_discovery_that_fails_is_an_error_where_it_is_required() {
    for answer in [
        Answer::Status(400, r#"{"code": "Denied"}"#.to_owned()),
        Answer::Error(TransportErrorKind::Connect),
        ok("{}"),
    ] {
        let world = World::new(&[(DESCRIBE, &[answer, cell("cell")])]);
        let client = world.client(|config| config.endpoint_discovery(true));
        let error = block_on(client.call(REQUIRED)).unwrap_err().to_string();
        assert!(error.starts_with("the endpoint cannot be resolved: "), "{error}");
        block_on(client.call(REQUIRED)).unwrap();
        assert_eq!(world.sent(0), [DESCRIBE, DESCRIBE, AT_CELL]);
    }
}

#[test]
fn a_discovery_that_fails_is_left_out_for_a_while_where_it_is_optional() {
    let world =
        World::new(&[(DESCRIBE, &[Answer::Error(TransportErrorKind::Connect), cell("cell")])]);
    let client = world.client(|config| config.endpoint_discovery(true));
    block_on(client.call(OPTIONAL)).unwrap();
    block_on(client.call(OPTIONAL)).unwrap();
    assert_eq!(world.sent(0), [DESCRIBE, AT_RULES, AT_RULES]);
    world.clock.advance(Duration::from_secs(60));
    block_on(client.call(OPTIONAL)).unwrap();
    assert_eq!(world.sent(3), [DESCRIBE, AT_CELL]);
}

#[test]
fn a_known_endpoint_stays_while_the_service_does_not_answer() {
    let world =
        World::new(&[(DESCRIBE, &[cell("cell"), Answer::Error(TransportErrorKind::Connect)])]);
    let client = world.client(|config| config);
    block_on(client.call(REQUIRED)).unwrap();
    world.clock.advance(Duration::from_secs(20 * 60));
    block_on(client.call(REQUIRED)).unwrap();
    block_on(client.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(0), [DESCRIBE, AT_CELL, DESCRIBE, AT_CELL, AT_CELL]);
}

#[test]
fn a_refused_endpoint_is_discovered_again() {
    let moved = "GET https://new.example.com/get";
    for refusal in [
        Answer::Status(421, "{}".to_owned()),
        Answer::Status(400, r#"{"code": "Moved"}"#.to_owned()),
    ] {
        let world = World::new(&[
            (DESCRIBE, &[cell("cell"), cell("new")]),
            (AT_CELL, &[refusal]),
            (moved, &[ok("{}")]),
        ]);
        let client = world.client(|config| config);
        block_on(client.call(REQUIRED)).unwrap();
        assert_eq!(world.sent(0), [DESCRIBE, AT_CELL, DESCRIBE, moved]);
    }
}

#[test]
fn presigned_requests_go_to_the_discovered_endpoint() {
    let world = World::new(&[]);
    let client = world.client(|config| config);
    let request = block_on(client.presigned(REQUIRED, Duration::from_secs(60))).unwrap();
    assert_eq!(request.uri().host(), Some("cell.example.com"));
    assert_eq!(world.sent(0), [DESCRIBE]);
}

#[test]
fn a_question_has_the_configuration_of_the_client() {
    let busy = || Answer::Status(500, "{}".to_owned());
    let world = World::new(&[(DESCRIBE, &[busy(), cell("cell")])]);
    let client = world.client(|config| config);
    let options = CallOptions::new().max_attempts(3).idempotent(true).header("x-custom", "1");
    let client = client.with(options);
    assert!(block_on(client.call(REQUIRED)).is_err());
    assert_eq!(world.sent(0), [DESCRIBE]);
    block_on(client.call(REQUIRED)).unwrap();
    assert_eq!(world.sent(1), [DESCRIBE, AT_CELL]);
    let requests = world.transport.requests();
    let are_custom: Vec<_> = requests.iter().map(|it| it.contains("x-custom: 1")).collect();
    assert_eq!(are_custom, [false, false, true]);
}

/// A credentials provider that takes some time.
#[derive(Debug)]
struct Slow(FakeClock);

impl ProvideCredentials for Slow {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        self.0.advance(Duration::from_secs(3));
        Box::pin(std::future::ready(Ok(Credentials::new("AKID", "secret"))))
    }
}

#[test]
fn a_question_has_what_is_left_of_the_time_of_the_call() {
    let ends = |required: bool| {
        let world = World::new(&[(DESCRIBE, &[Answer::Silence])]);
        let slow = Slow(world.clock.clone());
        let client = world.client(|config| {
            let config = config.credentials(slow).endpoint_discovery(true);
            config.timeout(Duration::from_secs(5))
        });
        let error = if required {
            block_on(client.call(REQUIRED)).unwrap_err()
        } else {
            block_on(client.call(OPTIONAL)).unwrap_err()
        };
        assert!(matches!(error, CallError::Timeout(_)), "{error:?}");
        assert_eq!(error.to_string(), "Cell.Get: the call timed out after 5s (0 attempts)");
        assert_eq!(world.sent(0), [DESCRIBE]);
        assert_eq!(world.clock.now(), now() + Duration::from_secs(5));
    };
    ends(true);
    ends(false);
}

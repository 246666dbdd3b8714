//! Calls of operations with different auth schemes: how they end, and what is sent.

mod bodies;
mod checksums;

use super::*;
use crate::fake_list::{ListError, Page};
use crate::testing::{FakeEnvironment, FakeTransport, Machine as World, ok};
use crate::{
    BearerToken, BoxFuture, CallOptions, CallResult, Client, Config, Context, ProvideBearerToken,
};
use whitesmith_runtime::internal::block_on;
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    Auth, BuiltIns, Endpoint, EndpointError, Method, Operation, RequestWriter, ResponseReader,
    Service,
};

const SIGNED: &[Auth] = &[Auth::Bearer];

struct GetService;

impl Service for GetService {
    const SDK_ID: &'static str = "Get";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = SIGNED;
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        built_ins.endpoint()
    }
}

/// An operation that requires a signature, or accepts one.
#[derive(Clone, Copy, Debug)]
struct Fetch<const IS_OPTIONAL: bool>;

const GET: Fetch<false> = Fetch;
const GET_ANYWAY: Fetch<true> = Fetch;

impl<const IS_OPTIONAL: bool> Operation for Fetch<IS_OPTIONAL> {
    type Output = Page;
    type Error = ListError;
    type Service = GetService;
    const NAME: &'static str = "Get";
    const AUTH: &'static [Auth] = if IS_OPTIONAL { &[Auth::Bearer, Auth::None] } else { SIGNED };

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

/// A provider that never returns.
#[derive(Debug)]
struct Silent;

impl ProvideBearerToken for Silent {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<BearerToken, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

/// A client of a service that always responds.
fn world() -> World {
    let transport = FakeTransport::default().on("GET https://example.com/", [ok("{}")]);
    World::new(FakeEnvironment::default(), transport)
}

fn config(world: &World, token: impl ProvideBearerToken) -> Config {
    Config::new()
        .endpoint_url("https://example.com")
        .bearer_token_provider(token)
        .transport(world.transport.clone())
        .sleep(world.clock.clone())
        .clock(world.clock.clone())
        .attempt_timeout(None)
}

fn call<O: Operation>(config: Config, input: O) -> CallResult<O> {
    block_on(Client::new::<O::Service>(config).call(input))
}

#[test]
fn a_call_ends_in_time_without_credentials() {
    let world = world();
    let silent = config(&world, Silent).timeout(Duration::from_secs(3));
    assert_eq!(
        call(silent, GET).unwrap_err().to_string(),
        "Get.Get: the call timed out after 3s (0 attempts)"
    );
    assert!(world.transport.requests().is_empty());
    let known = config(&world, BearerToken::new("secret"));
    assert!(call(known.timeout(Duration::from_secs(3)), GET).is_ok());
    assert_eq!(world.transport.requests().len(), 1);
}

/// A provider that fails with this error.
#[derive(Debug)]
struct Fails(CredentialsError);

impl ProvideBearerToken for Fails {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<BearerToken, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}

#[test]
fn who_has_no_credentials_may_call_what_needs_none() {
    let world = world();
    let absent = || config(&world, Fails(CredentialsError::absent("nobody is here")));
    assert!(call(absent(), GET_ANYWAY).is_ok());
    let sent = world.transport.requests();
    assert!(!sent[0].contains("\nauthorization:"), "{sent:?}");
    let an_hour = Duration::from_secs(3_600);
    let client = Client::new::<GetService>(absent());
    let presigned = block_on(client.presigned(GET_ANYWAY, an_hour)).unwrap();
    assert_eq!(presigned.uri(), "https://example.com/");

    // A token is used if there is one.
    assert!(call(config(&world, BearerToken::new("secret")), GET_ANYWAY).is_ok());
    assert!(world.transport.requests()[1].contains("\nauthorization: Bearer secret"));

    let unauthorized = "the request cannot be authorized: ";
    // It is not given away.
    let client = Client::new::<GetService>(config(&world, BearerToken::new("secret")));
    let refused = block_on(client.presigned(GET, an_hour)).unwrap_err().to_string();
    let reason = "only signed requests can be presigned; this auth scheme would put a secret into the request";
    assert_eq!(refused, format!("{unauthorized}{reason}"));

    // A provider that failed is an error, and so is a missing one where a signature is required.
    let broken = config(&world, Fails(CredentialsError::new("it is broken")));
    assert_eq!(
        call(broken, GET_ANYWAY).unwrap_err().to_string(),
        format!("{unauthorized}it is broken")
    );
    assert_eq!(
        call(absent(), GET).unwrap_err().to_string(),
        format!("{unauthorized}nobody is here")
    );
    let refused = block_on(Client::new::<GetService>(absent()).presigned(GET, an_hour));
    assert_eq!(refused.unwrap_err().to_string(), format!("{unauthorized}nobody is here"));
    assert_eq!(world.transport.requests().len(), 2);
}

/// The maximum number of headers of a request.
fn full() -> CallOptions {
    (0..24_576)
        .fold(CallOptions::new(), |options, index| options.header(&format!("x-{index}"), "1"))
}

#[test]
fn too_many_headers_are_an_error() {
    let world = world();
    let signed = Client::new::<GetService>(config(&world, BearerToken::new("secret")));
    for options in [full(), full().header("x-more", "1")] {
        let error = block_on(signed.with(options).call(GET)).unwrap_err();
        assert!(matches!(error, CallError::Build(_)), "{error:?}");
        let said = error.to_string();
        assert!(said.contains("is one header too many: the request has 24576 already"), "{said}");
    }
    let both = signed.with(full()).with(CallOptions::new().header("x-more", "1"));
    let error = block_on(both.call(GET)).unwrap_err().to_string();
    assert!(error.contains("`x-more` is one header too many"), "{error}");
    assert!(world.transport.requests().is_empty());
}

#[test]
fn options_add_up() {
    let world = world();
    let client = Client::new::<GetService>(config(&world, BearerToken::new("secret")));
    let options = |name| CallOptions::new().header(name, "1");
    let client = client.with(options("x-first")).with(options("x-second"));
    assert!(block_on(client.call(GET)).is_ok());
    let sent = world.transport.requests();
    assert!(sent[0].contains("x-first: 1") && sent[0].contains("x-second: 1"), "{sent:?}");
}

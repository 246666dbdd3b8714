//! Calls of operations with different auth schemes: how they end, and what is sent.

mod bodies;

use super::*;
use crate::block_on::block_on;
use crate::client::fake_list::{ListError, Page};
use crate::client::testing::{FakeEnvironment, FakeTransport, Machine as World, ok};
use crate::client::{
    BoxFuture, CallOptions, CallResult, Client, Config, Context, ProvideCredentials,
};
use crate::endpoint::AuthScheme;
use crate::protocol::RestJson1;
use crate::{
    Auth, BuiltIns, Credentials, Endpoint, EndpointError, Method, RequestWriter, ResponseReader,
    Service,
};

const SIGNED: &[Auth] = &[Auth::SigV4 { service: "get" }];

struct GetService;

impl Service for GetService {
    const SDK_ID: &'static str = "Get";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = SIGNED;
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        let endpoint = built_ins.endpoint()?;
        // The account id stands for any property of the endpoint rules.
        Ok(match built_ins.account_id.as_deref() {
            Some("as is") => {
                let scheme = AuthScheme::new("sigv4").disable_normalize_path();
                endpoint.auth_scheme(AuthScheme::new("sigv4a")).auth_scheme(scheme)
            }
            Some("normalized") => endpoint.auth_scheme(AuthScheme::new("sigv4")),
            Some("unknown") => endpoint
                .auth_scheme(AuthScheme::new("sigv4a"))
                .auth_scheme(AuthScheme::new("sigv4-s3express")),
            Some(account) if account.starts_with('1') => {
                Endpoint::new(format!("https://{account}.example.com"))
            }
            Some(_) | None => endpoint,
        })
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
    const AUTH: &'static [Auth] =
        if IS_OPTIONAL { &[Auth::SigV4 { service: "get" }, Auth::None] } else { SIGNED };

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

impl ProvideCredentials for Silent {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

/// A client of a service that always responds.
fn world() -> World {
    let transport = FakeTransport::default().on("GET https://example.com/", [ok("{}")]);
    World::new(FakeEnvironment::default(), transport)
}

fn config(world: &World, credentials: impl ProvideCredentials) -> Config {
    Config::new()
        .region("us-east-1")
        .endpoint_url("https://example.com")
        .credentials(credentials)
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
    let known = config(&world, Credentials::new("AKID", "secret"));
    assert!(call(known.timeout(Duration::from_secs(3)), GET).is_ok());
    assert_eq!(world.transport.requests().len(), 1);
}

/// A provider that fails with this error.
#[derive(Debug)]
struct Fails(CredentialsError);

impl ProvideCredentials for Fails {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
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

    // Credentials are used if there are any.
    assert!(call(config(&world, Credentials::new("AKID", "secret")), GET_ANYWAY).is_ok());
    assert!(world.transport.requests()[1].contains("\nauthorization: AWS4-HMAC-SHA256"));

    let unauthorized = "the request cannot be authorized: ";
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
    let refused = block_on(client.presigned(GET, an_hour));
    assert_eq!(refused.unwrap_err().to_string(), format!("{unauthorized}nobody is here"));
    assert_eq!(world.transport.requests().len(), 2);
}

/// Returns the signature for an endpoint with this auth scheme, or the error.
fn signature(rules: &str) -> Result<String, String> {
    let world = world();
    let config = config(&world, Credentials::new("AKID", "secret"))
        .endpoint_url("https://example.com/a/../b")
        .random(|| 0)
        .account_id(rules);
    let client = Client::new::<GetService>(config);
    let presigned = block_on(client.presigned(GET, Duration::from_secs(60)));
    let uri = presigned.map_err(|error| error.to_string())?.uri().to_string();
    Ok(uri.split_once("X-Amz-Signature=").unwrap().1.to_owned())
}

#[test]
fn the_endpoint_says_how_it_wants_signatures() {
    let usual = signature("nothing").unwrap();
    assert_eq!(signature("normalized"), Ok(usual.clone()));
    assert_ne!(signature("as is"), Ok(usual));
    let expected = "the request cannot be authorized: the endpoint wants a signature of sigv4a or \
                    sigv4-s3express, and only sigv4 can be made";
    assert_eq!(signature("unknown"), Err(expected.to_owned()));
}

#[test]
fn the_account_of_the_endpoint_is_that_of_the_credentials() {
    let key = || Credentials::new("AKID", "secret");
    let host = |config: Config| {
        let client = Client::new::<GetService>(config);
        let presigned = block_on(client.presigned(GET, Duration::from_secs(60))).unwrap();
        presigned.uri().host().unwrap().to_owned()
    };
    let world = world();
    let config = |credentials| config(&world, credentials);
    assert_eq!(host(config(key())), "example.com");
    assert_eq!(host(config(key().with_account_id("111"))), "111.example.com");
    // What code sets takes precedence, and the variables of another provider do not count.
    let explicit = config(key().with_account_id("111")).account_id("122");
    assert_eq!(host(explicit), "122.example.com");
    let environment = FakeEnvironment::default().var("AWS_ACCOUNT_ID", "133");
    assert_eq!(host(config(key()).environment(environment)), "example.com");

    let transport = FakeTransport::default().on("GET https://111.example.com/", [ok("{}")]);
    let config = config(key().with_account_id("111")).transport(transport.clone());
    assert!(call(config, GET).is_ok());
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn without_a_region_there_is_no_endpoint() {
    let world = world();
    let config = Config::new()
        .endpoint_url("https://example.com")
        .credentials(Credentials::new("AKID", "secret"))
        .transport(world.transport.clone());
    let error = call(config, GET).unwrap_err();
    assert!(matches!(error, CallError::Endpoint(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the endpoint cannot be resolved: no region is configured: set AWS_REGION or `region` in \
         the profile, or call Config::region"
    );
}

/// The maximum number of headers of a request.
fn full() -> CallOptions {
    (0..24_576)
        .fold(CallOptions::new(), |options, index| options.header(&format!("x-{index}"), "1"))
}

#[test]
fn too_many_headers_are_an_error() {
    let world = world();
    let signed = Client::new::<GetService>(config(&world, Credentials::new("AKID", "secret")));
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
    let client = Client::new::<GetService>(config(&world, Credentials::new("AKID", "secret")));
    let options = |name| CallOptions::new().header(name, "1");
    let client = client.with(options("x-first")).with(options("x-second"));
    assert!(block_on(client.call(GET)).is_ok());
    let sent = world.transport.requests();
    assert!(sent[0].contains("x-first: 1") && sent[0].contains("x-second: 1"), "{sent:?}");
}

//! Calls of AWS services: the credentials, auth scheme and endpoint that they use.

mod client_context;
mod discovery;
mod sessions;

use std::time::Duration;

use whitesmith_client::{CallError, CallResult, Client};
use whitesmith_runtime::endpoint::AuthScheme;
use whitesmith_runtime::internal::block_on;
use whitesmith_runtime::protocol::RestJson1;
use whitesmith_runtime::{
    Auth, BuiltIns, Endpoint, EndpointError, Method, Operation, RequestWriter, ResponseReader,
    Service,
};

use crate::fake_list::{ListError, Page};
use crate::testing::{FakeEnvironment, FakeTransport, Machine as World, ok};
use crate::{Config, Credentials, ProvideCredentials, Settings};

struct GetService;

impl Service for GetService {
    const SDK_ID: &'static str = "Get";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::SigV4 { service: "get" }];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        let endpoint = built_ins.endpoint()?;
        // The account id stands for any property of the endpoint rules.
        Ok(match built_ins.account_id.as_deref() {
            Some("as is") => {
                let scheme = AuthScheme::new("sigv4").disable_normalize_path();
                endpoint.auth_scheme(AuthScheme::new("sigv4-other")).auth_scheme(scheme)
            }
            Some("normalized") => endpoint.auth_scheme(AuthScheme::new("sigv4")),
            Some("any region") => endpoint
                .auth_scheme(AuthScheme::new("sigv4a").signing_region_set(["*"]))
                .auth_scheme(AuthScheme::new("sigv4")),
            Some("unknown") => endpoint
                .auth_scheme(AuthScheme::new("sigv4-other"))
                .auth_scheme(AuthScheme::new("sigv4-another")),
            Some(account) if account.starts_with('1') => {
                Endpoint::new(format!("https://{account}.example.com"))
            }
            Some(_) | None => endpoint,
        })
    }
}

#[derive(Clone, Copy, Debug)]
struct Get;

impl Operation for Get {
    type Output = Page;
    type Error = ListError;
    type Service = GetService;
    const NAME: &'static str = "Get";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
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

/// Returns the signature for an endpoint with this auth scheme, or the error.
fn signature(rules: &str) -> Result<String, String> {
    let world = world();
    let config = config(&world, Credentials::new("AKID", "secret"))
        .endpoint_url("https://example.com/a/../b")
        .random(|| 0)
        .account_id(rules);
    let client = Client::new::<GetService>(config);
    let presigned = block_on(client.presigned(Get, Duration::from_secs(60)));
    let uri = presigned.map_err(|error| error.to_string())?.uri().to_string();
    Ok(uri.split_once("X-Amz-Signature=").unwrap().1.to_owned())
}

#[test]
fn the_endpoint_says_how_it_wants_signatures() {
    let usual = signature("nothing").unwrap();
    assert_eq!(signature("normalized"), Ok(usual.clone()));
    assert_ne!(signature("as is"), Ok(usual));
    let refused = signature("unknown").unwrap_err();
    let expected = "the request cannot be authorized: the endpoint requires the auth scheme sigv4-other or \
                    sigv4-another, but only sigv4";
    assert!(refused.starts_with(expected), "{refused}");
}

/// Of the schemes of an endpoint the first that is supported signs.
#[test]
fn an_endpoint_may_be_in_any_region() {
    let signature = signature("any region").unwrap();
    // A signature of Signature Version 4A is in DER, which starts with 30.
    let (is_der, length) = (signature.starts_with("30"), signature.len());
    assert_eq!(is_der && length > 128, cfg!(feature = "sigv4a"), "{signature}");
    assert_eq!(length == 64, cfg!(not(feature = "sigv4a")), "{signature}");
}

#[test]
fn the_account_of_the_endpoint_is_that_of_the_credentials() {
    let key = || Credentials::new("AKID", "secret");
    let host = |config: Config| {
        let client = Client::new::<GetService>(config);
        let presigned = block_on(client.presigned(Get, Duration::from_secs(60))).unwrap();
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
    assert!(call(config, Get).is_ok());
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn without_a_region_there_is_no_endpoint() {
    let world = world();
    let config = Config::new()
        .endpoint_url("https://example.com")
        .credentials(Credentials::new("AKID", "secret"))
        .transport(world.transport.clone());
    let error = call(config, Get).unwrap_err();
    assert!(matches!(error, CallError::Endpoint(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the endpoint cannot be resolved: no region is configured: set AWS_REGION or `region` in \
         the profile, or call Config::region"
    );
}

/// An operation with two auth schemes.
struct GetEither;

impl Operation for GetEither {
    type Output = Page;
    type Error = ListError;
    type Service = GetService;
    const NAME: &'static str = "GetEither";
    const AUTH: &'static [Auth] = &[Auth::SigV4 { service: "get" }, Auth::Bearer, Auth::None];

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

#[test]
fn the_first_scheme_with_an_identity_is_used() {
    let config = || Config::new().region("us-east-1").endpoint_url("https://example.com");
    let key = || Credentials::new("AKID", "secret");
    for (config, expected) in [
        (config(), None),
        (config().bearer_token("a"), Some("Bearer a")),
        (config().credentials(key()), Some("AWS4-HMAC-SHA256 ")),
        (config().credentials(key()).bearer_token("a"), Some("AWS4-HMAC-SHA256 ")),
    ] {
        let world = world();
        assert!(call(config.transport(world.transport.clone()), GetEither).is_ok());
        let sent = world.transport.requests().remove(0);
        let sent = sent.lines().find_map(|line| line.strip_prefix("authorization: "));
        assert_eq!(sent.is_some(), expected.is_some());
        assert!(sent.unwrap_or_default().starts_with(expected.unwrap_or_default()), "{sent:?}");
    }
}

/// An operation whose host has a prefix.
struct PutData;

impl Operation for PutData {
    type Output = Page;
    type Error = ListError;
    type Service = GetService;
    const NAME: &'static str = "PutData";
    const AUTH: &'static [Auth] = &[Auth::None];

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).host("data-");
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

#[test]
fn settings_count_where_code_says_nothing() {
    let settings = Settings { disable_host_prefix_injection: true, ..Settings::default() };
    let config = || Config::new().endpoint_url("https://example.com").settings(settings.clone());
    for (config, is_sent) in
        [(config(), true), (config().disable_host_prefix_injection(false), false)]
    {
        // Only the host without the prefix responds.
        let world = world();
        let result = call(config.transport(world.transport.clone()), PutData);
        assert_eq!(result.is_ok(), is_sent, "{result:?}");
    }
}

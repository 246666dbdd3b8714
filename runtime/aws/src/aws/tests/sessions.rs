//! Calls at endpoints that require a session, and the requests that are sent.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use whitesmith_client::{
    BoxFuture, CallOptions, Clock as _, Transport, TransportError, TransportErrorKind,
};
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::{ByteStream, CreateSessions, DateTime, SessionCredentials, Sessions};

use super::*;
use crate::testing::{Answer, FakeClock};

/// The parameters of the rules.
struct Params {
    bucket: Option<String>,
    endpoint: Option<String>,
    is_disabled: bool,
}

impl From<&BuiltIns> for Params {
    fn from(built_ins: &BuiltIns) -> Self {
        let is_disabled = built_ins.client_context.flag("DisableS3ExpressSessionAuth");
        let endpoint = built_ins.endpoint.clone();
        Self { bucket: None, endpoint, is_disabled: is_disabled.unwrap_or_default() }
    }
}

/// The endpoint of a bucket, whose requests are signed with a session unless that is disabled.
fn endpoint(params: &Params) -> Endpoint {
    let host = params.endpoint.as_deref().unwrap_or("example.com");
    let Some(bucket) = &params.bucket else { return Endpoint::new(format!("https://{host}")) };
    let scheme = if params.is_disabled { "sigv4" } else { "sigv4-s3express" };
    let scheme = AuthScheme::new(scheme).signing_name("s3express").signing_region("us-west-2");
    Endpoint::new(format!("https://{bucket}.{host}")).auth_scheme(scheme)
}

/// A service with an operation that creates sessions, or without one.
struct Buckets<const CREATES: bool>;

impl<const CREATES: bool> Service for Buckets<CREATES> {
    const SDK_ID: &'static str = "Buckets";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::SigV4 { service: "buckets" }];
    const SESSIONS: Sessions<Params> =
        if CREATES { Sessions::by::<Create>() } else { Sessions::NONE };
    type Protocol = RestJson1;
    type EndpointParams = Params;

    fn endpoint(params: &Params) -> Result<Endpoint, EndpointError> {
        Ok(endpoint(params))
    }
}

/// The operation that creates sessions.
struct Create(String);

impl Operation for Create {
    type Output = Option<SessionCredentials>;
    type Error = ListError;
    type Service = Buckets<true>;
    const NAME: &'static str = "Create";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).path("/session");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> Self::Output {
        let (mut id, mut expiry): (Option<String>, Option<DateTime>) = (None, None);
        response.json(|r, key| match key {
            "Id" => r.set(&mut id, Reader::string),
            "Expiration" => r.set(&mut expiry, Reader::date_time),
            _ => r.skip(),
        });
        let token = id.as_ref().map(|id| format!("token of {id}"));
        SessionCredentials::new(id, "session secret".to_owned(), token, expiry)
    }

    fn endpoint_params(&self, params: &mut Params) {
        params.bucket = Some(self.0.clone());
        params.is_disabled = true;
    }
}

impl CreateSessions for Create {
    fn input(params: &Params) -> Option<Self> {
        params.bucket.clone().map(Self)
    }

    fn credentials(output: Self::Output) -> Option<SessionCredentials> {
        output
    }
}

/// An operation on a bucket, or on none.
#[derive(Clone)]
struct Head<const CREATES: bool>(Option<&'static str>);

impl<const CREATES: bool> Operation for Head<CREATES> {
    type Output = ();
    type Error = ListError;
    type Service = Buckets<CREATES>;
    const NAME: &'static str = "Head";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).path("/");
    }

    fn read_response(_: &mut ResponseReader<'_>) {}

    fn endpoint_params(&self, params: &mut Params) {
        params.bucket = self.0.map(str::to_owned);
    }
}

const A: Head<true> = Head(Some("a"));
const CREATE_A: &str = "GET https://a.example.com/session";
const HEAD_A: &str = "GET https://a.example.com/";

/// A session with this access key that expires so many minutes after the start of the test.
fn session(id: &str, minutes: u32) -> Answer {
    ok(format!(r#"{{"Id": "{id}", "Expiration": "2026-01-01T00:{minutes:02}:00Z"}}"#))
}

/// A service that responds like this to these requests.
struct Fake {
    transport: FakeTransport,
    clock: FakeClock,
    config: Config,
}

impl Fake {
    fn new(answers: &[(&str, &[Answer])]) -> Self {
        let defaults = FakeTransport::default().on(HEAD_A, [ok("{}")]);
        let transport = answers
            .iter()
            .fold(defaults, |found, (request, answers)| found.on(request, answers.to_vec()));
        let world = World::new(FakeEnvironment::default(), transport.clone());
        let credentials = Credentials::new("AKID", "secret").with_session_token("base token");
        let config = Config::new()
            .credentials(credentials)
            .region("us-east-1")
            .transport(transport.clone())
            .clock(world.clock.clone())
            .sleep(world.clock.clone())
            .random(|| 1 << 63);
        Self { transport, clock: world.clock, config }
    }

    fn client(&self, change: impl FnOnce(Config) -> Config) -> Client {
        Client::new::<Buckets<true>>(change(self.config.clone()))
    }

    /// Returns the URL of each request so far, with the access key that signed it.
    fn sent(&self) -> Vec<String> {
        let shown = |request: &String| {
            let line = request.lines().next().unwrap_or_default();
            format!("{line} {}", between(request, "Credential=", "/"))
        };
        self.transport.requests().iter().map(shown).collect()
    }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_default();
    rest.split_once(end).unwrap_or_default().0
}

#[test]
fn a_session_signs_the_requests_to_its_bucket() {
    let fake = Fake::new(&[(CREATE_A, &[session("ASIA1", 5)])]);
    let client = fake.client(|config| config);
    for _ in 0..2 {
        block_on(client.call(A)).unwrap();
    }
    assert_eq!(
        fake.sent(),
        [
            "GET https://a.example.com/session AKID",
            "GET https://a.example.com/ ASIA1",
            "GET https://a.example.com/ ASIA1",
        ]
    );
    let requests = fake.transport.requests();
    let [create, head, ..] = &requests[..] else { panic!("{requests:?}") };
    for request in [create, head] {
        assert!(request.contains("/us-west-2/s3express/aws4_request"), "{request}");
    }
    assert!(create.contains("\nx-amz-security-token: base token\n"), "{create}");
    assert!(!create.contains("x-amz-s3session-token"), "{create}");
    assert!(head.contains("\nx-amz-s3session-token: token of ASIA1\n"), "{head}");
    assert!(head.contains(";x-amz-s3session-token, Signature"), "{head}");
    assert!(!head.contains("x-amz-security-token"), "{head}");
}

/// A transport whose responses come later.
struct Late(FakeTransport);

impl Transport for Late {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        let mut is_late = false;
        Box::pin(async move {
            poll_fn(|context| {
                context.waker().wake_by_ref();
                if std::mem::replace(&mut is_late, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            self.0.send(request).await
        })
    }
}

#[test]
fn concurrent_calls_create_one_session() {
    let fake = Fake::new(&[(CREATE_A, &[session("ASIA1", 5)])]);
    let client = fake.client(|config| config.transport(Late(fake.transport.clone())));
    let (mut first, mut second) = (pin!(client.call(A)), pin!(client.call(A)));
    let (mut results, mut is_done) = (Vec::new(), [false; 2]);
    block_on(poll_fn(|context| {
        let calls = [first.as_mut(), second.as_mut()];
        for (call, is_done) in calls.into_iter().zip(&mut is_done) {
            if !*is_done && let Poll::Ready(result) = call.poll(context) {
                results.push(result);
                *is_done = true;
            }
        }
        if is_done == [true; 2] { Poll::Ready(()) } else { Poll::Pending }
    }));
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(
        fake.sent(),
        [
            "GET https://a.example.com/session AKID",
            "GET https://a.example.com/ ASIA1",
            "GET https://a.example.com/ ASIA1",
        ]
    );
}

#[test]
fn a_session_is_renewed_before_it_expires() {
    let refused = Answer::Status(403, "{}".to_owned());
    let answers = [session("ASIA1", 5), refused, session("ASIA2", 10)];
    let fake = Fake::new(&[(CREATE_A, &answers)]);
    let client = fake.client(|config| config);
    // It is renewed from 75 seconds before its expiry on. While that fails, the session stays in use.
    let mut seconds_passed = 0;
    for (seconds, key) in
        [(0, "ASIA1"), (224, "ASIA1"), (226, "ASIA1"), (240, "ASIA1"), (270, "ASIA2")]
    {
        fake.clock.advance(Duration::from_secs(seconds - seconds_passed));
        seconds_passed = seconds;
        block_on(client.call(A)).unwrap();
        let sent = fake.sent();
        assert_eq!(sent.last().unwrap(), &format!("GET https://a.example.com/ {key}"), "{seconds}");
    }
    let created = fake.sent().iter().filter(|request| request.contains("/session")).count();
    assert_eq!(created, 3);
}

#[test]
fn a_session_is_for_one_bucket_and_one_identity() {
    let fake = Fake::new(&[
        (CREATE_A, &[session("ASIA1", 5)]),
        ("GET https://b.example.com/session", &[session("ASIA2", 5)]),
        ("GET https://b.example.com/", &[ok("{}")]),
        ("GET https://a.other/session", &[session("ASIA3", 5)]),
        ("GET https://a.other/", &[ok("{}")]),
        ("GET https://example.com/", &[ok("{}")]),
    ]);
    let client = fake.client(|config| config);
    block_on(client.call(A)).unwrap();
    block_on(client.call(Head::<true>(Some("b")))).unwrap();
    block_on(client.with(CallOptions::new().endpoint_url("other")).call(A)).unwrap();
    block_on(client.call(Head::<true>(None))).unwrap();
    assert_eq!(
        fake.sent(),
        [
            "GET https://a.example.com/session AKID",
            "GET https://a.example.com/ ASIA1",
            "GET https://b.example.com/session AKID",
            "GET https://b.example.com/ ASIA2",
            "GET https://a.other/session AKID",
            "GET https://a.other/ ASIA3",
            "GET https://example.com/ AKID",
        ]
    );
    // Another access key has sessions of its own.
    let now = fake.clock.now();
    let keys = fake.client(|config| {
        let key = |id| Credentials::new(id, "secret").with_expiry(now + Duration::from_secs(400));
        config.credentials(key("OTHER"))
    });
    block_on(keys.call(A)).unwrap();
    assert_eq!(fake.sent()[7], "GET https://a.example.com/session OTHER");
}

#[test]
fn a_session_that_cannot_be_created_fails_the_call() {
    let denied = Answer::Status(403, r#"{"code": "AccessDenied", "message": "no"}"#.to_owned());
    for (answer, cause) in [
        (denied, "AccessDenied: no (HTTP 403)"),
        (ok("{}"), "the response has no credentials"),
        (ok("<"), "the output could not be deserialized: "),
    ] {
        let fake = Fake::new(&[(CREATE_A, &[answer])]);
        let error = block_on(fake.client(|config| config).call(A)).unwrap_err();
        assert!(matches!(error, CallError::Credentials(_)), "{error:?}");
        let expected = format!(
            "the request cannot be authorized: the session that a.example.com requires cannot be \
             created: {cause}"
        );
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert_eq!(fake.sent(), ["GET https://a.example.com/session AKID"]);
    }
}

#[test]
fn the_creation_of_a_session_is_retried_and_timed_like_a_call() {
    let busy = Answer::Status(503, "{}".to_owned());
    let lost = Answer::Error(TransportErrorKind::Interrupted);
    let fake = Fake::new(&[(CREATE_A, &[busy, lost, session("ASIA1", 5)])]);
    block_on(fake.client(|config| config).call(A)).unwrap();
    assert_eq!(fake.sent().len(), 4);
    let fake = Fake::new(&[(CREATE_A, &[Answer::Silence])]);
    let limited = |config: Config| config.timeout(Duration::from_secs(3));
    let error = block_on(fake.client(limited).call(A)).unwrap_err();
    assert!(matches!(error, CallError::Timeout(_)), "{error:?}");
}

#[test]
fn without_session_auth_the_credentials_of_the_client_sign() {
    let settings = Settings { s3_disable_express_session_auth: true, ..Settings::default() };
    let of_settings = |config: Config| config.settings(settings);
    let of_code = |config: Config| config.client_context("DisableS3ExpressSessionAuth", true);
    let fake = Fake::new(&[]);
    block_on(fake.client(of_settings.clone()).call(A)).unwrap();
    block_on(fake.client(of_code).call(A)).unwrap();
    for request in fake.transport.requests() {
        assert!(request.contains("Credential=AKID/20260101/us-west-2/s3express/"), "{request}");
        assert!(request.contains("\nx-amz-security-token: base token\n"), "{request}");
    }
    // Code takes precedence over settings.
    let fake = Fake::new(&[(CREATE_A, &[session("ASIA1", 5)])]);
    let enabled = |config| of_settings(config).client_context("DisableS3ExpressSessionAuth", false);
    block_on(fake.client(enabled).call(A)).unwrap();
    assert_eq!(fake.sent().len(), 2);
}

#[test]
fn a_presigned_request_is_signed_with_a_session() {
    let fake = Fake::new(&[(CREATE_A, &[session("ASIA1", 5)])]);
    let client = fake.client(|config| config);
    let presigned = block_on(client.presigned(A, Duration::from_secs(60))).unwrap();
    let uri = presigned.uri().to_string();
    assert!(uri.contains("X-Amz-Credential=ASIA1%2F20260101%2Fus-west-2%2Fs3express"), "{uri}");
    assert!(uri.contains("&X-Amz-S3session-Token=token%20of%20ASIA1&"), "{uri}");
    assert!(!uri.contains("X-Amz-Security-Token"), "{uri}");
    assert_eq!(fake.sent(), ["GET https://a.example.com/session AKID"]);
}

#[test]
fn a_client_without_the_operation_says_which_one_is_needed() {
    let fake = Fake::new(&[]);
    let client = Client::new::<Buckets<false>>(fake.config.clone());
    let error = block_on(client.call(Head::<false>(Some("a")))).unwrap_err().to_string();
    let expected = "the request cannot be authorized: the endpoint requires the auth scheme \
                    sigv4-s3express, but the client has no operation that creates sessions: ";
    assert!(error.starts_with(expected), "{error}");
    assert!(fake.sent().is_empty());
}

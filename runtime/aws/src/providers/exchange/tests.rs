//! Responses of services that provide credentials: which are retried, and when.

use std::sync::{Arc, Mutex};

use super::*;
use crate::Config;
use crate::resolve::tests::{Get, Regional};
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};
use crate::{
    ContainerCredentials, InstanceCredentials, ProfileCredentials, ProvideCredentials as _,
    WebIdentityCredentials,
};
use whitesmith_client::{Client, Clock as _, RetryBehavior, TransportError, TransportErrorKind};
use whitesmith_runtime::internal::block_on;

const STS: &str = "POST https://sts.eu-west-1.amazonaws.com/";
const POD: &str = "GET http://169.254.170.23/v1/credentials";
const KEY: &str = r#"{"AccessKeyId": "AKID", "SecretAccessKey": "SECRET"}"#;
const ROLE: &str = "<AccessKeyId>AKID</AccessKeyId><SecretAccessKey>SECRET</SecretAccessKey>\
                    <SessionToken>T</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration>";

fn sts(answers: impl IntoIterator<Item = Answer>) -> Machine {
    let environment = FakeEnvironment::default()
        .config(
            "[profile a]\nrole_arn = A\nsource_profile = k\n[profile k]\n\
             aws_access_key_id = K\naws_secret_access_key = S",
        )
        .var("AWS_REGION", "eu-west-1")
        .var("AWS_ROLE_ARN", "arn")
        .var("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "JWT");
    Machine::new(environment, FakeTransport::default().on(STS, answers))
}

fn pod(answers: impl IntoIterator<Item = Answer>) -> Machine {
    let environment = FakeEnvironment::default()
        .var("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials");
    Machine::new(environment, FakeTransport::default().on(POD, answers))
}

fn refused() -> Answer {
    Answer::Error(TransportErrorKind::Connect)
}

fn of_sts(status: u16, code: &str) -> Answer {
    let error = format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>");
    Answer::Status(status, error)
}

#[test]
fn a_service_that_is_not_there_yet_is_asked_again() {
    let machine = pod([refused(), refused(), ok(KEY)]);
    assert!(machine.ask(&ContainerCredentials).is_ok());
    // Half of one second and half of two: a service on this machine may start later than this
    // process.
    assert_eq!(machine.clock.now(), now() + Duration::from_millis(1_500));
    let machine = sts([refused(), Answer::Error(TransportErrorKind::Interrupted), ok(ROLE)]);
    assert!(machine.ask(&WebIdentityCredentials).is_ok());
    let machine = sts([refused()]);
    let error = machine.ask(&WebIdentityCredentials).unwrap_err();
    assert_eq!(error, "AWS STS cannot be reached: failed to connect: simulated by the test");
    assert_eq!(machine.transport.requests().len(), 3);
}

#[test]
fn throttling_and_cut_answers_pass() {
    for answer in [
        of_sts(400, "Throttling"),
        of_sts(400, "RequestLimitExceeded"),
        of_sts(429, "Whatever"),
        of_sts(503, "ServiceUnavailable"),
        ok(&ROLE[..ROLE.len() / 2]),
    ] {
        let machine = sts([answer.clone(), ok(ROLE)]);
        assert!(machine.ask(&ProfileCredentials::named("a")).is_ok(), "{answer:?}");
        assert_eq!(machine.transport.requests().len(), 2);
    }
    let half = ok(&KEY[..KEY.len() / 2]);
    assert!(pod([half, ok(KEY)]).ask(&ContainerCredentials).is_ok());
    // What a retry would not change is final.
    let machine = sts([of_sts(403, "AccessDenied"), ok(ROLE)]);
    assert!(machine.ask(&ProfileCredentials::named("a")).is_err());
    assert_eq!(machine.transport.requests().len(), 1);
}

#[test]
fn attempts_are_those_of_the_settings() {
    let machine = sts([refused()]);
    let environment = FakeEnvironment::default()
        .var("AWS_REGION", "eu-west-1")
        .var("AWS_MAX_ATTEMPTS", "5")
        .var("AWS_ROLE_ARN", "arn")
        .var("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "JWT");
    let machine = Machine::new(environment, machine.transport);
    assert!(machine.ask(&WebIdentityCredentials).is_err());
    assert_eq!(machine.transport.requests().len(), 5);
}

#[test]
fn a_wrong_clock_is_corrected() {
    let error = "<Error><Code>SignatureDoesNotMatch</Code></Error>".to_owned();
    let skewed = Answer::Dated(403, "Thu, 01 Jan 2026 02:00:00 GMT", error);
    let machine = sts([skewed, ok(ROLE)]);
    assert!(machine.ask(&ProfileCredentials::named("a")).is_ok());
    let requests = machine.transport.requests();
    assert!(requests[0].contains("x-amz-date: 20260101T000000Z"), "{requests:?}");
    assert!(requests[1].contains("x-amz-date: 20260101T020000Z"), "{requests:?}");
    // The skew is shared with the calls of the client.
    let two_hours = Duration::from_secs(7_200);
    let passed = machine.clock.now().duration_since(now()).unwrap();
    assert_eq!(machine.context.service_time(), now() + passed + two_hours);
}

#[test]
fn the_quota_of_retries_ends_them() {
    let machine = sts([refused()]);
    let ask = || {
        let before = machine.transport.requests().len();
        assert!(machine.ask(&WebIdentityCredentials).is_err());
        machine.transport.requests().len() - before
    };
    // 500 tokens, 14 for each of two retries.
    assert!((0..17).all(|_| ask() == 3));
    assert_eq!((ask(), ask()), (2, 1));
}

/// Returns how often a client calls STS and how long it waits if the first responses are errors.
fn asked(change: impl FnOnce(Config) -> Config, environment: FakeEnvironment) -> (usize, Duration) {
    let environment = environment
        .var("AWS_REGION", "eu-west-1")
        .var("AWS_ROLE_ARN", "arn")
        .var("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "JWT");
    let transport = FakeTransport::default().on(STS, [refused()]);
    let machine = Machine::new(environment.clone(), transport);
    let config = Config::new()
        .region("eu-west-1")
        .environment(environment)
        .credentials(WebIdentityCredentials)
        .random(|| 1 << 63)
        .transport(machine.transport.clone())
        .sleep(machine.clock.clone())
        .clock(machine.clock.clone());
    let client = Client::new::<Regional>(change(config));
    assert!(block_on(client.call(Get)).is_err());
    let waited = machine.clock.now().duration_since(now()).unwrap();
    (machine.transport.requests().len(), waited)
}

#[test]
fn services_of_aws_are_asked_as_often_as_the_client_is_configured() {
    let none = FakeEnvironment::default;
    let twice = || none().var("AWS_MAX_ATTEMPTS", "2");
    let settings = |attempts| Settings { max_attempts: Some(attempts), ..Settings::default() };
    let (short, long) = (Duration::from_millis(25), Duration::from_millis(500));
    assert_eq!(asked(|config| config, none()), (3, short * 3));
    assert_eq!(asked(|config| config.max_attempts(1), none()), (1, Duration::ZERO));
    assert_eq!(asked(|config| config.max_attempts(1), twice()), (1, Duration::ZERO));
    assert_eq!(asked(|config| config, twice()), (2, short));
    assert_eq!(asked(|config| config.settings(settings(1)), twice()), (2, short));
    assert_eq!(asked(|config| config.settings(settings(1)), none()), (1, Duration::ZERO));
    let before = |config: Config| config.max_attempts(2).retry_behavior(RetryBehavior::Before2026);
    assert_eq!(asked(before, none()), (2, long));
    let variable = twice().var("AWS_NEW_RETRIES_2026", "false");
    assert_eq!(asked(|config| config, variable.clone()), (2, long));
    let of_client = Settings::load(&variable);
    assert_eq!(asked(|config| config.settings(of_client), none()), (2, long));
    let now = |config: Config| config.retry_behavior(RetryBehavior::Of2026);
    assert_eq!(asked(now, variable), (2, short));
}

#[test]
fn services_of_the_machine_have_the_retry_behavior_of_the_client() {
    for (behavior, waited) in [(RetryBehavior::Of2026, 25), (RetryBehavior::Before2026, 500)] {
        let transport = FakeTransport::default();
        let mut machine = Machine::new(FakeEnvironment::default(), transport);
        machine.retries(|retries| retries.behavior = Some(behavior));
        let cut = Answer::Error(TransportErrorKind::Interrupted);
        let token = "PUT http://169.254.169.254/latest/api/token";
        let _ = machine.transport.clone().on(token, [cut, Answer::Status(400, String::new())]);
        assert!(machine.ask(&InstanceCredentials::default()).is_err());
        assert_eq!(machine.clock.now(), now() + Duration::from_millis(waited), "{behavior:?}");
    }
}

#[test]
fn requests_say_who_asks() {
    let agents = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&agents);
    let transport = move |request: http::Request<ByteStream>| {
        seen.lock().unwrap().push(request.headers()["user-agent"].clone());
        async { Ok::<_, TransportError>(http::Response::new(ByteStream::from(KEY))) }
    };
    let environment =
        FakeEnvironment::default().var("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c");
    let clock = sts([]).clock;
    let context = Context::new(transport, clock.clone(), clock, environment);
    assert!(block_on(ContainerCredentials.provide(&context)).is_ok());
    let agent = agents.lock().unwrap().pop().unwrap();
    assert!(agent.to_str().unwrap().ends_with(" lang/rust"), "{agent:?}");
}

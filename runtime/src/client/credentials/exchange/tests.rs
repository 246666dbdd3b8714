//! In: what services that give credentials answer. Out: which of it is asked for again, and when.

use std::sync::{Arc, Mutex};

use super::*;
use crate::block_on::block_on;
use crate::client::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};
use crate::client::{
    Clock as _, ContainerCredentials, ProfileCredentials, ProvideCredentials as _,
    WebIdentityCredentials,
};

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
    // Half of a second and half of two: a service of the machine may start later than we do.
    assert_eq!(machine.clock.now(), now() + Duration::from_millis(1_500));
    let machine = sts([refused(), Answer::Error(TransportErrorKind::Interrupted), ok(ROLE)]);
    assert!(machine.ask(&WebIdentityCredentials).is_ok());
    let machine = sts([refused()]);
    let error = machine.ask(&WebIdentityCredentials).unwrap_err();
    assert_eq!(error, "AWS STS cannot be reached: no connection: as the test wants");
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
    // What another attempt would not change is final.
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
    // The calls of the client know it too.
    let two_hours = Duration::from_secs(7_200);
    assert_eq!(machine.context.skew.correct(now()), now() + two_hours);
}

#[test]
fn the_quota_of_retries_ends_them() {
    let machine = sts([refused()]);
    while machine.context.bucket.take(1) {}
    assert!(machine.ask(&WebIdentityCredentials).is_err());
    assert_eq!(machine.transport.requests().len(), 1);
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

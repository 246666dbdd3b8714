//! Variables of a container and responses of its service: credentials or errors.

use super::*;
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};

const ANSWER: &str = r#"{"RoleArn": "arn", "AccessKeyId": "AKID", "SecretAccessKey": "SECRET",
    "Token": "TOKEN", "Expiration": "2026-01-01T00:30:00Z", "AccountId": "123456789012"}"#;

const URL: &str = "http://169.254.170.2/v2/credentials/1";

fn relative() -> FakeEnvironment {
    FakeEnvironment::default().var(RELATIVE, "/v2/credentials/1")
}

fn machine(environment: FakeEnvironment, url: &str, answers: Vec<Answer>) -> Machine {
    Machine::new(environment, FakeTransport::default().on(&format!("GET {url}"), answers))
}

fn expected() -> Credentials {
    Credentials::new("AKID", "SECRET")
        .with_session_token("TOKEN")
        .with_expiry(now() + Duration::from_secs(1800))
        .with_account_id("123456789012")
}

#[test]
fn a_relative_uri_leads_to_ecs() {
    let machine = machine(relative(), URL, vec![ok(ANSWER)]);
    assert_eq!(machine.ask(&ContainerCredentials), Ok(expected()));
    assert_eq!(machine.transport.requests(), [format!("GET {URL}")]);
}

#[test]
fn a_full_uri_must_be_near_or_safe() {
    for (url, is_allowed) in [
        ("http://127.0.0.1:80/c", true),
        ("http://127.9.8.7/c", true),
        ("http://[::1]/c", true),
        ("http://LOCALHOST:9/c", true),
        ("http://agent.localhost/c", true),
        ("http://169.254.170.2/c", true),
        ("http://169.254.170.23/v1/credentials", true),
        ("http://[fd00:ec2::23]/v1/credentials", true),
        ("https://example.com/c", true),
        ("http://169.254.169.254/c", false),
        ("http://example.com/c", false),
        ("http://localhost.example.com/c", false),
        ("http://notlocalhost/c", false),
        ("http://127.0.0.1.example.com/c", false),
        ("http://user@example.com:80@127.0.0.1/c", false),
        ("http://[fd00:ec2::24]/c", false),
        ("http://localhost:99999/c", false),
        ("https://example.com:c/c", false),
        ("ftp://127.0.0.1/c", false),
        ("/c", false),
        ("", false),
    ] {
        let environment = FakeEnvironment::default().var(FULL, url);
        let machine = machine(environment, url, vec![ok(ANSWER)]);
        let answer = machine.ask(&ContainerCredentials);
        assert_eq!(answer.is_ok(), is_allowed, "{url}: {answer:?}");
        assert_eq!(machine.transport.requests().len(), usize::from(is_allowed), "{url}");
    }
    let environment = FakeEnvironment::default().var(FULL, "http://example.com/c");
    let error = machine(environment, "", vec![]).ask(&ContainerCredentials).unwrap_err();
    let expected = "AWS_CONTAINER_CREDENTIALS_FULL_URI must be a URL of https, or of http to \
                    localhost, a loopback address, or one of 169.254.170.2, 169.254.170.23, \
                    fd00:ec2::23";
    assert_eq!(error, expected);
}

#[test]
fn a_token_is_sent() {
    let file = relative().var(TOKEN, "unused").var(TOKEN_FILE, "/token").file("/token", "T0KEN\n");
    for environment in [relative().var(TOKEN, "T0KEN"), file] {
        let machine = machine(environment, URL, vec![ok(ANSWER)]);
        assert_eq!(machine.ask(&ContainerCredentials), Ok(expected()));
        assert_eq!(machine.transport.requests(), [format!("GET {URL}\nauthorization: T0KEN")]);
    }
}

#[test]
fn trouble_passes() {
    let answers = vec![Answer::Status(500, String::new()), Answer::Silence, ok(ANSWER)];
    assert_eq!(machine(relative(), URL, answers).ask(&ContainerCredentials), Ok(expected()));
}

#[test]
fn errors_say_what_is_wrong() {
    let refusal = r#"{"code": "AccessDenied", "message": "not for you"}"#;
    let failed = |status, body: &str| vec![Answer::Status(status, body.to_owned())];
    for (environment, answers, expected) in [
        (
            FakeEnvironment::default(),
            vec![],
            "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set",
        ),
        (
            FakeEnvironment::default().var(RELATIVE, "@example.com/"),
            vec![],
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must begin with a slash",
        ),
        (
            relative().var(TOKEN_FILE, "/token"),
            vec![],
            "the token file /token of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE cannot be read: entity not found",
        ),
        (
            relative().var(TOKEN, "SECRET\nhost: x"),
            vec![],
            "AWS_CONTAINER_AUTHORIZATION_TOKEN contains characters that are not valid in a header",
        ),
        (
            relative(),
            failed(403, refusal),
            "the container credentials service responded with status 403: AccessDenied: not for you",
        ),
        (
            relative(),
            failed(404, "<html>"),
            "the container credentials service responded with status 404",
        ),
        (
            relative(),
            failed(403, "the task has no role\n"),
            "the container credentials service responded with status 403: the task has no role",
        ),
        (
            relative(),
            failed(403, "<html><h1>Forbidden</h1><p>by a proxy</p></html>"),
            "the container credentials service responded with status 403: Forbidden by a proxy",
        ),
        (
            relative(),
            vec![ok("SECRET")],
            "the response of the container credentials service is not the expected JSON, at the top",
        ),
        (
            relative(),
            vec![ok(r#"{"AccessKeyId": "AKID", "SecretAccessKey": ""}"#)],
            "the response of the container credentials service has no SecretAccessKey",
        ),
    ] {
        let error = machine(environment, URL, answers).ask(&ContainerCredentials);
        assert_eq!(error, Err(expected.to_owned()));
    }
}

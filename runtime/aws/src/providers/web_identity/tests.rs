//! Tokens and responses of STS: credentials or errors.

use std::time::Duration;

use super::*;
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};

const ANSWER: &str = r#"<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>subject</SubjectFromWebIdentityToken>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/role/session</Arn>
      <AssumedRoleId>AROA:session</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <SessionToken>TOK/EN+1=</SessionToken>
      <SecretAccessKey>SECRET</SecretAccessKey>
      <Expiration>2026-01-01T01:00:00Z</Expiration>
      <AccessKeyId>ASIA</AccessKeyId>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>"#;

const GLOBAL: &str = "https://sts.amazonaws.com/";

fn environment() -> FakeEnvironment {
    FakeEnvironment::default()
        .var("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
        .var("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/role")
        .file("/token", "JWT.JWT\n")
}

fn machine(environment: FakeEnvironment, url: &str, answers: Vec<Answer>) -> Machine {
    Machine::new(environment, FakeTransport::default().on(&format!("POST {url}"), answers))
}

fn expected() -> Credentials {
    Credentials::new("ASIA", "SECRET")
        .with_session_token("TOK/EN+1=")
        .with_expiry(now() + Duration::from_secs(3600))
        .with_account_id("123456789012")
}

fn failed(status: u16, code: &str) -> Answer {
    let error = format!(
        "<Error><Type>Sender</Type><Code>{code}</Code><Message>it &lt; it</Message></Error>"
    );
    Answer::Status(status, format!("<ErrorResponse>{error}</ErrorResponse>"))
}

#[test]
fn a_token_gives_credentials() {
    let machine = machine(environment(), GLOBAL, vec![ok(ANSWER)]);
    assert_eq!(machine.ask(&WebIdentityCredentials), Ok(expected()));
    let expected = "POST https://sts.amazonaws.com/\n\
                    content-type: application/x-www-form-urlencoded\n\
                    Action=AssumeRoleWithWebIdentity&Version=2011-06-15\
                    &RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Frole\
                    &RoleSessionName=whitesmith%2D1767225600000\
                    &WebIdentityToken=JWT%2EJWT";
    assert_eq!(machine.transport.requests(), [expected]);
}

#[test]
fn a_session_may_have_a_name() {
    let environment = environment().var("AWS_ROLE_SESSION_NAME", "mine");
    let machine = machine(environment, GLOBAL, vec![ok(ANSWER)]);
    assert_eq!(machine.ask(&WebIdentityCredentials), Ok(expected()));
    assert!(machine.transport.requests()[0].contains("&RoleSessionName=mine&"));
}

#[test]
fn the_settings_say_where_sts_is() {
    for (vars, url) in [
        (vec![("AWS_REGION", "eu-west-1")], "https://sts.eu-west-1.amazonaws.com/"),
        (vec![("AWS_REGION", "cn-north-1")], "https://sts.cn-north-1.amazonaws.com.cn/"),
        (
            vec![("AWS_REGION", "us-east-1"), ("AWS_USE_FIPS_ENDPOINT", "true")],
            "https://sts-fips.us-east-1.amazonaws.com/",
        ),
        (
            vec![("AWS_REGION", "us-gov-west-1"), ("AWS_USE_FIPS_ENDPOINT", "true")],
            "https://sts.us-gov-west-1.amazonaws.com/",
        ),
        (
            vec![("AWS_REGION", "eu-west-1"), ("AWS_USE_DUALSTACK_ENDPOINT", "true")],
            "https://sts.eu-west-1.api.aws/",
        ),
        (vec![("AWS_ENDPOINT_URL_STS", "http://localhost:4566")], "http://localhost:4566/"),
    ] {
        let environment =
            vars.into_iter().fold(environment(), |e, (name, value)| e.var(name, value));
        let answer = machine(environment, url, vec![ok(ANSWER)]).ask(&WebIdentityCredentials);
        assert_eq!(answer, Ok(expected()), "{url}");
    }
}

#[test]
fn trouble_passes() {
    let busy = Answer::Status(503, "busy".into());
    let answers = vec![busy, failed(400, "IDPCommunicationError"), ok(ANSWER)];
    assert_eq!(
        machine(environment(), GLOBAL, answers).ask(&WebIdentityCredentials),
        Ok(expected())
    );
}

#[test]
fn errors_say_what_is_wrong() {
    let without = |element: &str| ANSWER.replace(element, "Other");
    for (environment, answer, expected) in [
        (FakeEnvironment::default(), ok(""), "AWS_WEB_IDENTITY_TOKEN_FILE is not set"),
        (
            environment().var("AWS_ROLE_ARN", ""),
            ok(""),
            "AWS_WEB_IDENTITY_TOKEN_FILE is set, so AWS_ROLE_ARN must be set too",
        ),
        (
            environment().var("AWS_WEB_IDENTITY_TOKEN_FILE", "/none"),
            ok(""),
            "the token file /none cannot be read: entity not found",
        ),
        (
            environment(),
            failed(400, "ExpiredTokenException"),
            "AWS STS responded with status 400: ExpiredTokenException: it < it",
        ),
        (
            environment(),
            Answer::Status(404, "<html>\n<h1>Nothing here</h1>".into()),
            "AWS STS responded with status 404: Nothing here",
        ),
        (environment(), ok("SECRET"), "the response of AWS STS has no AccessKeyId"),
        (environment(), ok(without("SessionToken")), "the response of AWS STS has no SessionToken"),
        (
            environment(),
            ok(ANSWER.replace("2026-01-01", "tomorrow")),
            "the response of AWS STS has an Expiration that is not a timestamp",
        ),
        (
            environment().var("AWS_USE_FIPS_ENDPOINT", "maybe"),
            ok(ANSWER),
            "AWS_USE_FIPS_ENDPOINT: expected true or false, found \"maybe\"",
        ),
    ] {
        let error = machine(environment, GLOBAL, vec![answer]).ask(&WebIdentityCredentials);
        assert_eq!(error, Err(expected.to_owned()));
    }
}

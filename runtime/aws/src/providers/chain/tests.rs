//! Chains: the first provider with credentials, or the errors of all.

use super::*;
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, ok};

fn ask(environment: FakeEnvironment, transport: FakeTransport) -> Result<String, String> {
    let machine = Machine::new(environment, transport);
    let credentials = machine.ask(&CredentialsChain::default())?;
    Ok(credentials.access_key_id().to_owned())
}

fn key(name: &str) -> String {
    format!(r#"{{"AccessKeyId": "{name}", "SecretAccessKey": "SECRET"}}"#)
}

/// Each provider has credentials, from the last one on.
#[test]
fn the_first_source_wins() {
    let metadata = "http://169.254.169.254/latest";
    let roles = "meta-data/iam/security-credentials";
    let sts = "<AccessKeyId>identity</AccessKeyId><SecretAccessKey>S</SecretAccessKey>\
               <SessionToken>T</SessionToken><Expiration>2026-01-01T00:00:00Z</Expiration>";
    let transport = FakeTransport::default()
        .on(&format!("PUT {metadata}/api/token"), [ok("S")])
        .on(&format!("GET {metadata}/{roles}/"), [ok("role")])
        .on(&format!("GET {metadata}/{roles}/role"), [ok(key("instance"))])
        .on("GET http://169.254.170.2/c", [ok(key("container"))])
        .on("POST https://sts.amazonaws.com/", [ok(sts)]);
    let mut environment = FakeEnvironment::default();
    assert_eq!(ask(environment.clone(), transport.clone()), Ok("instance".into()));
    environment = environment.var("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c");
    assert_eq!(ask(environment.clone(), transport.clone()), Ok("container".into()));
    let profile = "[default]\naws_access_key_id = profile\naws_secret_access_key = SECRET";
    environment = environment.config(profile);
    assert_eq!(ask(environment.clone(), transport.clone()), Ok("profile".into()));
    environment = environment
        .var("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "JWT")
        .var("AWS_ROLE_ARN", "arn");
    assert_eq!(ask(environment.clone(), transport.clone()), Ok("identity".into()));
    // The profile was selected on purpose.
    let named = environment.clone().var("AWS_PROFILE", "default");
    assert_eq!(ask(named, transport.clone()), Ok("profile".into()));
    environment =
        environment.var("AWS_ACCESS_KEY_ID", "variable").var("AWS_SECRET_ACCESS_KEY", "S");
    assert_eq!(ask(environment, transport), Ok("variable".into()));
}

#[test]
fn all_that_was_said_is_told_in_one_line() {
    let environment = FakeEnvironment::default().var("AWS_EC2_METADATA_DISABLED", "true");
    let expected = "no credentials: environment: AWS_ACCESS_KEY_ID is not set; \
        web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set; \
        profile: the shared files have no profile \"default\"; \
        container: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor \
        AWS_CONTAINER_CREDENTIALS_FULL_URI is set; \
        EC2 instance: AWS_EC2_METADATA_DISABLED is true";
    assert_eq!(ask(environment, FakeTransport::default()), Err(expected.into()));
}

#[test]
fn a_source_that_does_not_work_ends_the_search() {
    let environment = FakeEnvironment::default()
        .config("[default]\naws_access_key_id = AKID")
        .var("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c");
    let transport = FakeTransport::default().on("GET http://169.254.170.2/c", [ok(key("A"))]);
    let expected = "no credentials: environment: AWS_ACCESS_KEY_ID is not set; \
        web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set; \
        profile: the profile \"default\" has aws_access_key_id and needs aws_secret_access_key too";
    assert_eq!(ask(environment, transport.clone()), Err(expected.into()));
    assert!(transport.requests().is_empty());
}

/// The line may contain a key, unless it is nested below another property.
#[test]
fn an_unreadable_line_of_the_profile_ends_the_search() {
    let container = |config: &str| {
        let environment = FakeEnvironment::default()
            .config(config)
            .var("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c");
        let answers = [ok(key("A"))];
        ask(environment, FakeTransport::default().on("GET http://169.254.170.2/c", answers))
    };
    assert_eq!(container("[default]\ns3 =\n  nonsense\n"), Ok("A".into()));
    let error = container("[default]\ns3 =\nnonsense\n").unwrap_err();
    assert!(error.ends_with("/.aws/config, line 3: expected `key = value`)"), "{error}");
}

#[test]
fn sources_can_be_chosen() {
    let transport = FakeTransport::default();
    let machine = Machine::new(FakeEnvironment::default(), transport);
    let own = CredentialsChain::empty()
        .with("environment", EnvironmentCredentials)
        .with("mine", Credentials::new("AKID", "SECRET"));
    assert_eq!(machine.ask(&own), Ok(Credentials::new("AKID", "SECRET")));
    assert!(!format!("{own:?}").contains("SECRET"));
    let silent = FakeTransport::default()
        .on("PUT http://169.254.169.254/latest/api/token", [Answer::Silence]);
    let error = ask(FakeEnvironment::default(), silent).unwrap_err();
    assert!(error.ends_with("timed out: no response within 1s"), "{error}");
}

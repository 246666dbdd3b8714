//! Profiles: credentials or errors.

mod chains;

use std::time::Duration;

use super::*;
use crate::testing::{FakeEnvironment, FakeTransport, Machine, now, ok};

fn ask(config: &str) -> Result<Credentials, String> {
    ask_in(FakeEnvironment::default().config(config))
}

fn ask_in(environment: FakeEnvironment) -> Result<Credentials, String> {
    Machine::new(environment, FakeTransport::default()).ask(&ProfileCredentials::new())
}

#[test]
fn a_profile_may_have_a_key() {
    let config = "[default]\naws_access_key_id = AKID\naws_secret_access_key = SECRET\n";
    let key = Credentials::new("AKID", "SECRET");
    assert_eq!(ask(config), Ok(key.clone()));
    let session = format!("{config}aws_session_token = TOKEN\naws_account_id = 123456789012");
    let expected = key.clone().with_session_token("TOKEN").with_account_id("123456789012");
    assert_eq!(ask(&session), Ok(expected));
    // The account id in the environment belongs to the keys in the environment.
    let environment =
        FakeEnvironment::default().config(config).var("AWS_ACCOUNT_ID", "210987654321");
    assert_eq!(ask_in(environment), Ok(key.clone()));
    let named = config.replace("default", "profile other");
    let environment = FakeEnvironment::default().config(&named);
    assert_eq!(ask_in(environment.clone().var("AWS_PROFILE", "other")), Ok(key.clone()));
    let machine = Machine::new(environment, FakeTransport::default());
    assert_eq!(machine.ask(&ProfileCredentials::named("other")), Ok(key));
}

const ERRORS: &[(&str, &str)] = &[
    ("", "the shared files have no profile \"default\""),
    ("[default]\nregion = x", "the profile \"default\" has no credentials"),
    (
        "[default]\naws_access_key_id = AKID",
        "the profile \"default\" has aws_access_key_id and needs aws_secret_access_key too",
    ),
    (
        "[default]\naws_secret_access_key = SECRET",
        "the profile \"default\" has aws_secret_access_key and needs aws_access_key_id too",
    ),
    (
        "[default]\nweb_identity_token_file = /token",
        "the profile \"default\" has a web_identity_token_file and needs role_arn too",
    ),
    (
        "[default]\nsso_session = s",
        "there is no section [sso-session s], which the profile \"default\" names",
    ),
    ("[default]\nsso_start_url = u", "the profile \"default\" needs sso_region"),
    (
        "[default]\nsso_start_url = u\nsso_region = x.example.com/",
        "the profile \"default\" needs a region as its sso_region, not \"x.example.com/\"",
    ),
    (
        "[default]\nsso_session = s\nsso_region = x\n[sso-session s]\nsso_start_url = u",
        "the section [sso-session s] needs sso_region",
    ),
    (
        "[default]\nsso_session = s\nsso_region = x\n[sso-session s]\nsso_start_url = u\nsso_region = y",
        "the profile \"default\" and its section [sso-session s] differ in sso_region; remove it from the profile",
    ),
    (
        "[default]\nsso_role_name = r\nsso_account_id = 1",
        "the profile \"default\" has sso_account_id and needs sso_session too",
    ),
    (
        "[default]\nsso_role_name = r\nsso_region = x",
        "the profile \"default\" has sso_role_name and needs sso_session too",
    ),
    (
        "[default]\nsso_start_url = u\nsso_region = x",
        "the profile \"default\" needs sso_account_id",
    ),
    (
        "[default]\nsso_start_url = u\nsso_region = x\nsso_account_id = 1",
        "the profile \"default\" needs sso_role_name",
    ),
    (
        "[default]\ncredential_process = secret --key SECRET",
        "the credential_process has failed; run it in a shell to see why: \
             it failed with exit status: 127",
    ),
    (
        "[default]\ncredential_process = secret \"--key SECRET",
        "the credential_process cannot be run: a quote in it is not closed",
    ),
    (
        "[default",
        "the profile \"default\" has no credentials \
             (/home/me/.aws/config, line 1: the name of a section must end with `]`)",
    ),
];

#[test]
fn errors_say_what_is_wrong() {
    for (config, expected) in ERRORS {
        assert_eq!(ask(config), Err((*expected).to_owned()));
    }
    let other = FakeEnvironment::default().var("AWS_PROFILE", "other");
    assert_eq!(ask_in(other), Err("the shared files have no profile \"other\"".into()));
}

#[test]
fn a_process_may_write_credentials() {
    let run = |output: &str| {
        let config = "[default]\ncredential_process = \"/opt/my tool\" --flag";
        let environment = FakeEnvironment::default().config(config);
        ask_in(environment.command(&["/opt/my tool", "--flag"], output))
    };
    let output = r#"{"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "SECRET",
        "SessionToken": "TOKEN", "Expiration": "2026-01-01T00:00:10+00:00", "AccountId": "123456789012"}"#;
    let expected = Credentials::new("AKID", "SECRET")
        .with_session_token("TOKEN")
        .with_expiry(now() + Duration::from_secs(10))
        .with_account_id("123456789012");
    assert_eq!(run(output), Ok(expected));
    let lenient = r#"{"version": 1, "accessKeyId": "AKID", "secretAccessKey": "SECRET",
        "sessionToken": "", "expiration": "2026-01-01 00:00:10 +0000", "other": [1]}"#;
    let expected = Credentials::new("AKID", "SECRET").with_expiry(now() + Duration::from_secs(10));
    assert_eq!(run(lenient), Ok(expected));
    let of_profile = "[default]\ncredential_process = tool\naws_account_id = 456789012345";
    let environment = FakeEnvironment::default().config(of_profile).command(&["tool"], output);
    assert_eq!(ask_in(environment).unwrap().account_id(), Some("123456789012"));
    let environment = FakeEnvironment::default().config(of_profile).command(&["tool"], lenient);
    assert_eq!(ask_in(environment).unwrap().account_id(), Some("456789012345"));
    for (output, expected) in [
        ("", "is not the expected JSON, at the top"),
        ("SECRET", "is not the expected JSON, at the top"),
        (
            r#"{"Version": 1, "SecretAccessKey": ["SECRET"]}"#,
            "is not the expected JSON, at SecretAccessKey",
        ),
        (r#"{"Version": 2}"#, "must have \"Version\": 1"),
        (r#"{"AccessKeyId": "AKID"}"#, "must have \"Version\": 1"),
        (r#"{"Version": 1, "AccessKeyId": "AKID"}"#, "has no SecretAccessKey"),
    ] {
        let expected = format!("the output of the credential_process {expected}");
        assert_eq!(run(output), Err(expected));
    }
}

#[test]
fn a_profile_may_have_a_web_identity() {
    let config = "[default]\nregion = us-east-1\n[profile other]\nregion = eu-west-1\n\
                  role_arn = arn\nrole_session_name = session\nweb_identity_token_file = /token";
    let environment = FakeEnvironment::default().config(config).file("/token", "JWT");
    let answer = "<AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>\
                  <SessionToken>T</SessionToken><Expiration>2026-01-01T00:00:00Z</Expiration>";
    let url = "POST https://sts.eu-west-1.amazonaws.com/";
    let machine = Machine::new(environment, FakeTransport::default().on(url, [ok(answer)]));
    let expected = Credentials::new("A", "S").with_session_token("T").with_expiry(now());
    assert_eq!(machine.ask(&ProfileCredentials::named("other")), Ok(expected));
}

//! Profiles with SSO, cached tokens, and responses of IAM Identity Center: credentials, bearer
//! tokens, and the updated cache.

use crate::Credentials;
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};
use crate::{ProfileCredentials, SsoBearerToken};
use whitesmith_client::{BearerToken, CredentialsError, ProvideBearerToken as _};
use whitesmith_runtime::Document;
use whitesmith_runtime::internal::block_on;

use super::*;

const SSO: &str = "[default]
sso_session = company
sso_account_id = 123456789012
sso_role_name = Role
[profile token]
sso_session = company
[sso-session company]
sso_region = eu-west-1
sso_start_url = https://company.awsapps.com/start
";

const PORTAL_URL: &str = "GET https://portal.sso.eu-west-1.amazonaws.com/federation/credentials\
                          ?role_name=Role&account_id=123456789012";
const OIDC_URL: &str = "POST https://oidc.eu-west-1.amazonaws.com/token";

/// The SHA-1 of `company`.
const CACHED: &str = "/home/me/.aws/sso/cache/71b21161ffa1e6516bcc072aaf5ef38cbe85b511.json";

const TOKEN: &str = r#"{"accessToken": "BEARER", "expiresAt": "2026-01-01T00:10:00Z"}"#;

/// A token that expires in two minutes and can be refreshed.
const RENEWABLE: &str = r#"{"startUrl": "https://company.awsapps.com/start", "region": "eu-west-1",
    "accessToken": "OLD", "expiresAt": "2026-01-01T00:02:00Z", "clientId": "ID",
    "clientSecret": "HUSH", "registrationExpiresAt": "2026-02-01T00:00:00Z",
    "refreshToken": "REFRESH", "mine": [1]}"#;

const ROLE: &str = r#"{"roleCredentials": {"accessKeyId": "AKID", "secretAccessKey": "SECRET",
    "sessionToken": "TOKEN", "expiration": 1767225600000}}"#;

const NEW: &str = r#"{"accessToken": "NEW", "expiresIn": 3600, "tokenType": "Bearer",
    "refreshToken": "NEXT"}"#;

fn environment(token: &str) -> FakeEnvironment {
    FakeEnvironment::default().config(SSO).file(CACHED, token)
}

fn machine(environment: FakeEnvironment, portal: Answer, oidc: Vec<Answer>) -> Machine {
    let transport = FakeTransport::default().on(PORTAL_URL, [portal]).on(OIDC_URL, oidc);
    Machine::new(environment, transport)
}

fn bearer(machine: &Machine, profile: &str) -> Result<BearerToken, CredentialsError> {
    block_on(SsoBearerToken::named(profile).provide(&machine.context))
}

fn expected() -> Credentials {
    Credentials::new("AKID", "SECRET")
        .with_session_token("TOKEN")
        .with_expiry(now())
        .with_account_id("123456789012")
}

#[test]
fn a_profile_may_have_a_login() {
    let machine = machine(environment(TOKEN), ok(ROLE), vec![]);
    assert_eq!(machine.ask(&ProfileCredentials::new()), Ok(expected()));
    let request = format!("{PORTAL_URL}\nx-amz-sso_bearer_token: BEARER");
    assert_eq!(machine.transport.requests(), [request]);
}

#[test]
fn the_service_may_be_elsewhere() {
    let legacy = "[default]\nsso_start_url = company\nsso_region = us-east-2\nsso_account_id = 1\n\
                  sso_role_name = a/b";
    let path = "/federation/credentials?role_name=a%2Fb&account_id=1";
    for (vars, host) in [
        (vec![("AWS_ENDPOINT_URL_SSO", "http://localhost:1/")], "http://localhost:1"),
        (
            vec![("AWS_USE_FIPS_ENDPOINT", "true"), ("AWS_USE_DUALSTACK_ENDPOINT", "true")],
            "https://portal.sso-fips.us-east-2.api.aws",
        ),
        (vec![("AWS_REGION", "us-west-2")], "https://portal.sso.us-east-2.amazonaws.com"),
    ] {
        let environment = FakeEnvironment::default().config(legacy).file(CACHED, TOKEN);
        let environment = vars.iter().fold(environment, |e, (name, value)| e.var(name, value));
        let transport = FakeTransport::default().on(&format!("GET {host}{path}"), [ok(ROLE)]);
        let answered = Machine::new(environment, transport).ask(&ProfileCredentials::new());
        assert!(answered.is_ok(), "{answered:?}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let ask = |token: &str, answer: Answer| {
        machine(environment(token), answer, vec![]).ask(&ProfileCredentials::new())
    };
    let login = "; run `aws sso login --profile default`";
    let error = |what: &str| Err(format!("{what}{login}"));
    let of_cache = "the cached token of IAM Identity Center";
    let missing = FakeEnvironment::default().config(SSO);
    let answered = machine(missing, ok(""), vec![]).ask(&ProfileCredentials::new());
    assert_eq!(answered, error(&format!("there is no cached token at {CACHED}")));
    let old = TOKEN.replace("2026", "2025");
    assert_eq!(ask(&old, ok("")), error(&format!("{of_cache} has expired")));
    assert_eq!(ask("{}", ok("")), error(&format!("{of_cache} is incomplete")));
    assert_eq!(ask("SECRET", ok("")), Err(format!("{of_cache} is not a JSON object")));
    let refused = Answer::Status(401, "{}".into());
    assert_eq!(ask(TOKEN, refused), error("IAM Identity Center rejected the cached token"));
    let forbidden = r#"{"__type": "ForbiddenException", "message": "No access"}"#;
    assert_eq!(
        ask(TOKEN, Answer::Status(403, forbidden.into())),
        Err("IAM Identity Center responded with status 403: ForbiddenException: No access".into())
    );
    assert_eq!(
        ask(TOKEN, ok("{}")),
        Err("the response of IAM Identity Center lacks a part of the credentials".into())
    );
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    let files = environment(RENEWABLE);
    let machine = machine(files.clone(), ok(ROLE), vec![Answer::Silence, ok(NEW)]);
    assert_eq!(machine.ask(&ProfileCredentials::new()), Ok(expected()));
    let requests = machine.transport.requests();
    let renewal = format!(
        "{OIDC_URL}\ncontent-type: application/json\n\
         {{\"clientId\":\"ID\",\"clientSecret\":\"HUSH\",\"grantType\":\"refresh_token\",\
         \"refreshToken\":\"REFRESH\"}}"
    );
    assert_eq!(requests[1], renewal);
    assert_eq!(requests[2], format!("{PORTAL_URL}\nx-amz-sso_bearer_token: NEW"));

    // The file is as the AWS CLI would write it, and members of other tools stay.
    let file = Document::from_json(&files.text(CACHED).unwrap()).unwrap();
    let text = |name: &str| file.get(name).and_then(Document::as_str).unwrap().to_owned();
    assert_eq!(
        ["accessToken", "refreshToken", "clientSecret", "registrationExpiresAt"].map(text),
        ["NEW", "NEXT", "HUSH", "2026-02-01T00:00:00Z"]
    );
    // Timeouts have taken more than ten seconds.
    assert!(text("expiresAt").starts_with("2026-01-01T01:00:1"), "{}", text("expiresAt"));
    assert!(file.get("mine").is_some());
    // The next call finds the token there.
    assert_eq!(bearer(&machine, "token").unwrap().token(), "NEW");
    assert_eq!(machine.transport.requests().len(), 3);
}

const REFUSAL: &str = r#"{"error": "invalid_grant", "error_description": "it was revoked"}"#;

#[test]
fn what_cannot_be_renewed_is_used_until_its_end() {
    let refused = || Answer::Status(400, REFUSAL.into());
    let unregistered = RENEWABLE.replace("2026-02-01", "2025-02-01");
    let no_secret = RENEWABLE.replace("clientSecret", "other");
    for (token, requests) in [(RENEWABLE, 1), (unregistered.as_str(), 0), (no_secret.as_str(), 0)] {
        let valid = machine(environment(token), ok(ROLE), vec![refused()]);
        assert_eq!(bearer(&valid, "token").unwrap().token(), "OLD");
        assert_eq!(valid.transport.requests().len(), requests);
        let old = token.replace("2026-01-01", "2025-01-01");
        let expired = machine(environment(&old), ok(ROLE), vec![refused()]);
        let error = bearer(&expired, "token").unwrap_err().to_string();
        assert!(
            error.starts_with("the cached token of IAM Identity Center has expired"),
            "{error}"
        );
        assert!(error.ends_with("; run `aws sso login --profile token`"), "{error}");
        // The error of the service is shown.
        let reason = "responded with status 400: invalid_grant: it was revoked)";
        assert_eq!(error.contains(reason), requests == 1, "{error}");
        assert!(!error.contains("HUSH") && !error.contains("REFRESH"), "{error}");
    }
}

#[test]
fn a_session_alone_is_for_bearer_tokens() {
    let machine = machine(environment(TOKEN), ok(ROLE), vec![]);
    let token = bearer(&machine, "token").unwrap();
    let expiry = now() + Duration::from_secs(600);
    assert_eq!(token, BearerToken::new("BEARER").with_expiry(expiry));
    assert!(!format!("{token:?}").contains("BEARER"));
    // Lacking credentials is not an error: a chain skips the provider.
    let error = machine.ask(&ProfileCredentials::named("token"));
    assert_eq!(error, Err("the profile \"token\" has no credentials".into()));
    // Other profiles have no bearer token.
    for profile in ["none", "default-less"] {
        let error = bearer(&machine, profile).unwrap_err();
        assert!(error.is_absent(), "{error}");
    }
}

//! The cases of the AWS SDKs' shared tests `assume-role-tests`, and some more: the chain of sources,
//! or the error.

use super::*;
use crate::SsoBearerToken;
use whitesmith_client::ProvideBearerToken as _;
use whitesmith_runtime::internal::block_on;

/// Resolves the profile `A`. The steps are the key, token or service that provided the first
/// credentials, and then the parameters of each role that was assumed.
fn chain(config: &str) -> Result<String, String> {
    let metadata = "http://169.254.169.254/latest";
    let roles = "meta-data/iam/security-credentials";
    let key = r#"{"AccessKeyId": "INSTANCE", "SecretAccessKey": "S", "Token": "T"}"#;
    let sts =
        ok("<AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T\
                  </SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration>");
    let portal = "GET https://portal.sso.us-east-7.amazonaws.com/federation/credentials";
    let sso = r#"{"roleCredentials": {"accessKeyId": "SSO", "secretAccessKey": "S",
        "sessionToken": "T", "expiration": 1767229200000}}"#;
    let transport = FakeTransport::default()
        .on(&format!("PUT {metadata}/api/token"), [ok("S")])
        .on(&format!("GET {metadata}/{roles}/"), [ok("role")])
        .on(&format!("GET {metadata}/{roles}/role"), [ok(key)])
        .on(&format!("{portal}?role_name=testrole&account_id=0123"), [ok(sso)])
        .on("POST https://sts.amazonaws.com/", [sts]);
    let token = r#"{"accessToken": "BEARER", "expiresAt": "2026-01-01T01:00:00Z"}"#;
    let environment = FakeEnvironment::default()
        .config(config)
        .file("/var/token.jwt", "JWT")
        // The SHA-1 of https://foo.bar
        .file("/home/me/.aws/sso/cache/7c459196c60f9c8b83244ac9c88b673bfec5eece.json", token);
    let machine = Machine::new(environment, transport);
    let credentials = machine.ask(&ProfileCredentials::named("A"))?;
    let mut steps = Vec::new();
    for request in machine.transport.requests() {
        steps.extend(step(&request));
    }
    if steps.is_empty() {
        steps.push(format!("key {}", credentials.access_key_id()));
    }
    Ok(steps.join(", "))
}

/// Describes a request that provides credentials.
fn step(request: &str) -> Option<String> {
    if request.starts_with("GET http://169.254.169.254") {
        return request.contains("/role").then(|| "instance".to_owned());
    }
    if request.starts_with("GET https://portal.sso") {
        return Some("sso".to_owned());
    }
    let form = request.lines().last()?.strip_prefix("Action=")?;
    let value = |name: &str| {
        let found = form.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
        found.unwrap_or_default().replace("%3A", ":").replace("%2F", "/").replace("%5F", "_")
    };
    let signer = match request.split_once("Credential=") {
        Some((_, rest)) => rest.split_once('/')?.0,
        None => "token",
    };
    let own = |name: &String| !name.is_empty() && !name.starts_with("whitesmith");
    let name = Some(value("RoleSessionName")).filter(own).map(|name| format!(" as {name}"));
    let id = Some(value("ExternalId")).filter(own).map(|id| format!(" for {id}"));
    let (name, id) = (name.unwrap_or_default(), id.unwrap_or_default());
    Some(format!("{signer} {}{name}{id}", value("RoleArn")))
}

const KEY: &str = "aws_access_key_id = abc123\naws_secret_access_key = def456\n";
const BUG: &str = "aws_access_key_id = bug\naws_secret_access_key = bug\n";
const ROLE: &str = "role_arn = arn:aws:iam::123456789:role/RoleA\n";

const SSO: &str = "sso_account_id = 0123\nsso_region = us-east-7\nsso_role_name = testrole\n\
                   sso_start_url = https://foo.bar\n";
const WEB: &str = "web_identity_token_file = /var/token.jwt\n";
const ROLE_B: &str = "role_arn = arn:aws:iam::123456789:role/RoleB\n";
const A: &str = "arn:aws:iam::123456789:role/RoleA";
const B: &str = "arn:aws:iam::123456789:role/RoleB";

/// The cases in which access keys or the instance lead to a role.
fn chains_of_keys() -> [(String, String); 8] {
    let role = |more: &str| format!("[profile A]\n{ROLE}{more}source_profile = B\n");
    [
        (format!("{}[profile B]\n{KEY}", role("")), format!("abc123 {A}")),
        (format!("{}[profile B]\n{KEY}", role(BUG)), format!("abc123 {A}")),
        (
            format!("{}[profile B]\n{KEY}", role("role_session_name = my_name\n")),
            format!("abc123 {A} as my_name"),
        ),
        (
            format!("{}[profile B]\n{KEY}", role("external_id = my_id\n")),
            format!("abc123 {A} for my_id"),
        ),
        (format!("[profile A]\n{KEY}{ROLE}source_profile = A"), format!("abc123 {A}")),
        (
            format!("[profile A]\n{ROLE}credential_source = Ec2InstanceMetadata"),
            format!("instance, INSTANCE {A}"),
        ),
        (
            format!("{}[profile B]\n{ROLE_B}source_profile = C\n[profile C]\n{KEY}", role("")),
            format!("abc123 {B}, ROLE {A}"),
        ),
        (
            format!(
                "{}[profile B]\n{ROLE_B}source_profile = C\n{KEY}[profile C]\n{BUG}",
                role(BUG)
            ),
            format!("abc123 {A}"),
        ),
    ]
}

/// The cases in which tokens lead to credentials.
fn chains_of_tokens() -> [(String, String); 4] {
    let named = format!("{WEB}role_session_name = my_name");
    [
        (format!("[profile A]\n{ROLE}{WEB}"), format!("token {A}")),
        (format!("[profile A]\n{ROLE}{named}"), format!("token {A} as my_name")),
        (
            format!("[profile A]\n{ROLE}source_profile = B\n[profile B]\n{ROLE_B}{named}"),
            format!("token {B} as my_name, ROLE {A}"),
        ),
        (format!("[profile A]\n{SSO}"), "sso".to_owned()),
    ]
}

/// Cases that the shared tests lack.
fn more_chains() -> [(String, String); 4] {
    let role = format!("[profile A]\n{ROLE}source_profile = B\n");
    let instance = "credential_source = Ec2InstanceMetadata";
    [
        (format!("[profile A]\n{KEY}"), "key abc123".to_owned()),
        (format!("{role}[profile B]\n{SSO}"), format!("sso, SSO {A}")),
        // A chain may end in a source that is not a profile.
        (format!("{role}[profile B]\n{instance}"), format!("instance, INSTANCE {A}")),
        (format!("[profile A]\n{instance}"), "instance".to_owned()),
    ]
}

/// The cases in which a profile with a role is invalid.
fn mistakes_of_roles() -> [(String, &'static str); 10] {
    let role = |more: &str| format!("[profile A]\n{ROLE}{more}source_profile = B\n");
    let back = format!("[profile B]\n{ROLE}source_profile = A");
    let no_credentials = "the profile \"A\" has no credentials";
    [
        (format!("[profile A]\n{ROLE}"), "has a role_arn and needs a source_profile"),
        (
            format!("{}[profile B]\n{KEY}", role("credential_source = Environment\n")),
            "has a source_profile and a credential_source",
        ),
        (
            format!("{}[profile B]\naws_access_key_id = a", role("")),
            "needs aws_secret_access_key too",
        ),
        (
            format!("{}[profile B]\naws_secret_access_key = a", role("")),
            "needs aws_access_key_id too",
        ),
        (format!("{}[profile B]", role("")), "the profile \"B\" has no credentials"),
        ("[profile A]\nec2_metadata_service_endpoint_mode = IPv6".to_owned(), no_credentials),
        (role(""), "the shared files have no profile \"B\""),
        (String::new(), "the shared files have no profile \"A\""),
        (format!("{}{back}", role("")), "form a cycle: A -> B -> A"),
        (format!("{}{back}", role(BUG)), "form a cycle: A -> B -> A"),
    ]
}

/// The cases in which a profile with a token is invalid.
fn mistakes_of_tokens() -> [(String, &'static str); 5] {
    let no_role = "has a web_identity_token_file and needs role_arn too";
    let without = |name: &str| {
        let lines = SSO.lines().filter(|line| !line.starts_with(name));
        format!("[profile A]\n{}", lines.collect::<Vec<_>>().join("\n"))
    };
    [
        (format!("[profile A]\n{WEB}"), no_role),
        (without("sso_account_id"), "needs sso_account_id"),
        (without("sso_role_name"), "needs sso_role_name"),
        (
            "[profile A]\nsso_session = A\nsso_region = us-east-7\n\
             [sso-session A]\nsso_start_url = https://foo.bar"
                .to_owned(),
            "the section [sso-session A] needs sso_region",
        ),
        ("[profile A]\nsso_session = oops".to_owned(), "there is no section [sso-session oops]"),
    ]
}

/// A case of the shared tests: a session without a role provides bearer tokens, not credentials.
const TOKEN_ALONE: &str = "[profile A]\nsso_session = foo\n\
                           [sso-session foo]\nsso_region = us-east-7\nsso_start_url = https://foo.bar";

#[test]
fn no_case_of_the_suite_is_left_out() {
    let chains = chains_of_keys().len() + chains_of_tokens().len();
    let mistakes = mistakes_of_roles().len() + mistakes_of_tokens().len();
    assert_eq!(chains + mistakes + [TOKEN_ALONE].len(), 28);
}

#[test]
fn chains_have_their_steps() {
    let all = [&chains_of_keys()[..], &chains_of_tokens()[..], &more_chains()[..]].concat();
    for (config, expected) in all {
        assert_eq!(chain(&config), Ok(expected), "{config}");
    }
}

#[test]
fn mistakes_are_errors() {
    for (config, expected) in [&mistakes_of_roles()[..], &mistakes_of_tokens()[..]].concat() {
        let error = chain(&config).unwrap_err();
        assert!(error.contains(expected), "{config}: {error}");
    }
}

#[test]
fn a_session_without_a_role_gives_tokens_alone() {
    let error = chain(TOKEN_ALONE).unwrap_err();
    assert!(error.contains("the profile \"A\" has no credentials"), "{error}");
    let token = r#"{"accessToken": "BEARER", "expiresAt": "2026-01-01T01:00:00Z"}"#;
    let environment = FakeEnvironment::default()
        .config(TOKEN_ALONE)
        // The SHA-1 of foo
        .file("/home/me/.aws/sso/cache/0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33.json", token);
    let machine = Machine::new(environment, FakeTransport::default());
    let provider = SsoBearerToken::named("A");
    let given = block_on(provider.provide(&machine.context)).unwrap();
    assert_eq!(given.token(), "BEARER");
}

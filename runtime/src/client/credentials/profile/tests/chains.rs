//! In: the situations of AWS's common test suite for profiles with roles. Out: who is asked for what,
//! or the error.

use super::*;

/// Asks for the credentials of the profile `A`. The steps say which key, token or service gave the
/// first credentials, and then with which parameters each role was assumed.
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

/// What a request is for, if it gives credentials.
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

#[test]
fn chains_have_their_steps() {
    let role_b = "role_arn = arn:aws:iam::123456789:role/RoleB\n";
    let web = "web_identity_token_file = /var/token.jwt\n";
    let (a, b) = ("arn:aws:iam::123456789:role/RoleA", "arn:aws:iam::123456789:role/RoleB");
    let sso = "sso_account_id = 0123\nsso_region = us-east-7\nsso_role_name = testrole\n\
               sso_start_url = https://foo.bar\n";
    for (config, expected) in [
        (format!("[profile A]\n{KEY}"), "key abc123".to_owned()),
        (
            format!("[profile A]\n{ROLE}source_profile = B\n[profile B]\n{KEY}"),
            format!("abc123 {a}"),
        ),
        (
            format!("[profile A]\n{BUG}{ROLE}source_profile = B\n[profile B]\n{KEY}"),
            format!("abc123 {a}"),
        ),
        (
            format!(
                "[profile A]\n{ROLE}role_session_name = my_name\nsource_profile = B\n[profile B]\n{KEY}"
            ),
            format!("abc123 {a} as my_name"),
        ),
        (
            format!(
                "[profile A]\n{ROLE}external_id = my_id\nsource_profile = B\n[profile B]\n{KEY}"
            ),
            format!("abc123 {a} for my_id"),
        ),
        (format!("[profile A]\n{KEY}{ROLE}source_profile = A"), format!("abc123 {a}")),
        (
            format!("[profile A]\n{ROLE}credential_source = Ec2InstanceMetadata"),
            format!("instance, INSTANCE {a}"),
        ),
        (
            format!(
                "[profile A]\n{ROLE}source_profile = B\n[profile B]\n{role_b}source_profile = C\n\
                 [profile C]\n{KEY}"
            ),
            format!("abc123 {b}, ROLE {a}"),
        ),
        (
            format!(
                "[profile A]\n{ROLE}{BUG}source_profile = B\n\
                 [profile B]\n{role_b}source_profile = C\n{KEY}[profile C]\n{BUG}"
            ),
            format!("abc123 {a}"),
        ),
        (format!("[profile A]\n{ROLE}{web}"), format!("token {a}")),
        (
            format!("[profile A]\n{ROLE}{web}role_session_name = my_name"),
            format!("token {a} as my_name"),
        ),
        (
            format!(
                "[profile A]\n{ROLE}source_profile = B\n\
                 [profile B]\n{role_b}{web}role_session_name = my_name"
            ),
            format!("token {b} as my_name, ROLE {a}"),
        ),
        (format!("[profile A]\n{sso}"), "sso".to_owned()),
        (
            format!("[profile A]\n{ROLE}source_profile = B\n[profile B]\n{sso}"),
            format!("sso, SSO {a}"),
        ),
        // A chain may end in a source that is no profile.
        (
            format!(
                "[profile A]\n{ROLE}source_profile = B\n\
                 [profile B]\ncredential_source = Ec2InstanceMetadata"
            ),
            format!("instance, INSTANCE {a}"),
        ),
        ("[profile A]\ncredential_source = Ec2InstanceMetadata".to_owned(), "instance".to_owned()),
    ] {
        assert_eq!(chain(&config), Ok(expected), "{config}");
    }
}

#[test]
fn mistakes_are_errors() {
    for (config, expected) in [
        (format!("[profile A]\n{ROLE}"), "has a role_arn and needs a source_profile"),
        (
            format!(
                "[profile A]\n{ROLE}credential_source = Environment\nsource_profile = B\n\
                 [profile B]\n{KEY}"
            ),
            "has a source_profile and a credential_source",
        ),
        (
            format!("[profile A]\n{ROLE}source_profile = B\n[profile B]\naws_access_key_id = a"),
            "needs aws_secret_access_key too",
        ),
        (
            format!(
                "[profile A]\n{ROLE}source_profile = B\n[profile B]\naws_secret_access_key = a"
            ),
            "needs aws_access_key_id too",
        ),
        (
            format!("[profile A]\n{ROLE}source_profile = B\n[profile B]"),
            "the profile \"B\" has no credentials",
        ),
        (
            "[profile A]\nec2_metadata_service_endpoint_mode = IPv6".to_owned(),
            "the profile \"A\" has no credentials",
        ),
        (
            format!("[profile A]\n{ROLE}source_profile = B"),
            "the shared files have no profile \"B\"",
        ),
        (String::new(), "the shared files have no profile \"A\""),
        (
            format!("[profile A]\n{ROLE}source_profile = B\n[profile B]\n{ROLE}source_profile = A"),
            "in a circle: A -> B -> A",
        ),
        (
            format!(
                "[profile A]\n{ROLE}{BUG}source_profile = B\n[profile B]\n{ROLE}source_profile = A"
            ),
            "in a circle: A -> B -> A",
        ),
        (
            "[profile A]\nweb_identity_token_file = /var/token.jwt".to_owned(),
            "has a web_identity_token_file and needs role_arn too",
        ),
        (
            "[profile A]\nsso_region = us-east-7\nsso_role_name = testrole\n\
             sso_start_url = https://foo.bar"
                .to_owned(),
            "needs sso_account_id",
        ),
        (
            "[profile A]\nsso_region = us-east-7\nsso_account_id = 0123\n\
             sso_start_url = https://foo.bar"
                .to_owned(),
            "needs sso_role_name",
        ),
        (
            "[profile A]\nsso_session = A\nsso_region = us-east-7\n\
             [sso-session A]\nsso_start_url = https://foo.bar"
                .to_owned(),
            "the section [sso-session A] needs sso_region",
        ),
        ("[profile A]\nsso_session = oops".to_owned(), "there is no section [sso-session oops]"),
    ] {
        let error = chain(&config).unwrap_err();
        assert!(error.contains(expected), "{config}: {error}");
    }
}

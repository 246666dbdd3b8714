//! Profiles with roles: which requests STS gets, and the resulting credentials or errors.

use crate::Credentials;
use crate::ProfileCredentials;
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};

const STS: &str = "POST https://sts.eu-west-1.amazonaws.com/";

fn answer(key: &str) -> Answer {
    ok(format!(
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>{key}</AccessKeyId>\
         <SecretAccessKey>SECRET2</SecretAccessKey><SessionToken>TOKEN2</SessionToken>\
         <Expiration>2026-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser>\
         <Arn>arn:aws:sts::123456789012:assumed-role/a/b</Arn></AssumedRoleUser>\
         </AssumeRoleResult></AssumeRoleResponse>"
    ))
}

fn expected(key: &str) -> Credentials {
    Credentials::new(key, "SECRET2")
        .with_session_token("TOKEN2")
        .with_expiry(now())
        .with_account_id("123456789012")
}

/// Returns the credentials of the profile `a`, and for each request its access key id and role.
fn ask(environment: FakeEnvironment) -> (Result<Credentials, String>, Vec<String>) {
    let environment = environment.var("AWS_REGION", "eu-west-1");
    let transport = FakeTransport::default().on(STS, [answer("FIRST"), answer("SECOND")]);
    let machine = Machine::new(environment, transport);
    let answered = machine.ask(&ProfileCredentials::named("a"));
    let of_sts = |request: &String| {
        let between = |start: &str, end| {
            let after = request.split_once(start).map_or("-", |(_, after)| after);
            after.split(end).next().unwrap_or_default().to_owned()
        };
        format!("{} {}", between("Credential=", '/'), between("RoleArn=", '&'))
    };
    let requests = machine.transport.requests();
    (answered, requests.iter().map(of_sts).collect())
}

fn config(text: &str) -> FakeEnvironment {
    FakeEnvironment::default().config(text)
}

const KEY_B: &str =
    "[profile b]\naws_access_key_id = KEYB\naws_secret_access_key = SECRET\nregion = x";

#[test]
fn the_request_is_signed() {
    let text = format!(
        "[profile a]\nrole_arn = arn:a\nsource_profile = b\nexternal_id = an id\n\
         duration_seconds = 900\nrole_session_name = session\nregion = eu-west-1\n{KEY_B}"
    );
    let transport = FakeTransport::default().on(STS, [answer("FIRST")]);
    let machine = Machine::new(config(&text), transport);
    let answered = machine.ask(&ProfileCredentials::named("a"));
    assert_eq!(answered, Ok(expected("FIRST")));
    let requests = machine.transport.requests();
    let lines: Vec<_> = requests[0].lines().collect();
    assert_eq!(
        lines[..3],
        [STS, "content-type: application/x-www-form-urlencoded", "x-amz-date: 20260101T000000Z"]
    );
    let authorization = "authorization: AWS4-HMAC-SHA256 \
                         Credential=KEYB/20260101/eu-west-1/sts/aws4_request, \
                         SignedHeaders=amz-sdk-request;content-type;host;x-amz-date, Signature=";
    assert!(lines[3].starts_with(authorization), "{}", lines[3]);
    let form = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aa&RoleSessionName=session\
                &ExternalId=an%20id&DurationSeconds=900";
    assert_eq!(lines[4], form);
}

#[test]
fn roles_have_sources() {
    let role = "[profile a]\nrole_arn = A\n";
    for (environment, key, asked) in [
        (config(&format!("{role}source_profile = b\n{KEY_B}")), "FIRST", vec!["KEYB A"]),
        // A key beside the role is used only if the profile is its own source.
        (
            config(&format!(
                "{role}source_profile = b\naws_access_key_id = no\naws_secret_access_key = no\n{KEY_B}"
            )),
            "FIRST",
            vec!["KEYB A"],
        ),
        (
            config(&format!(
                "{role}source_profile = a\naws_access_key_id = own\naws_secret_access_key = S"
            )),
            "FIRST",
            vec!["own A"],
        ),
        // Roles can be chained; a key ends the chain.
        (
            config(&format!(
                "{role}source_profile = c\n[profile c]\nrole_arn = C\nsource_profile = b\n{KEY_B}"
            )),
            "SECOND",
            vec!["KEYB C", "FIRST A"],
        ),
        (
            config(&format!("{role}source_profile = b\n{KEY_B}\nrole_arn = B\nsource_profile = a")),
            "FIRST",
            vec!["KEYB A"],
        ),
        (
            config(&format!(
                "{role}source_profile = w\n[profile w]\nrole_arn = W\nweb_identity_token_file = /t"
            ))
            .file("/t", "JWT"),
            "SECOND",
            vec!["- W", "FIRST A"],
        ),
        (
            config(&format!("{role}credential_source = Environment"))
                .var("AWS_ACCESS_KEY_ID", "ENV")
                .var("AWS_SECRET_ACCESS_KEY", "SECRET"),
            "FIRST",
            vec!["ENV A"],
        ),
    ] {
        let (answered, requests) = ask(environment);
        assert_eq!(answered, Ok(expected(key)));
        assert_eq!(requests, asked);
    }
}

/// Returns the hosts of the requests for the profile `a`, in order.
fn hosts(machine: &Machine) -> Vec<String> {
    let answered = machine.ask(&ProfileCredentials::named("a"));
    assert!(answered.is_ok(), "{answered:?}");
    let host = |request: &String| {
        let url = request.lines().next().unwrap();
        url.trim_start_matches("POST https://").trim_end_matches('/').to_owned()
    };
    machine.transport.requests().iter().map(host).collect()
}

#[test]
fn the_configured_region_is_asked() {
    let chain = |a: &str, c: &str| {
        format!(
            "[profile a]\nrole_arn = A\nsource_profile = c\n{a}\n[profile c]\nrole_arn = C\n\
             source_profile = k\n{c}\n[profile k]\naws_access_key_id = K\n\
             aws_secret_access_key = S\n"
        )
    };
    let (china, global) = ("sts.cn-north-1.amazonaws.com.cn", "sts.amazonaws.com");
    let (ireland, fips) = ("sts.eu-west-1.amazonaws.com", "sts-fips.us-east-1.amazonaws.com");
    let machine = |a: &str, c: &str, vars: &[(&str, &str)]| {
        let all = [china, global, ireland, fips];
        let transport = all.iter().fold(FakeTransport::default(), |transport, host| {
            transport.on(&format!("POST https://{host}/"), [answer("KEY")])
        });
        let environment =
            vars.iter().fold(config(&chain(a, c)), |e, (name, value)| e.var(name, value));
        Machine::new(environment, transport)
    };
    let (in_china, in_ireland) = ("region = cn-north-1", "region = eu-west-1");
    // The region of the requested profile applies to the profiles of its chain.
    assert_eq!(hosts(&machine(in_china, "", &[])), [china, china]);
    assert_eq!(hosts(&machine(in_china, in_ireland, &[])), [ireland, china]);
    assert_eq!(hosts(&machine("", in_china, &[])), [china, global]);
    assert_eq!(hosts(&machine("", "", &[])), [global, global]);
    assert_eq!(hosts(&machine(in_ireland, "", &[("AWS_REGION", "cn-north-1")])), [china, china]);
    // What code sets takes precedence.
    let of_code = |region| machine("", in_ireland, &[("AWS_REGION", "eu-west-1")]).region(region);
    assert_eq!(hosts(&of_code("cn-north-1")), [china, china]);
    assert_eq!(hosts(&of_code("aws-global")), [global, global]);
    let mut of_settings = machine("", in_ireland, &[]);
    of_settings.places(|places| places.default_region = Some("cn-north-1".into()));
    assert_eq!(hosts(&of_settings), [ireland, china]);
    let mut with_fips = machine("", "", &[]).region("us-east-1");
    with_fips.places(|places| places.use_fips = Some(true));
    assert_eq!(hosts(&with_fips), [fips, fips]);
    let nowhere = machine("", "", &[]).region("x.example.com/");
    let error = nowhere.ask(&ProfileCredentials::named("a")).unwrap_err();
    assert!(error.ends_with("the region \"x.example.com/\" is not a valid host label"), "{error}");
}

#[test]
fn errors_say_what_is_wrong() {
    let by = "no source credentials for the role of the profile \"a\"";
    for (rest, expected) in [
        (
            "",
            "the profile \"a\" has a role_arn and needs a source_profile, a credential_source or a \
             web_identity_token_file too"
                .to_owned(),
        ),
        (
            "source_profile = b\ncredential_source = Environment",
            "the profile \"a\" has a source_profile and a credential_source; remove one".into(),
        ),
        ("source_profile = b", format!("{by}: the shared files have no profile \"b\"")),
        (
            "source_profile = a",
            format!("{by}: the profile \"a\" needs aws_access_key_id and aws_secret_access_key"),
        ),
        (
            "source_profile = b\n[profile b]\nrole_arn = B\nsource_profile = a",
            format!(
                "{by}: no source credentials for the role of the profile \"b\": \
                 the source profiles form a cycle: a -> b -> a"
            ),
        ),
        (
            "source_profile = b\n[profile b]\nregion = x",
            format!("{by}: the profile \"b\" has no credentials"),
        ),
        (
            "source_profile = b\n[profile b]\naws_access_key_id = x",
            format!(
                "{by}: the profile \"b\" has aws_access_key_id and needs aws_secret_access_key too"
            ),
        ),
        (
            "credential_source = Elsewhere",
            format!(
                "{by}: the profile \"a\" needs Environment, Ec2InstanceMetadata or EcsContainer as \
                 its credential_source"
            ),
        ),
        ("credential_source = Environment", format!("{by}: AWS_ACCESS_KEY_ID is not set")),
    ] {
        let (answered, requests) = ask(config(&format!("[profile a]\nrole_arn = A\n{rest}")));
        assert_eq!(answered, Err(expected));
        assert!(requests.is_empty());
    }
}

#[test]
fn what_cannot_be_asked_for_is_refused() {
    let with = |line: &str| {
        let text = format!("[profile a]\nrole_arn = A\nsource_profile = b\n{line}\n{KEY_B}");
        ask(config(&text)).0.unwrap_err()
    };
    assert!(with("mfa_serial = arn").starts_with("the profile \"a\" has an mfa_serial"));
    let expected = "/home/me/.aws/config, line 4, duration_seconds: \
                    expected a number of seconds from 900 to 43200";
    assert_eq!(with("duration_seconds = long"), expected);
}

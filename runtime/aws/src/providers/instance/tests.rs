//! Responses of the metadata service: credentials or errors.

use super::super::CredentialsChain;
use super::*;
use crate::testing::{Answer, FakeEnvironment, FakeTransport, Machine, now, ok};
use whitesmith_client::{Clock as _, TransportErrorKind};

const TOKEN: &str = "PUT http://169.254.169.254/latest/api/token";
const ROLE: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/";
const KEY: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/role";

const ANSWER: &str = r#"{"Code": "Success", "LastUpdated": "2026-01-01T00:00:00Z", "Type": "AWS-HMAC",
    "AccessKeyId": "AKID", "SecretAccessKey": "SECRET", "Token": "TOKEN",
    "Expiration": "2026-01-01T06:00:00Z"}"#;

fn expected() -> Credentials {
    Credentials::new("AKID", "SECRET").with_session_token("TOKEN").with_expiry(now() + 6 * HOUR)
}

const HOUR: Duration = Duration::from_secs(3600);

fn status(status: u16) -> Answer {
    Answer::Status(status, String::new())
}

fn service(token: Answer, role: Answer, key: Answer) -> FakeTransport {
    FakeTransport::default().on(TOKEN, [token]).on(ROLE, [role]).on(KEY, [key])
}

fn working() -> FakeTransport {
    service(ok("S3SSION"), ok("role\n"), ok(ANSWER))
}

fn ask(environment: FakeEnvironment, transport: FakeTransport) -> Result<Credentials, String> {
    Machine::new(environment, transport).ask(&InstanceCredentials::new())
}

fn error_of(transport: FakeTransport) -> String {
    ask(FakeEnvironment::default(), transport).unwrap_err()
}

#[test]
fn a_role_has_credentials() {
    let machine = Machine::new(FakeEnvironment::default(), working());
    assert_eq!(machine.ask(&InstanceCredentials::new()), Ok(expected()));
    let with_token = "\nx-aws-ec2-metadata-token: S3SSION";
    assert_eq!(
        machine.transport.requests(),
        [
            format!("{TOKEN}\nx-aws-ec2-metadata-token-ttl-seconds: 21600"),
            format!("{ROLE}{with_token}"),
            format!("{KEY}{with_token}"),
        ]
    );
    assert_eq!(machine.clock.now(), now(), "nobody waited");
}

#[test]
fn a_name_in_the_environment_saves_a_request() {
    let environment = FakeEnvironment::default().var("AWS_EC2_INSTANCE_PROFILE_NAME", "role");
    let machine = Machine::new(environment, working());
    assert_eq!(machine.ask(&InstanceCredentials::new()), Ok(expected()));
    assert_eq!(machine.transport.requests().len(), 2);
}

#[test]
fn the_service_may_be_elsewhere() {
    for (name, value, host) in [
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv6", "http://[fd00:ec2::254]"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://localhost:1338/", "http://localhost:1338"),
    ] {
        let elsewhere = |request: &str| request.replace("http://169.254.169.254", host);
        let transport = FakeTransport::default()
            .on(&elsewhere(TOKEN), [ok("S")])
            .on(&elsewhere(ROLE), [ok("role")])
            .on(&elsewhere(KEY), [ok(ANSWER)]);
        assert_eq!(ask(FakeEnvironment::default().var(name, value), transport), Ok(expected()));
    }
}

#[test]
fn trouble_passes() {
    let transport = FakeTransport::default()
        .on(TOKEN, [Answer::Silence, ok("S")])
        .on(ROLE, [status(500), Answer::Error(TransportErrorKind::Interrupted), ok("role")])
        .on(KEY, [status(503), ok(ANSWER)]);
    let machine = Machine::new(FakeEnvironment::default(), transport);
    assert_eq!(machine.ask(&InstanceCredentials::new()), Ok(expected()));
    // Timeouts of one second, and the backoff between attempts.
    assert!(machine.clock.now() > now() + Duration::from_secs(1));
}

#[test]
fn attempts_and_their_time_have_limits() {
    let silent = service(Answer::Silence, status(404), status(404));
    let error = error_of(silent.clone());
    let expected = "the EC2 instance metadata service cannot be reached: \
                    timed out: no response within 1s";
    assert_eq!((error.as_str(), silent.requests().len()), (expected, 3));
    let environment = FakeEnvironment::default()
        .config("[default]\nmetadata_service_timeout = 0.5\nmetadata_service_num_attempts = 9")
        .var("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "1");
    let machine = Machine::new(environment, silent);
    let error = machine.ask(&InstanceCredentials::new()).unwrap_err();
    assert!(error.ends_with("no response within 500ms"), "{error}");
    assert_eq!(machine.transport.requests().len(), 4);
    assert_eq!(machine.clock.now(), now() + Duration::from_millis(500));
    // The connection is refused: a retry would not help.
    let nobody = FakeTransport::default().on(TOKEN, [Answer::Error(TransportErrorKind::Connect)]);
    assert!(error_of(nobody.clone()).contains("cannot be reached: failed to connect"));
    assert_eq!(nobody.requests().len(), 1);
}

#[test]
fn errors_say_what_is_wrong() {
    let refusal = r#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume it"}"#;
    for (transport, expected) in [
        (
            service(status(403), status(404), status(404)),
            "the EC2 instance metadata service is disabled for this instance, or belongs to another cloud",
        ),
        (
            service(status(500), status(404), status(404)),
            "the EC2 instance metadata service responded with status 500",
        ),
        (service(ok("S"), status(404), status(404)), "the instance has no role"),
        (service(ok("S"), ok(" "), status(404)), "the instance has no role"),
        (
            service(ok("S\nS"), ok("role"), status(404)),
            "the token of the metadata service contains characters that are not valid in a header",
        ),
        (
            service(ok("S"), status(401), status(404)),
            "the EC2 instance metadata service responded with status 401",
        ),
        (service(ok("S"), ok("role"), status(404)), "the instance has no role \"role\""),
        (
            service(ok("S"), ok("role"), ok(refusal)),
            "the EC2 instance metadata service has no credentials: AssumeRoleUnauthorizedAccess: EC2 cannot assume it",
        ),
        (
            service(ok("S"), ok("role"), ok(r#"{"SecretAccessKey": "SECRET"}"#)),
            "the response of the EC2 instance metadata service has no AccessKeyId",
        ),
        (
            service(ok("S"), ok("role"), ok(r#"{"SecretAccessKey": 12345}"#)),
            "the response of the EC2 instance metadata service is not the expected JSON, at SecretAccessKey",
        ),
        (
            service(ok("S"), ok("role"), ok(r#""SECRET"#)),
            "the response of the EC2 instance metadata service is not the expected JSON, at the top",
        ),
        (
            service(ok("S"), ok("role"), ok(ANSWER.replace("06:00", "25:00"))),
            "the response of the EC2 instance metadata service has an Expiration that is not a timestamp",
        ),
    ] {
        assert_eq!(error_of(transport), expected);
    }
}

#[test]
fn it_can_be_turned_off() {
    let off = FakeEnvironment::default().var("AWS_EC2_METADATA_DISABLED", "TRUE");
    assert_eq!(ask(off, working()), Err("AWS_EC2_METADATA_DISABLED is true".into()));
    for (name, value, expected) in [
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv5", "IPv4 or IPv6, found \"IPv5\""),
        (
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "fd00:ec2::254",
            "a URL such as http://localhost:4566, which must be a URI",
        ),
    ] {
        let wrong = FakeEnvironment::default().var(name, value);
        assert_eq!(ask(wrong, working()), Err(format!("{name}: expected {expected}")));
    }
}

#[test]
fn malformed_limits_count_as_not_set() {
    let environment = FakeEnvironment::default()
        .var("AWS_METADATA_SERVICE_TIMEOUT", "inf")
        .var("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "0");
    assert_eq!(ask(environment.clone(), working()), Ok(expected()));
    // The profile may have a valid one.
    let environment = environment.config("[default]\nmetadata_service_num_attempts = 2");
    let machine = Machine::new(environment, service(status(500), ok(""), ok("")));
    assert!(machine.ask(&InstanceCredentials::new()).is_err());
    assert_eq!(machine.transport.requests().len(), 2);
}

#[test]
fn old_credentials_outlive_trouble() {
    let source = InstanceCredentials::new();
    let transport = working();
    let machine = Machine::new(FakeEnvironment::default(), transport.clone());
    assert_eq!(machine.ask(&source), Ok(expected()));
    // The service returns the same credentials after their expiry: they are used for a while.
    machine.clock.advance(7 * HOUR);
    let extended = expected().with_expiry(now() + 7 * HOUR + EXTENSION);
    assert_eq!(machine.ask(&source), Ok(extended));
    // It fails before and after the expiry.
    let transport = transport.on(KEY, [status(500)]);
    let source = InstanceCredentials::new();
    let machine = Machine::new(FakeEnvironment::default(), working());
    assert_eq!(machine.ask(&source), Ok(expected()));
    let machine = Machine::new(FakeEnvironment::default(), transport.clone());
    assert_eq!(machine.ask(&source), Ok(expected()));
    machine.clock.advance(7 * HOUR);
    let at = machine.clock.now();
    let answered = machine.ask(&source).unwrap();
    assert!(answered.expiry().unwrap() > at + EXTENSION);
    // It says that the instance no longer has a role.
    let gone = Machine::new(FakeEnvironment::default(), transport.on(ROLE, [status(404)]));
    assert_eq!(gone.ask(&source), Err("the instance has no role".into()));
}

#[test]
fn debug_shows_no_secret() {
    let source = InstanceCredentials::new();
    Machine::new(FakeEnvironment::default(), working()).ask(&source).unwrap();
    let shown = format!("{source:?}");
    assert!(shown.contains("AKID"), "{shown}");
    assert!(!shown.contains("SECRET") && !shown.contains("TOKEN"), "{shown}");
}

#[test]
fn absence_is_remembered_for_a_while() {
    let nobody = FakeTransport::default().on(TOKEN, [Answer::Error(TransportErrorKind::Connect)]);
    let machine = Machine::new(FakeEnvironment::default(), nobody.clone());
    let source = InstanceCredentials::new();
    let error = machine.ask(&source).unwrap_err();
    machine.clock.advance(Duration::from_secs(59));
    assert_eq!(machine.ask(&source), Err(error.clone()));
    assert_eq!(nobody.requests().len(), 1);
    machine.clock.advance(Duration::from_secs(1));
    assert_eq!(machine.ask(&source), Err(error));
    assert_eq!(nobody.requests().len(), 2);
    // A service that responds with an error is not absent.
    let busy = service(status(500), status(404), status(404));
    let machine = Machine::new(FakeEnvironment::default(), busy.clone());
    let source = InstanceCredentials::new();
    assert!(machine.ask(&source).is_err());
    assert!(machine.ask(&source).is_err());
    assert_eq!(busy.requests().len(), 6);
}

#[test]
fn half_a_document_is_asked_for_again() {
    let half = ok(&ANSWER[..ANSWER.len() / 2]);
    let transport = FakeTransport::default()
        .on(TOKEN, [ok("S")])
        .on(ROLE, [ok("role")])
        .on(KEY, [half, ok(ANSWER)]);
    assert_eq!(ask(FakeEnvironment::default(), transport), Ok(expected()));
}

#[test]
fn off_ec2_the_next_source_is_asked() {
    for answer in [
        Answer::Error(TransportErrorKind::Connect),
        Answer::Silence,
        // The metadata services of other clouds have the same address.
        status(404),
        status(405),
        status(400),
        status(403),
    ] {
        let nobody = service(answer, status(404), status(404));
        let machine = Machine::new(FakeEnvironment::default(), nobody.clone());
        let next = Credentials::new("NEXT", "SECRET");
        let chain = CredentialsChain::empty()
            .with("EC2 instance", InstanceCredentials::new())
            .with("next", next.clone());
        assert_eq!(machine.ask(&chain), Ok(next));
        // A service that was there before has failed.
        let source = InstanceCredentials::new();
        let there = Machine::new(FakeEnvironment::default(), working());
        assert_eq!(there.ask(&source), Ok(expected()));
        assert_eq!(machine.ask(&source), Ok(expected()));
    }
    let broken = service(Answer::Error(TransportErrorKind::Interrupted), status(404), status(404));
    let chain = CredentialsChain::empty()
        .with("EC2 instance", InstanceCredentials::new())
        .with("next", Credentials::new("NEXT", "SECRET"));
    let error = Machine::new(FakeEnvironment::default(), broken).ask(&chain).unwrap_err();
    assert!(error.contains("cannot be reached"), "{error}");
}

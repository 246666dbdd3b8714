//! Cached sessions of `aws login` and responses of AWS Sign-In: credentials, and the updated file.

use std::time::SystemTime;

use super::*;
use crate::ProfileCredentials;
use crate::testing::{FakeEnvironment, FakeTransport, Machine, now};

const CONFIG: &str = "[profile me]\nlogin_session = arn:aws:sts::012345678910:assumed-role/Admin/admin\n\
                      region = us-east-2\n";

/// Named after the SHA-256 of the session.
const CACHED: &str = "/home/me/.aws/login/cache/\
                      4b0ba8f99f075c0633e122fd73346ce203a3faf18ea0310eb2d29df1bab2e255.json";

fn file(expires_at: &str, key: &str) -> String {
    let key = key.replace('\n', "\\n");
    format!(
        r#"{{"accessToken": {{"accessKeyId": "OLD", "secretAccessKey": "OLDSECRET",
        "sessionToken": "OLDTOKEN", "accountId": "012345678901", "expiresAt": "{expires_at}"}},
        "tokenType": "aws_sigv4", "clientId": "CLIENT", "refreshToken": "REFRESH", "idToken": "ID",
        "dpopKey": "{key}"}}"#
    )
}

fn ask(environment: FakeEnvironment, transport: FakeTransport) -> Result<Credentials, String> {
    Machine::new(environment, transport).ask(&ProfileCredentials::named("me"))
}

fn environment(file: &str) -> FakeEnvironment {
    FakeEnvironment::default().config(CONFIG).file(CACHED, file)
}

fn old(expiry: SystemTime) -> Credentials {
    Credentials::new("OLD", "OLDSECRET")
        .with_session_token("OLDTOKEN")
        .with_expiry(expiry)
        .with_account_id("012345678901")
}

#[test]
fn cached_credentials_are_used() {
    let text = file("2026-01-01T00:15:00Z", "unused");
    let expected = old(now() + Duration::from_secs(900));
    assert_eq!(ask(environment(&text), FakeTransport::default()), Ok(expected.clone()));
    let name = CACHED.rsplit_once('/').unwrap().1;
    let elsewhere = FakeEnvironment::default()
        .config(CONFIG)
        .var("AWS_LOGIN_CACHE_DIRECTORY", "/cache")
        .file(&format!("/cache/{name}"), &text);
    assert_eq!(ask(elsewhere, FakeTransport::default()), Ok(expected));
}

#[test]
fn errors_say_what_is_wrong() {
    let login = "; run `aws login --profile me`";
    let none = FakeEnvironment::default().config(CONFIG);
    let expected = format!("there is no login session at {CACHED}{login}");
    assert_eq!(ask(none, FakeTransport::default()), Err(expected));
    let text = file("2026-01-01T00:15:00Z", "key");
    let names = ["accessToken", "sessionToken", "expiresAt", "clientId", "refreshToken", "dpopKey"];
    for name in names {
        let without = text.replace(&format!("{name:?}"), "\"other\"");
        let expected = format!("the session that `aws login` cached is incomplete{login}");
        assert_eq!(ask(environment(&without), FakeTransport::default()), Err(expected), "{name}");
    }
}

#[cfg(not(feature = "login"))]
#[test]
fn what_cannot_be_renewed_is_told() {
    // Credentials are used until their expiry.
    let soon = environment(&file("2026-01-01T00:01:00Z", "key"));
    let expected = old(now() + Duration::from_secs(60));
    assert_eq!(ask(soon, FakeTransport::default()), Ok(expected));
    let expired = environment(&file("2025-01-01T00:00:00Z", "key"));
    let error = ask(expired, FakeTransport::default()).unwrap_err();
    assert!(error.contains("login_session") && error.contains("credential_process"), "{error}");
}

#[cfg(feature = "login")]
mod renewal {
    use super::*;
    use crate::providers::dpop::new_key;
    use crate::testing::{Answer, ok};

    const URL: &str = "POST https://us-east-2.signin.aws.amazon.com/v1/token";
    const NEW: &str = r#"{"accessToken": {"accessKeyId": "NEW", "secretAccessKey": "NEWSECRET",
        "sessionToken": "NEWTOKEN"}, "tokenType": "aws_sigv4", "expiresIn": 900,
        "refreshToken": "NEXT"}"#;

    #[test]
    fn credentials_are_renewed_before_they_expire() {
        let text = file("2026-01-01T00:04:00Z", &new_key());
        let files = environment(&text);
        let transport = FakeTransport::default().on(URL, [ok(NEW)]);
        let expected = Credentials::new("NEW", "NEWSECRET")
            .with_session_token("NEWTOKEN")
            .with_expiry(now() + Duration::from_secs(900))
            .with_account_id("012345678901");
        assert_eq!(ask(files.clone(), transport.clone()), Ok(expected));
        let requests = transport.requests();
        let lines: Vec<&str> = requests[0].lines().collect();
        assert_eq!(lines[..2], [URL, "content-type: application/json"]);
        assert!(lines[2].starts_with("dpop: ey"), "{}", lines[2]);
        let body = r#"{"clientId":"CLIENT","grantType":"refresh_token","refreshToken":"REFRESH"}"#;
        assert_eq!(lines[3], body);
        let left = Document::from_json(&files.text(CACHED).unwrap()).unwrap();
        let kept = Document::from_json(&text).unwrap();
        for name in ["clientId", "idToken", "dpopKey", "tokenType"] {
            assert_eq!(left.get(name), kept.get(name), "{name}");
        }
        assert_eq!(left.get("refreshToken"), Some(&Document::from("NEXT")));
        let token = left.get("accessToken").unwrap();
        for (name, value) in [
            ("accessKeyId", "NEW"),
            ("accountId", "012345678901"),
            ("expiresAt", "2026-01-01T00:15:00Z"),
        ] {
            assert_eq!(token.get(name), Some(&Document::from(value)));
        }
    }

    #[test]
    fn refusals_say_what_to_do() {
        let expired = file("2020-01-01T00:00:00Z", &new_key());
        let login = "; run `aws login --profile me`";
        for (reason, expected) in [
            ("TOKEN_EXPIRED", format!("the login session has expired{login}")),
            (
                "USER_CREDENTIALS_CHANGED",
                format!("the password of the login session has changed{login}"),
            ),
            (
                "INSUFFICIENT_PERMISSIONS",
                "the login session lacks the permission signin:CreateOAuth2Token".to_owned(),
            ),
            (
                "INVALID_REQUEST",
                "AWS Sign-In responded with status 400: INVALID_REQUEST: no".to_owned(),
            ),
        ] {
            let body = format!(r#"{{"error": "{reason}", "message": "no"}}"#);
            let transport = FakeTransport::default().on(URL, [Answer::Status(400, body.clone())]);
            assert_eq!(ask(environment(&expired), transport), Err(expected));
            // Credentials that are still valid are used.
            let valid = file("2026-01-01T00:04:00Z", &new_key());
            let transport = FakeTransport::default().on(URL, [Answer::Status(400, body)]);
            let expected = old(now() + Duration::from_secs(240));
            assert_eq!(ask(environment(&valid), transport), Ok(expected));
        }
        let no_key = environment(&file("2020-01-01T00:00:00Z", "HUSH"));
        let error = ask(no_key, FakeTransport::default()).unwrap_err();
        assert_eq!(
            error,
            "the dpopKey of the login session is not a private key on the curve P-256"
        );
    }
}

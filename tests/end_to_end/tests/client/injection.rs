//! Tests inputs that try to inject something: the server receives the value and nothing else, or
//! the input is rejected.

use generated::operation::update_account::UpdateAccountInput;
use generated::{CallError, CallOptions, Config};
use serde_json::Value;
use shapes::operation::send_text::SendTextInput;

use crate::caller::{RUNTIME, against, config, config_at};
use crate::server::{Server, json, ok};

const HOSTILE: [&str; 14] = [
    "a\r\nx-evil: 1\r\n\r\n",
    "a\nb",
    "a\rb",
    "a\0b",
    "../../admin",
    "a/../b",
    "a/b",
    "a%2Fb",
    "a?b=c#d",
    "a HTTP/1.1\r\nHost: evil",
    "@evil.example/",
    "\u{fe00}\u{2028}\u{202e}é😀",
    "a\\..\\b",
    "\x1b[2J\x7f",
];

/// Decodes `%41` to `A`.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_label_stays_one_segment_of_the_path() {
    against(
        &[ok()],
        |config| config,
        |server, caller| {
            for (count, hostile) in HOSTILE.into_iter().enumerate() {
                caller.send(UpdateAccountInput::new(hostile)).unwrap();
                let received = server.received().pop().unwrap();
                assert_eq!(server.count(), count + 1, "{hostile:?}");
                let words: Vec<_> = received.line.split(' ').collect();
                let ["POST", target, "HTTP/1.1"] = words[..] else { panic!("{:?}", received.line) };
                let label = target.strip_prefix("/accounts/").unwrap();
                let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c);
                assert!(label.chars().all(is_plain), "{label}");
                assert_eq!(decoded(label), hostile);
                assert_eq!(received.header("host"), Some(server.host().as_str()));
                assert_eq!(received.header("x-evil"), None);
            }
        },
    );
}

#[test]
fn a_member_of_the_body_stays_a_string() {
    against(
        &[ok()],
        |config| config,
        |server, caller| {
            for hostile in HOSTILE.into_iter().chain(["\"}, \"Admin\": true, {\"", "\\"]) {
                caller.send(UpdateAccountInput::new("a").name(hostile)).unwrap();
                let body = server.received().pop().unwrap().body;
                let body: Value = serde_json::from_slice(&body).unwrap();
                assert_eq!(body, serde_json::json!({ "Name": hostile }));
            }
        },
    );
}

#[test]
fn a_header_of_the_input_is_sent_whole_or_not_at_all() {
    let server = Server::new([crate::server::Act::Send(json(200, &[], ""))]);
    let client = shapes::Client::new(config(&server).into());
    for hostile in HOSTILE {
        let before = server.count();
        let input = SendTextInput::new().id(hostile);
        match RUNTIME.block_on(client.send_text(input)) {
            Ok(_) => {
                let received = server.received().pop().unwrap();
                assert_eq!(received.header("x-id"), Some(hostile));
                assert_eq!(received.header("x-evil"), None);
            }
            Err(CallError::Build(error)) => {
                assert!(hostile.contains(|c: char| c.is_control()), "{hostile:?}: {error}");
                assert_eq!(server.count(), before);
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_header_of_a_call_is_refused() {
    against(
        &[ok()],
        |config| config,
        |server, caller| {
            for (name, value) in
                [("x-a", "b\r\nx-evil: 1"), ("x-a: b\r\nx-evil", "1"), ("x-a", "\0")]
            {
                let options = CallOptions::new().header(name, value);
                let error = caller.with(options).call().unwrap_err();
                assert!(matches!(error, CallError::Build(_)), "{error:?}");
                assert!(!error.to_string().contains(['\r', '\n', '\0']), "{error}");
            }
            assert_eq!(server.connections(), 0);
        },
    );
}

/// A region is part of host names.
#[test]
fn a_region_is_no_host() {
    let server = Server::new([ok()]);
    for region in [
        format!("x@{}/", server.host()),
        format!("{}/", server.host()),
        format!("{}#", server.host()),
        "evil.example?".to_owned(),
        "evil.example".to_owned(),
        "a\r\nb".to_owned(),
        String::new(),
    ] {
        let ask = |config: Config| {
            let config = config.region(&region).use_fips(true);
            let client = generated::blocking::Client::new(config);
            client.update_account(crate::caller::input()).unwrap_err()
        };
        let config = Config::new().credentials(generated::Credentials::new("id", "secret"));
        let error = ask(config);
        assert!(matches!(error, CallError::Endpoint(_)), "{region:?}: {error:?}");
        assert_eq!(
            error.to_string(),
            // What could be a user name is redacted.
            format!(
                "the endpoint cannot be resolved: the region {region:?} is not a valid host label"
            )
            .replace("x@", "<redacted>@")
        );
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn an_endpoint_has_no_user() {
    let server = Server::new([ok()]);
    let url = format!("http://me:hush@{}", server.host());
    let client = generated::blocking::Client::new(config_at(url));
    let error = client.update_account(crate::caller::input()).unwrap_err();
    let shown = format!("http://<redacted>@{}", server.host());
    assert_eq!(
        error.to_string(),
        format!(
            "the request cannot be built: `endpoint` must not have a user name or a password, but \
             is {shown:?}"
        )
    );
    assert!(!format!("{error:?} {client:?}").contains("hush"));
}

//! Tests that the client sends and signs the same requests as botocore.
//!
//! `xtask/developer/differential/signed_update_account.py` writes `botocore.json`.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use generated::operation::update_account::UpdateAccountInput;
use generated::{Config, Credentials};
use serde_json::Value;
use whitesmith_client::TransportError;
use whitesmith_runtime::ByteStream;

use crate::caller::{Caller, both};

/// The credentials and the clock of the script.
fn config() -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Config::new()
        .region("us-east-1")
        .endpoint_url("https://service.chime.aws.amazon.com")
        .credentials(credentials.with_session_token("a+session/token="))
        .clock(|| UNIX_EPOCH + Duration::from_secs(1_800_000_000))
        .random(|| 0)
}

fn input(value: &Value) -> UpdateAccountInput {
    let mut input = UpdateAccountInput::new(value["AccountId"].as_str().unwrap());
    input.name = value["Name"].as_str().map(str::to_owned);
    input.default_license = value["DefaultLicense"].as_str().map(Into::into);
    input
}

#[test]
fn update_account_is_sent_and_signed_as_boto3_does() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("botocore.json")).unwrap();
    assert!(cases.len() >= 4);
    both(|kind| {
        for case in &cases {
            let taken = Arc::new(Mutex::new(None));
            let keep = Arc::clone(&taken);
            let send = move |request: http::Request<ByteStream>| -> Result<_, TransportError> {
                *keep.lock().unwrap() = Some(request);
                Ok(http::Response::new(ByteStream::from("{}")))
            };
            let send_later = {
                let send = send.clone();
                move |request| std::future::ready(send(request))
            };
            let config = config().transport(send_later).blocking_transport(send);
            Caller::new(kind, config).send(input(&case["input"])).unwrap();
            let request = taken.lock().unwrap().take().unwrap();
            assert_eq!(request.method().as_str(), case["method"]);
            assert_eq!(request.uri().to_string(), case["url"]);
            let body = request.body().as_bytes().unwrap();
            assert_eq!(serde_json::from_slice::<Value>(body).unwrap(), case["body"]);
            assert_eq!(request.headers()["x-amz-date"], case["date"].as_str().unwrap());
            let authorization = request.headers()["authorization"].to_str().unwrap();
            assert_eq!(authorization, case["authorization"], "{}", case["input"]);
        }
    });
}

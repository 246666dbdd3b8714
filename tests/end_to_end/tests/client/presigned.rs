//! Tests presigned requests.

use std::time::{Duration, SystemTime};

use generated::operation::update_account::UpdateAccountInput;
use generated::{Client, Config};
use whitesmith_client::test_util::Canned;

use crate::caller::RUNTIME;

#[test]
fn the_signature_is_in_the_uri() {
    let service = Canned::new();
    let noon = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_014_400);
    let client = Client::new(service.config::<Config>().clock(noon));
    let input = UpdateAccountInput::new("12a3456b").name("Sales");
    let request = RUNTIME.block_on(client.presigned(input, Duration::from_secs(60))).unwrap();
    let uri = request.uri().to_string();
    let (place, query) = uri.split_once('?').unwrap();
    assert!(place.ends_with(".amazonaws.com/accounts/12a3456b"), "{place}");
    for part in [
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Credential=AKIDTEST%2F20270115%2Fus-east-1%2Fchime%2Faws4_request",
        "X-Amz-Date=20270115T120000Z",
        "X-Amz-Expires=60",
        "X-Amz-Signature=",
    ] {
        assert!(query.contains(part), "{part}: {query}");
    }
    for absent in ["authorization", "user-agent", "amz-sdk-invocation-id"] {
        assert!(!request.headers().contains_key(absent), "{absent}");
    }
    assert_eq!(request.body().as_bytes().unwrap(), r#"{"Name":"Sales"}"#);
    assert!(service.requests().is_empty());
}

#[test]
fn what_cannot_be_presigned_is_told() {
    let client = Client::new(Canned::new().config());
    let presigned = client.presigned(UpdateAccountInput::new("1"), Duration::from_secs(691_200));
    let message = RUNTIME.block_on(presigned).unwrap_err().to_string();
    assert!(
        message.starts_with("the request cannot be authorized: the request cannot be signed: ")
    );
}

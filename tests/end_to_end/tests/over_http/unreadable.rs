//! Tests the error messages for responses that do not match the model.

use insta::assert_snapshot;
use whitesmith_runtime::ResponseError;

use crate::exchange;
use crate::server::Answer;

const PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
                    <center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

/// The message for a JSON response, valid or not.
fn message(status: u16, body: &str) -> String {
    exchange::answer(&Answer::json(status, body)).unwrap_err().to_string()
}

/// The message for a response with the headers of the service.
fn message_of_service(status: u16, body: &str) -> String {
    let headers = [("x-amzn-RequestId", "1-2-3"), ("x-amzn-ErrorType", "NotFoundException")];
    let answer = Answer { status, headers: &headers, body: body.as_bytes() };
    exchange::answer(&answer).unwrap_err().to_string()
}

/// The parse error of a JSON output, valid or not.
fn reason(body: &str) -> String {
    reason_of(&Answer::json(200, body))
}

fn reason_of(answer: &Answer<'_>) -> String {
    let error = exchange::answer(answer).unwrap_err();
    assert!(matches!(error, ResponseError::Parse(_)), "{error:?}");
    let message = error.to_string();
    message.strip_prefix("the response could not be read: ").unwrap().to_owned()
}

#[test]
fn an_error_without_a_name() {
    assert_snapshot!(message(500, ""), @"HTTP 500 without an error code or a body");
    assert_snapshot!(message(500, "{}"), @"HTTP 500 without an error code: {}");
    assert_snapshot!(message(500, r#"{"Message": "Try again."}"#), @"Try again. (HTTP 500)");
    assert_snapshot!(message(304, ""), @"HTTP 304 without an error code or a body");
}

#[test]
fn an_error_that_is_not_json() {
    assert_snapshot!(
        message(502, PAGE),
        @"HTTP 502 without an error code: 502 Bad Gateway"
    );
    assert_snapshot!(
        message(500, "upstream connect error"),
        @"HTTP 500 without an error code: upstream connect error"
    );
    assert_snapshot!(message(500, "[]"), @"HTTP 500 without an error code: []");
    assert_snapshot!(message(500, "null"), @"HTTP 500 without an error code: null");
    let binary = Answer { status: 500, headers: &[], body: b"\x1f\x8b\x08\0\xff" };
    assert_snapshot!(
        exchange::answer(&binary).unwrap_err(),
        @"HTTP 500 without an error code: a body of 5 bytes that is not text"
    );
}

#[test]
fn an_error_that_is_cut_off() {
    assert_snapshot!(
        message(404, r#"{"__type": "NotFoundException", "Message": "No.", "#),
        @"NotFoundException: No. (HTTP 404); the error could not be read completely: expected a key, found the end of the body (at byte 50 of the body)"
    );
    assert_snapshot!(
        message(404, r#"{"__type": "NotFou"#),
        @"HTTP 404 without an error code; the error could not be read completely: __type: a string without an end (at byte 18 of the body)"
    );
}

#[test]
fn an_error_with_members_of_other_types() {
    assert_snapshot!(
        message(400, r#"{"code": 400, "Message": ["no", {}]}"#),
        @r#"HTTP 400 without an error code: {"code": 400, "Message": ["no", {}]}"#
    );
    let body = r#"{"__type": "BadRequestException", "Code": 7, "Message": "Bad."}"#;
    assert_snapshot!(
        message(400, body),
        @"BadRequestException: Bad. (HTTP 400); the error could not be read completely: Code: expected a string, found a number (at byte 42 of the body)"
    );
}

#[test]
fn a_modeled_error_whose_body_cannot_be_read() {
    assert_snapshot!(
        message_of_service(404, ""),
        @"NotFoundException (HTTP 404, request id 1-2-3)"
    );
    assert_snapshot!(
        message_of_service(404, PAGE),
        @"NotFoundException (HTTP 404, request id 1-2-3): 502 Bad Gateway"
    );
    assert_snapshot!(
        message_of_service(404, r#"{"Code": "NotFound", "Mess"#),
        @"NotFoundException (HTTP 404, request id 1-2-3); the error could not be read completely: a string without an end (at byte 26 of the body)"
    );
    assert_snapshot!(
        message_of_service(404, r#"{"Code": "NotFound", "Message": 1}"#),
        @"NotFoundException (HTTP 404, request id 1-2-3); the error could not be read completely: Message: expected a string, found a number (at byte 32 of the body)"
    );
}

#[test]
fn an_output_that_is_not_json() {
    assert_snapshot!(reason(PAGE), @"expected an object, found text that is not JSON (at byte 0 of the body)");
    assert_snapshot!(
        reason(" "),
        @"expected an object, found the end of the body (at byte 1 of the body)"
    );
    assert_snapshot!(reason("null"), @"expected an object, found null (at byte 0 of the body)");
    assert_snapshot!(reason("[]"), @"expected an object, found an array (at byte 0 of the body)");
    assert_snapshot!(
        reason("{} {}"),
        @"expected the end of the body, found an object (at byte 3 of the body)"
    );
    let binary = Answer { status: 200, headers: &[], body: b"{\"Account\": {\"Name\": \"\xff\"}}" };
    assert_snapshot!(
        reason_of(&binary),
        @"Account.Name: bytes that are not UTF-8 (at byte 22 of the body)"
    );
}

#[test]
fn an_output_that_is_cut_off() {
    let whole = r#"{"Account": {"Name": "Sales", "SupportedLicenses": ["Pro"]}}"#;
    for length in 1..whole.len() {
        assert!(!reason(&whole[..length]).is_empty());
    }
    assert_snapshot!(
        reason(&whole[..1]),
        @"expected a key, found the end of the body (at byte 1 of the body)"
    );
    assert_snapshot!(
        reason(&whole[..12]),
        @"Account: expected an object, found the end of the body (at byte 12 of the body)"
    );
    assert_snapshot!(
        reason(&whole[..25]),
        @"Account.Name: a string without an end (at byte 25 of the body)"
    );
    assert_snapshot!(
        reason(&whole[..54]),
        @"Account.SupportedLicenses[0]: a string without an end (at byte 54 of the body)"
    );
    assert_snapshot!(
        reason(&whole[..59]),
        @"Account: expected `,` or `}`, found the end of the body (at byte 59 of the body)"
    );
}

#[test]
fn an_output_with_members_of_other_types() {
    let account = |members: &str| reason(&format!(r#"{{"Account": {{{members}}}}}"#));
    assert_snapshot!(
        reason(r#"{"Account": "12a3456b"}"#),
        @"Account: expected an object, found a string (at byte 12 of the body)"
    );
    assert_snapshot!(
        account(r#""Name": 12"#),
        @"Account.Name: expected a string, found a number (at byte 21 of the body)"
    );
    assert_snapshot!(
        account(r#""AccountType": {"Value": "Team"}"#),
        @"Account.AccountType: expected a string, found an object (at byte 28 of the body)"
    );
    assert_snapshot!(
        account(r#""SupportedLicenses": "Pro""#),
        @"Account.SupportedLicenses: expected an array, found a string (at byte 34 of the body)"
    );
    assert_snapshot!(
        account(r#""SupportedLicenses": ["Pro", true]"#),
        @"Account.SupportedLicenses[1]: expected a string, found a boolean (at byte 42 of the body)"
    );
    assert_snapshot!(
        account(r#""SigninDelegateGroups": [{}, {"GroupName": 1}]"#),
        @"Account.SigninDelegateGroups[1].GroupName: expected a string, found a number (at byte 56 of the body)"
    );
    assert_snapshot!(
        account(r#""CreatedTimestamp": 1714979289.5"#),
        @"Account.CreatedTimestamp: expected a string, found a number (at byte 33 of the body)"
    );
    assert_snapshot!(
        account(r#""CreatedTimestamp": "2024-02-30T00:00:00Z""#),
        @"Account.CreatedTimestamp: expected an RFC 3339 date and time (at byte 33 of the body)"
    );
    assert_snapshot!(
        account(r#""CreatedTimestamp": "yesterday""#),
        @"Account.CreatedTimestamp: expected an RFC 3339 date and time (at byte 33 of the body)"
    );
}

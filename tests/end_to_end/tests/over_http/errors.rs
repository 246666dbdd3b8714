//! Tests the modeled errors in all formats of services: each becomes a variant with code, message,
//! status and request id.

use generated::operation::update_account::UpdateAccountError;
use generated::types::ErrorCode;

use crate::exchange;
use crate::server::Answer;

const REQUEST_ID: &str = "0f5e6a2c-1b7d-4a3e-9c48-d2f1e0b3a596";

/// The expected result of a modeled error.
struct Case {
    name: &'static str,
    status: u16,
    /// The member `Code`, on the wire and deserialized.
    code: &'static str,
    typed: ErrorCode,
    /// Whether it is retryable, and whether it is a throttling error.
    retry: (bool, bool),
}

fn cases() -> [Case; 7] {
    let case =
        |name, status, code: &'static str, typed, retry| Case { name, status, code, typed, retry };
    let (never, later, slower) = ((false, false), (true, false), (true, true));
    [
        case("BadRequestException", 400, "BadRequest", ErrorCode::BadRequest, never),
        case("ForbiddenException", 403, "Forbidden", ErrorCode::Forbidden, never),
        case("NotFoundException", 404, "NotFound", ErrorCode::NotFound, never),
        case("ServiceFailureException", 500, "ServiceFailure", ErrorCode::ServiceFailure, later),
        case(
            "ServiceUnavailableException",
            503,
            "ServiceUnavailable",
            ErrorCode::ServiceUnavailable,
            later,
        ),
        case("ThrottledClientException", 429, "Throttled", ErrorCode::Throttled, slower),
        case("UnauthorizedClientException", 401, "Unauthorized", ErrorCode::Unauthorized, never),
    ]
}

/// The locations of an error's name: a header and members of the body.
fn places(name: &str) -> [(Option<String>, String); 7] {
    const URI: &str = "http://internal.amazon.com/coral/com.amazonaws.chime/";
    let header = |value: String| (Some(value), String::new());
    let member = |name: &str, value: String| (None, format!(r#""{name}": "{value}", "#));
    [
        header(name.to_owned()),
        header(format!("{name}:{URI}")),
        header(format!("com.amazonaws.chime#{name}:{URI}")),
        member("code", name.to_owned()),
        member("code", format!("com.amazonaws.chime#{name}")),
        member("__type", format!("com.amazonaws.chime#{name}")),
        member("__type", format!("com.amazonaws.chime#{name}:{URI}")),
    ]
}

/// The error of `UpdateAccount` for a response.
fn answer(status: u16, header: Option<&str>, body: &str) -> UpdateAccountError {
    let mut headers = vec![("content-type", "application/json"), ("x-amzn-RequestId", REQUEST_ID)];
    headers.extend(header.map(|header| ("x-amzn-ErrorType", header)));
    let answer = Answer { status, headers: &headers, body: body.as_bytes() };
    exchange::answer(&answer).unwrap_err().as_service().unwrap().clone()
}

/// The name of the variant, and the members of the structure in it.
fn members(error: &UpdateAccountError) -> (&'static str, Option<&ErrorCode>, Option<&str>) {
    macro_rules! of {
        ($($variant:ident),*) => {
            match error {
                $(UpdateAccountError::$variant(error) => {
                    (stringify!($variant), error.code.as_ref(), error.message.as_deref())
                })*
                other => panic!("{other:?}"),
            }
        };
    }
    of!(
        BadRequestException,
        ForbiddenException,
        NotFoundException,
        ServiceFailureException,
        ServiceUnavailableException,
        ThrottledClientException,
        UnauthorizedClientException
    )
}

#[test]
fn each_modeled_error_is_its_own_variant_wherever_its_name_stands() {
    for Case { name, status, code, typed, retry } in cases() {
        for (header, member) in places(name) {
            let body = format!(r#"{{{member}"Code": "{code}", "Message": "About {name}."}}"#);
            let error = answer(status, header.as_deref(), &body);
            let message = format!("About {name}.");
            assert_eq!(members(&error), (name, Some(&typed), Some(&*message)), "{header:?} {body}");
            assert_eq!((error.code(), error.message()), (Some(name), Some(&*message)));
            assert_eq!((error.status(), error.request_id()), (status, Some(REQUEST_ID)));
            assert_eq!((error.is_retryable(), error.is_throttling()), retry, "{name}");
            assert_eq!(error.metadata().parse_error(), None);
            let shown = format!("{name}: {message} (HTTP {status}, request id {REQUEST_ID})");
            assert_eq!(error.to_string(), shown);
        }
    }
}

#[test]
fn the_name_decides_and_not_the_status() {
    for Case { name, .. } in cases() {
        let error = answer(418, Some(name), "{}");
        assert_eq!(members(&error), (name, None, None));
        assert_eq!(error.status(), 418);
    }
}

#[test]
fn a_code_that_is_new_is_kept() {
    let error = answer(403, Some("ForbiddenException"), r#"{"Code": "Embargoed"}"#);
    let expected = ErrorCode::Unknown("Embargoed".to_owned());
    assert_eq!(members(&error), ("ForbiddenException", Some(&expected), None));
}

#[test]
fn a_message_may_be_null_or_in_lower_case() {
    let error = answer(404, Some("NotFoundException"), r#"{"Code": null, "Message": null}"#);
    assert_eq!(members(&error), ("NotFoundException", None, None));
    let error = answer(404, Some("NotFoundException"), r#"{"message": "Gone."}"#);
    assert_eq!((error.message(), error.status()), (Some("Gone."), 404));
}

#[test]
fn an_error_that_the_model_does_not_list_is_unhandled() {
    let body = r#"{"Code": "Conflict", "Message": "Busy."}"#;
    let error = answer(409, Some("ConflictException"), body);
    assert!(matches!(error, UpdateAccountError::Unhandled(_)), "{error:?}");
    assert_eq!((error.code(), error.message()), (Some("ConflictException"), Some("Busy.")));
    assert_eq!((error.status(), error.request_id()), (409, Some(REQUEST_ID)));
    insta::assert_snapshot!(
        error,
        @"ConflictException: Busy. (HTTP 409, request id 0f5e6a2c-1b7d-4a3e-9c48-d2f1e0b3a596)"
    );
}

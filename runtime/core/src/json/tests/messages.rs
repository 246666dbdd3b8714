//! What is said of JSON that is wrong: what was expected, the kind of what was found, and the place;
//! never a value, which may be a secret and goes into logs.

use super::structures::read;

#[test]
fn numbers_that_are_not_as_the_model_says() {
    for (json, error) in [
        (
            r#"{"Integer":3000000000}"#,
            "Integer: expected an integer of 32 bits, found a number beyond that (at byte 11 of the body)",
        ),
        (
            r#"{"Byte":128}"#,
            "Byte: expected an integer of 8 bits, found a number beyond that (at byte 8 of the body)",
        ),
        (
            r#"{"Short":-32769}"#,
            "Short: expected an integer of 16 bits, found a number beyond that (at byte 9 of the body)",
        ),
        (
            r#"{"Long":9223372036854775808}"#,
            "Long: expected an integer of 64 bits, found a number beyond that (at byte 8 of the body)",
        ),
        (
            r#"{"Long":1.5}"#,
            "Long: expected an integer of 64 bits, found a number with a fraction (at byte 8 of the body)",
        ),
        (r#"{"Long":"1"}"#, "Long: expected an integer, found a string (at byte 8 of the body)"),
        (
            r#"{"Float":1e39}"#,
            "Float: expected a number that fits 32 bits, found a number beyond that (at byte 9 of the body)",
        ),
        (
            r#"{"Double":-1e309}"#,
            "Double: expected a number that fits 64 bits, found a number beyond that (at byte 10 of the body)",
        ),
        (
            r#"{"Double":"one"}"#,
            "Double: expected a number, found a string (at byte 10 of the body)",
        ),
        (
            r#"{"Double":true}"#,
            "Double: expected a number, found a boolean (at byte 10 of the body)",
        ),
        (
            r#"{"BigInteger":1e-1}"#,
            "BigInteger: expected an integer, found another number (at byte 14 of the body)",
        ),
        (
            r#"{"BigInteger":1e999999999}"#,
            "BigInteger: expected an integer, found another number (at byte 14 of the body)",
        ),
        (
            r#"{"Seen":"today"}"#,
            "Seen: expected a number of seconds, found a string (at byte 8 of the body)",
        ),
        (
            r#"{"Seen":1e300}"#,
            "Seen: expected a number of seconds, found another number (at byte 8 of the body)",
        ),
    ] {
        assert_eq!(read(json).as_ref().map_err(String::as_str), Err(error), "{json}");
    }
}

#[test]
fn what_is_not_as_the_model_says() {
    for (json, error) in [
        (r#"{"Id":12}"#, "Id: expected a string, found a number (at byte 6 of the body)"),
        (r#"{"Id": {}}"#, "Id: expected a string, found an object (at byte 7 of the body)"),
        (
            r#"{"License":[]}"#,
            "License: expected a string, found an array (at byte 11 of the body)",
        ),
        (
            r#"{"Active":"true"}"#,
            "Active: expected a boolean, found a string (at byte 10 of the body)",
        ),
        (r#"{"Active":1}"#, "Active: expected a boolean, found a number (at byte 10 of the body)"),
        (r#"{"Created":5}"#, "Created: expected a string, found a number (at byte 11 of the body)"),
        (
            r#"{"Tags":[{"Key":"a"},null,{"Key":[1]}]}"#,
            "Tags[2].Key: expected a string, found an array (at byte 33 of the body)",
        ),
        (
            r#"{"Tags":[{"Values":[1,2,null,"3"]}]}"#,
            "Tags[0].Values[3]: expected an integer, found a string (at byte 29 of the body)",
        ),
        (r#"{"Tags":{}}"#, "Tags: expected an array, found an object (at byte 8 of the body)"),
        (
            r#"{"Limits":{"a":1,"two words":true}}"#,
            "Limits.*: expected an integer, found a boolean (at byte 29 of the body)",
        ),
        (
            r#"{"Groups":{"Pro":[{},{"Key":0}]}}"#,
            "Groups.*[1].Key: expected a string, found a number (at byte 28 of the body)",
        ),
        (
            r#"{"Parent":{"Parent":[]}}"#,
            "Parent.Parent: expected an object, found an array (at byte 20 of the body)",
        ),
        (
            r#"{"Parent":{"Shape":{}}}"#,
            "Parent.Shape: expected one member of a union, found none (at byte 19 of the body)",
        ),
        (
            r#"{"Shape":{"sides":1,"circle":{}}}"#,
            "Shape.circle: expected one member of a union, found two (at byte 29 of the body)",
        ),
        ("[]", "expected an object, found an array (at byte 0 of the body)"),
        ("null", "expected an object, found null (at byte 0 of the body)"),
        (" ", "expected an object, found the end of the body (at byte 1 of the body)"),
    ] {
        assert_eq!(read(json).as_ref().map_err(String::as_str), Err(error), "{json}");
    }
}

#[test]
fn what_is_not_json() {
    for (json, error) in [
        (r#"{"Name":"a"#, "Name: a string without an end (at byte 10 of the body)"),
        (
            r#"{"Name":"#,
            "Name: expected a string, found the end of the body (at byte 8 of the body)",
        ),
        (r#"{"Name""#, "Name: expected `:`, found the end of the body (at byte 7 of the body)"),
        (
            r#"{"Name";1}"#,
            "Name: expected `:`, found text that is not JSON (at byte 7 of the body)",
        ),
        (
            r#"{"Name":"a"};"#,
            "expected the end of the body, found text that is not JSON (at byte 12 of the body)",
        ),
        (r#"{"Name":"a",}"#, "expected a key, found `}` (at byte 12 of the body)"),
        ("{Name:1}", "expected a key, found text that is not JSON (at byte 1 of the body)"),
        (
            r#"{"Name":"a" "Id":1}"#,
            "Name: expected `,` or `}`, found a string (at byte 12 of the body)",
        ),
        (
            r#"{"Licenses":["a"}"#,
            "Licenses[0]: expected `,` or `]`, found `}` (at byte 16 of the body)",
        ),
        (
            r#"{"Licenses":["a",]}"#,
            "Licenses[1]: expected a string, found `]` (at byte 17 of the body)",
        ),
        (
            r#"{"Name":nul}"#,
            "Name: expected a value, found text that is not JSON (at byte 8 of the body)",
        ),
        (r#"{"More":[1.]}"#, "More: expected a digit in a number (at byte 11 of the body)"),
        (r#"{"More":01}"#, "More: expected `,` or `}`, found a number (at byte 9 of the body)"),
        (
            r#"{"More":{"\ud800":1}}"#,
            "More: half of a surrogate pair in a string (at byte 10 of the body)",
        ),
        ("{\"More\":\"a\tb\"}", "More: a control character in a string (at byte 10 of the body)"),
    ] {
        assert_eq!(read(json).as_ref().map_err(String::as_str), Err(error), "{json}");
    }
    let error = read(b"{\"Name\":\"a\xff\"}").unwrap_err();
    assert_eq!(error, "Name: bytes that are not UTF-8 (at byte 10 of the body)");
}

#[test]
fn errors_do_not_repeat_values() {
    for (json, secrets) in [
        (r#"{"Id":8675309}"#, &["8675309"][..]),
        (r#"{"Byte":8675309}"#, &["8675309"]),
        (r#"{"Long":86753.09}"#, &["86753"]),
        (r#"{"Float":8.675309e99}"#, &["8.67"]),
        (r#"{"Double":"hush"}"#, &["hush"]),
        (r#"{"Seen":8675309e99}"#, &["8675309"]),
        (r#"{"Created":"hush"}"#, &["hush"]),
        (r#"{"Photo":"hush!"}"#, &["hush", "!"]),
        (r#"{"Active":"hush"}"#, &["hush"]),
        (r#"{"Limits":{"hush":"hush"}}"#, &["hush"]),
        (r#"{"Groups":{"hush":[{"Key":1}]}}"#, &["hush"]),
        (r#"{"Notes":{"hush":[{"hush":hush}]}}"#, &["hush"]),
        (r#"{"More":{"hush":[{"hush":hush}]}}"#, &["hush"]),
        (r#"{"Id":"hush"hush"}"#, &["hush"]),
        (r#"{"Name":hush}"#, &["'h'", "hush"]),
    ] {
        let error = read(json).unwrap_err();
        assert!(secrets.iter().all(|secret| !error.contains(secret)), "{error}");
    }
    let error = read(format!(r#"{{"Id":{}}}"#, "7".repeat(1000))).unwrap_err();
    assert_eq!(error, "Id: expected a string, found a number (at byte 6 of the body)");
    let error = read(format!(r#"{{"{}":x}}"#, "name ".repeat(1000))).unwrap_err();
    assert!(error.len() < 200, "{error}");
}

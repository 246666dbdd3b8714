//! What readers make of JSON, right and wrong.

use super::structures::{Account, Level, License, Shape, Tag, read, read_document, skip};
use crate::json::Reader;
use crate::{DateTime, Document, TimestampFormat};

fn tag(key: &str, values: &[i32]) -> Tag {
    Tag { key: key.to_owned(), values: values.to_vec() }
}

#[test]
fn scalars() {
    let account = read(
        r#" { "Id": "12a3", "Name": "Caf\u00e9 \"Bar\"", "License" : "Pro", "Level":7,
            "Active":true, "Byte":-128, "Short":32767, "Integer":-2147483648,
            "Long":9223372036854775807, "Float":1.5, "Double":-2.5e-3,
            "BigInteger":123456789012345678901234567890, "BigDecimal":0.100000000000000000001 } "#,
    )
    .unwrap();
    let expected = Account {
        id: "12a3".into(),
        name: Some("Café \"Bar\"".into()),
        license: Some(License::from("Pro")),
        level: Some(Level(7)),
        active: true,
        byte: Some(-128),
        short: Some(32767),
        integer: Some(i32::MIN),
        long: Some(i64::MAX),
        float: Some(1.5),
        double: Some(-0.0025),
        big_integer: Some("123456789012345678901234567890".parse().unwrap()),
        big_decimal: Some("0.100000000000000000001".parse().unwrap()),
        ..Account::default()
    };
    assert_eq!(account, expected);
}

#[test]
fn containers() {
    let account = read(
        r#"{"Surplus": {"a": [1, {"b": "c\n"}, null, true, []], "d": {}}, "Licenses":["Basic","Pro"],
            "Tags":[{"Key":"a","Values":[1,2]},{"Key":"b","More":1}], "Sparse":["x",null,""],
            "Limits":{"b":2,"a\n":1}, "Groups":{"Pro":[{"Key":"c"}]}, "SparseMap":{"x":null,"y":1},
            "Parent":{"Id":"0","Parent":{"Id":"1"}}, "Notes":[null,{"a":1.0}]}"#,
    )
    .unwrap();
    let parent = |id: &str, parent| Account { id: id.into(), parent, ..Account::default() };
    let expected = Account {
        licenses: Some(vec!["Basic".into(), "Pro".into()]),
        tags: vec![tag("a", &[1, 2]), tag("b", &[])],
        sparse: Some(vec![Some("x".into()), None, Some(String::new())]),
        limits: Some([("a\n".into(), 1), ("b".into(), 2)].into()),
        groups: Some([("Pro".into(), vec![tag("c", &[])])].into()),
        sparse_map: Some([("x".into(), None), ("y".into(), Some(1))].into()),
        parent: Some(Box::new(parent("0", Some(Box::new(parent("1", None)))))),
        notes: Some(Document::from(vec![Document::Null, [("a", 1.0)].into_iter().collect()])),
        ..Account::default()
    };
    assert_eq!(account, expected);
}

#[test]
fn null_is_no_value() {
    let account = read(
        r#"{"Id":null,"Name":null,"Tags":null,"Parent":null,"Licenses":["a",null,"b"],
            "Limits":{"a":null,"b":2},"Notes":null,"Shape":null,"Surplus":null}"#,
    )
    .unwrap();
    let expected = Account {
        licenses: Some(vec!["a".into(), "b".into()]),
        limits: Some([("b".into(), 2)].into()),
        ..Account::default()
    };
    assert_eq!(account, expected);
}

#[test]
fn the_last_of_members_with_the_same_name_counts() {
    let account =
        read(r#"{"Id":"a","Name":"a","Id":"b","Name":null,"Limits":{"x":1,"x":2}}"#).unwrap();
    assert_eq!((account.id.as_str(), account.name), ("b", None));
    assert_eq!(account.limits, Some([("x".into(), 2)].into()));
    let document = read_document(r#"{"a":1,"\u0061":2}"#).unwrap();
    assert_eq!(document.get("a"), Some(&Document::from(2)));
}

#[test]
fn numbers() {
    for (json, integer) in
        [("1.0", 1), ("1e2", 100), ("-12.50e1", -125), ("-0", 0), ("2147483647.0", i32::MAX)]
    {
        let account = read(format!(r#"{{"Integer":{json},"BigInteger":{json}}}"#)).unwrap();
        assert_eq!(account.integer, Some(integer), "{json}");
    }
    for (json, double) in [
        ("\"Infinity\"", f64::INFINITY),
        ("\"-Infinity\"", f64::NEG_INFINITY),
        ("5", 5.0),
        ("1e-999", 0.0),
    ] {
        let account = read(format!(r#"{{"Float":{json},"Double":{json}}}"#)).unwrap();
        assert_eq!(account.double, Some(double), "{json}");
        assert_eq!(account.float.map(f64::from), Some(double), "{json}");
    }
    let account = read(r#"{"Float":"NaN","Double":"NaN"}"#).unwrap();
    assert!(account.float.unwrap().is_nan() && account.double.unwrap().is_nan());
}

#[test]
fn timestamps() {
    for (seconds, text) in [
        ("1398796238", "2014-04-29T18:30:38Z"),
        ("1398796238.0", "2014-04-29T18:30:38Z"),
        ("1398796238.123", "2014-04-29T18:30:38.123Z"),
        ("1.398796238123e9", "2014-04-29T18:30:38.123Z"),
        ("-1.5", "1969-12-31T23:59:58.5Z"),
        ("0", "1970-01-01T00:00:00Z"),
    ] {
        let account = read(format!(r#"{{"Seen":{seconds},"Created":"{text}"}}"#)).unwrap();
        assert_eq!(
            account.seen,
            DateTime::parse(text, TimestampFormat::DateTime).ok(),
            "{seconds}"
        );
        assert_eq!(account.created, account.seen, "{text}");
    }
}

#[test]
fn unions() {
    for (json, shape) in [
        (r#"{"sides":3}"#, Shape::Sides(3)),
        (
            r#"{"__type":"Shape","sides":null,"circle":{"Key":"a"},"new":null}"#,
            Shape::Circle(tag("a", &[])),
        ),
        (r#"{"star":{"points":[5]},"sides":null}"#, Shape::Unknown("star".into())),
    ] {
        assert_eq!(read(format!(r#"{{"Shape":{json}}}"#)).unwrap().shape, Some(shape));
    }
}

#[test]
fn what_is_not_as_the_model_says() {
    for (json, error) in [
        (r#"{"Id":12}"#, "Id: expected a string, found 12 (at byte 6 of the body)"),
        (r#"{"Id": {}}"#, "Id: expected a string, found an object (at byte 7 of the body)"),
        (
            r#"{"License":[]}"#,
            "License: expected a string, found an array (at byte 11 of the body)",
        ),
        (
            r#"{"Active":"true"}"#,
            "Active: expected a boolean, found a string (at byte 10 of the body)",
        ),
        (r#"{"Active":1}"#, "Active: expected a boolean, found 1 (at byte 10 of the body)"),
        (
            r#"{"Integer":3000000000}"#,
            "Integer: expected an integer of 32 bits, found 3000000000 (at byte 11 of the body)",
        ),
        (
            r#"{"Byte":128}"#,
            "Byte: expected an integer of 8 bits, found 128 (at byte 8 of the body)",
        ),
        (
            r#"{"Short":-32769}"#,
            "Short: expected an integer of 16 bits, found -32769 (at byte 9 of the body)",
        ),
        (
            r#"{"Long":9223372036854775808}"#,
            "Long: expected an integer of 64 bits, found 9223372036854775808 (at byte 8 of the body)",
        ),
        (
            r#"{"Long":1.5}"#,
            "Long: expected an integer of 64 bits, found 1.5 (at byte 8 of the body)",
        ),
        (r#"{"Long":"1"}"#, "Long: expected an integer, found a string (at byte 8 of the body)"),
        (
            r#"{"Float":1e39}"#,
            "Float: expected a number that fits 32 bits, found 1e39 (at byte 9 of the body)",
        ),
        (
            r#"{"Double":-1e309}"#,
            "Double: expected a number that fits 64 bits, found -1e309 (at byte 10 of the body)",
        ),
        (
            r#"{"Double":"one"}"#,
            "Double: expected a number, found a string (at byte 10 of the body)",
        ),
        (r#"{"Double":true}"#, "Double: expected a number, found true (at byte 10 of the body)"),
        (
            r#"{"BigInteger":1e-1}"#,
            "BigInteger: expected an integer, found 1e-1 (at byte 14 of the body)",
        ),
        (
            r#"{"BigInteger":1e999999999}"#,
            "BigInteger: expected an integer, found 1e999999999 (at byte 14 of the body)",
        ),
        (
            r#"{"Seen":"today"}"#,
            "Seen: expected a number of seconds, found a string (at byte 8 of the body)",
        ),
        (
            r#"{"Seen":1e300}"#,
            "Seen: expected a number of seconds, found 1e300 (at byte 8 of the body)",
        ),
        (r#"{"Created":5}"#, "Created: expected a string, found 5 (at byte 11 of the body)"),
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
            "Limits[\"two words\"]: expected an integer, found true (at byte 29 of the body)",
        ),
        (
            r#"{"Groups":{"Pro":[{},{"Key":0}]}}"#,
            "Groups.Pro[1].Key: expected a string, found 0 (at byte 28 of the body)",
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
        (r#"{"Name";1}"#, "Name: expected `:`, found ';' (at byte 7 of the body)"),
        (r#"{"Name":"a"};"#, "expected the end of the body, found ';' (at byte 12 of the body)"),
        (r#"{"Name":"a",}"#, "expected a key, found '}' (at byte 12 of the body)"),
        ("{Name:1}", "expected a key, found 'N' (at byte 1 of the body)"),
        (
            r#"{"Name":"a" "Id":1}"#,
            "Name: expected `,` or `}`, found a string (at byte 12 of the body)",
        ),
        (
            r#"{"Licenses":["a"}"#,
            "Licenses[0]: expected `,` or `]`, found '}' (at byte 16 of the body)",
        ),
        (
            r#"{"Licenses":["a",]}"#,
            "Licenses[1]: expected a string, found ']' (at byte 17 of the body)",
        ),
        (r#"{"Name":nul}"#, "Name: expected a value, found 'n' (at byte 8 of the body)"),
        (r#"{"More":[1.]}"#, "More[0]: expected a digit in a number (at byte 11 of the body)"),
        (r#"{"More":01}"#, "More: expected `,` or `}`, found 1 (at byte 9 of the body)"),
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
fn long_numbers_are_shortened_in_messages() {
    let error = read(format!(r#"{{"Id":{}}}"#, "7".repeat(1000))).unwrap_err();
    let number = "7".repeat(40);
    assert_eq!(error, format!("Id: expected a string, found {number}… (at byte 6 of the body)"));
}

#[test]
fn only_the_first_error_is_kept() {
    let mut reader = Reader::new(br#"{"Id":1,"Name":2}"#);
    let account = Account::read(&mut reader);
    assert_eq!(account, Account::default());
    assert_eq!((reader.string(), reader.integer(), reader.double()), (String::new(), 0, 0.0));
    assert_eq!((reader.list(Tag::read), reader.nullable(Tag::read)), (vec![], None));
    reader.skip();
    assert_eq!(reader.finish().unwrap_err().path(), "Id");
}

#[test]
fn depth_is_limited() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(skip(nested(128)), Ok(()));
    assert!(read_document(nested(128)).is_ok());
    let error = format!(
        "{}: objects and arrays nested more than 128 deep (at byte 128 of the body)",
        "[0]".repeat(128)
    );
    assert_eq!(skip(nested(129)), Err(error.clone()));
    assert_eq!(read_document(nested(1_000_000)), Err(error));
    let error = read(r#"{"Parent":"#.repeat(100_000)).unwrap_err();
    assert!(error.ends_with("nested more than 128 deep (at byte 1280 of the body)"), "{error}");
    assert!(read(format!("{{\"a\":[{}1]}}", "[[],{}],".repeat(1000))).is_ok());
}

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
        level: Some(Level::High),
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
fn quoted_big_numbers() {
    let mut reader = Reader::new(br#"["-123456789012345678901234567890","1.50e-7","1e2"]"#);
    let mut found = Vec::new();
    reader.elements(&mut |r| match found.len() {
        1 => found.push(r.quoted_big_decimal().to_string()),
        _ => found.push(r.quoted_big_integer().to_string()),
    });
    assert_eq!(found, ["-123456789012345678901234567890", "1.50e-7", "0"]);
    let error = reader.finish().unwrap_err().to_string();
    assert_eq!(error, "[2]: expected an integer in decimal digits (at byte 45 of the body)");
    let mut reader = Reader::new(b"1.5");
    reader.quoted_big_decimal();
    let error = reader.finish().unwrap_err().to_string();
    assert_eq!(error, "expected a string, found a number (at byte 0 of the body)");
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
    assert!(read_document(nested(128)).is_ok());
    let error = format!(
        "{}: objects and arrays nested more than 128 deep (at byte 128 of the body)",
        "[0]".repeat(128)
    );
    assert_eq!(read_document(nested(129)), Err(error.clone()));
    assert_eq!(read_document(nested(1_000_000)), Err(error));
    let error = read(r#"{"Parent":"#.repeat(100_000)).unwrap_err();
    assert!(error.ends_with("nested more than 128 deep (at byte 1280 of the body)"), "{error}");
    assert!(read(format!("{{\"a\":[{}1]}}", "[[],{}],".repeat(1000))).is_ok());
}

#[test]
fn what_is_skipped_may_be_deeper() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[1,{"a":[],"b":"#, r#","c":{}}]"#)] {
        let nested = |depth| format!("{}0{}", open.repeat(depth), close.repeat(depth));
        // The third opens two levels, and has a third one inside.
        let most = if open.len() > 5 { 255 } else { 512 };
        assert_eq!(skip(nested(most)), Ok(()));
        let error = skip(nested(most + 1)).unwrap_err();
        assert!(error.contains("nested more than 512 deep"), "{error}");
        let error = skip(nested(1_000_000)).unwrap_err();
        assert!(error.contains("nested more than 512 deep"), "{error}");
        let account = read(format!(r#"{{"More":{},"Id":"a"}}"#, nested(most))).unwrap();
        assert_eq!(account.id, "a");
        assert!(read(format!(r#"{{"More":{}"#, open.repeat(300))).is_err());
    }
    let deep = r#"{"Parent":"#.repeat(127) + &format!(r#"{{"More":{}"#, "[".repeat(512));
    let error = read(deep.clone()).unwrap_err();
    assert!(error.contains("expected a value, found the end of the body"), "{error}");
    let error = read(deep + "[").unwrap_err();
    assert!(error.contains("nested more than 512 deep"), "{error}");
}

#[test]
fn documents_keep_their_numbers() {
    let numbers = "[12345678901234567890123,0.1000000000000000055,1e400,-1E-400,9007199254740993,\
                   -9223372036854775809,18446744073709551616,1.50,-0,0.0]";
    let document = read_document(numbers).unwrap();
    let mut writer = crate::json::Writer::new();
    writer.document(&document);
    assert_eq!(String::from_utf8(writer.finish().unwrap()).unwrap(), numbers);
    let numbers = document.as_array().unwrap();
    assert_eq!((numbers[0].as_i64(), numbers[4].as_i64()), (None, Some(9_007_199_254_740_993)));
    assert_eq!((numbers[1].as_f64(), numbers[2].as_f64()), (Some(0.1), None));
    let big = numbers[0].as_number().and_then(crate::Number::to_big_integer).unwrap();
    assert_eq!(Document::from(big), numbers[0]);
}

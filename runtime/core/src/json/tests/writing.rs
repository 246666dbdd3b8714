//! What writers make of values.

use super::structures::{Account, Level, Shape, Tag};
use crate::json::Writer;
use crate::{BuildError, DateTime, Document, TimestampFormat};

fn write(account: &Account) -> String {
    let mut writer = Writer::new();
    Account::write(&mut writer, account);
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

fn written(write: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::new();
    write(&mut writer);
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn members_without_a_value_are_left_out() {
    assert_eq!(write(&Account::default()), r#"{"Id":"","Active":false,"Tags":[]}"#);
}

#[test]
fn scalars() {
    let account = Account {
        id: "a\"b\\c\n\u{1}é".into(),
        license: Some("Pro".into()),
        level: Some(Level::from(-7)),
        byte: Some(i8::MIN),
        short: Some(i16::MAX),
        integer: Some(0),
        long: Some(i64::MIN),
        float: Some(0.1),
        double: Some(1e300),
        big_integer: Some("-123456789012345678901234567890".parse().unwrap()),
        big_decimal: Some("1.00".parse().unwrap()),
        photo: Some(b"hello".to_vec().into()),
        ..Account::default()
    };
    assert_eq!(
        write(&account),
        concat!(
            r#"{"Id":"a\"b\\c\n\u0001é","License":"Pro","Level":-7,"Active":false,"Byte":-128,"#,
            r#""Short":32767,"Integer":0,"Long":-9223372036854775808,"Float":0.1,"Double":1e300,"#,
            r#""BigInteger":-123456789012345678901234567890,"BigDecimal":1.00,"#,
            r#""Photo":"aGVsbG8=","Tags":[]}"#
        )
    );
}

#[test]
fn containers() {
    let tag = Tag { key: "k".into(), values: vec![1, -2, 3] };
    let account = Account {
        licenses: Some(vec![]),
        tags: vec![tag.clone(), Tag::default()],
        sparse: Some(vec![None, Some("x".into()), None]),
        limits: Some([("a\"".into(), 1), ("b".into(), 2)].into()),
        groups: Some([("g".into(), vec![tag.clone()]), ("h".into(), vec![])].into()),
        sparse_map: Some([("n".into(), None), ("o".into(), Some(0))].into()),
        parent: Some(Box::default()),
        shape: Some(Shape::Circle(tag)),
        ..Account::default()
    };
    assert_eq!(
        write(&account),
        concat!(
            r#"{"Id":"","Active":false,"Licenses":[],"#,
            r#""Tags":[{"Key":"k","Values":[1,-2,3]},{"Key":"","Values":[]}],"#,
            r#""Sparse":[null,"x",null],"Limits":{"a\"":1,"b":2},"#,
            r#""Groups":{"g":[{"Key":"k","Values":[1,-2,3]}],"h":[]},"#,
            r#""SparseMap":{"n":null,"o":0},"Parent":{"Id":"","Active":false,"Tags":[]},"#,
            r#""Shape":{"circle":{"Key":"k","Values":[1,-2,3]}}}"#
        )
    );
}

#[test]
fn numbers() {
    for (value, json) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (5e-324, "5e-324"),
        (f64::MAX, "1.7976931348623157e308"),
        (0.1 + 0.2, "0.30000000000000004"),
        (f64::NAN, "\"NaN\""),
        (f64::INFINITY, "\"Infinity\""),
        (f64::NEG_INFINITY, "\"-Infinity\""),
    ] {
        assert_eq!(written(|w| w.double(&value)), json);
    }
    assert_eq!(written(|w| w.float(&f32::NEG_INFINITY)), "\"-Infinity\"");
    assert_eq!(written(|w| w.float(&16_777_216.0)), "16777216.0");
    let (integer, decimal) = ("-12".parse().unwrap(), "1.50".parse().unwrap());
    assert_eq!(written(|w| w.quoted_big_integer(&integer)), "\"-12\"");
    assert_eq!(written(|w| w.quoted_big_decimal(&decimal)), "\"1.50\"");
    for value in [0, 1, 9, 10, 99, 100, 12_345, i64::MAX, -1, -10, i64::MIN] {
        assert_eq!(written(|w| w.long(&value)), value.to_string());
    }
    assert_eq!(written(|w| w.document(&Document::from(u64::MAX))), u64::MAX.to_string());
}

#[test]
fn timestamps() {
    let time = DateTime::parse("2014-04-29T18:30:38.120Z", TimestampFormat::DateTime).unwrap();
    assert_eq!(written(|w| w.date_time(&time)), "\"2014-04-29T18:30:38.12Z\"");
    assert_eq!(written(|w| w.epoch_seconds(&time)), "1398796238.12");
    assert_eq!(written(|w| w.http_date(&time)), "\"Tue, 29 Apr 2014 18:30:38 GMT\"");
    assert_eq!(written(|w| w.epoch_seconds(&DateTime::default())), "0");
}

#[test]
fn documents() {
    let document: Document = [
        ("null", Document::Null),
        ("array", vec![1, -2].into()),
        ("text", "a\n".into()),
        ("float", 1.0.into()),
        ("true", true.into()),
        ("empty", Vec::<i32>::new().into()),
    ]
    .into_iter()
    .collect();
    assert_eq!(
        written(|w| w.document(&document)),
        r#"{"array":[1,-2],"empty":[],"float":1.0,"null":null,"text":"a\n","true":true}"#
    );
}

#[test]
fn what_cannot_be_written_is_an_error_with_a_path() {
    let unknown =
        |tag: &str| Account { shape: Some(Shape::Unknown(tag.into())), ..Account::default() };
    let account = Account { parent: Some(Box::new(unknown("star"))), ..unknown("later") };
    let mut writer = Writer::new();
    Account::write(&mut writer, &account);
    let reason = "is not a member that the model knows";
    assert_eq!(writer.finish(), Err(BuildError::new("Parent.Shape.star", reason)));

    let mut writer = Writer::new();
    writer.object(|w| w.fail("Id", "must not be empty"));
    assert_eq!(writer.finish(), Err(BuildError::new("Id", "must not be empty")));
}

#[test]
fn dates_have_years_of_four_digits() {
    let late = DateTime::from_secs(253_402_300_800);
    let mut writer = Writer::new();
    writer.object(|w| w.field("At", &late, Writer::http_date));
    let error = writer.finish().unwrap_err();
    assert_eq!(error.to_string(), "`At` is sent as a date and must be in the years 0000 to 9999");
    let mut writer = Writer::new();
    writer.epoch_seconds(&late);
    assert!(writer.finish().is_ok());
}

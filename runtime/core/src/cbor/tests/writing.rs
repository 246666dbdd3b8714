//! What writers make of values.

use std::collections::BTreeMap;

use super::structures::{Account, Level, Shape, Tag, write};
use crate::cbor::Writer;
use crate::{BigDecimal, BigInteger, BuildError, DateTime};

fn written(write: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::new();
    write(&mut writer);
    writer.finish().unwrap()
}

#[test]
fn members_without_a_value_are_left_out() {
    assert_eq!(write(&Account::default()), b"\xbf\x62Id\x60\x66Active\xf4\x64Tags\x80\xff");
}

#[test]
fn scalars() {
    let account = Account {
        id: "a\né".into(),
        license: Some("Pro".into()),
        level: Some(Level::from(-7)),
        byte: Some(i8::MIN),
        short: Some(i16::MAX),
        integer: Some(0),
        long: Some(i64::MIN),
        float: Some(1.5),
        double: Some(1e300),
        photo: Some(b"hello".to_vec().into()),
        ..Account::default()
    };
    assert_eq!(
        write(&account),
        b"\xbf\x62Id\x64a\n\xc3\xa9\x67License\x63Pro\x65Level\x26\x66Active\xf4\x64Byte\x38\x7f\
          \x65Short\x19\x7f\xff\x67Integer\x00\x64Long\x3b\x7f\xff\xff\xff\xff\xff\xff\xff\
          \x65Float\xfa\x3f\xc0\x00\x00\x66Double\xfb\x7e\x37\xe4\x3c\x88\x00\x75\x9c\
          \x65Photo\x45hello\x64Tags\x80\xff"
    );
}

#[test]
fn containers() {
    let tag = Tag { key: "k".into(), values: vec![1, -2, 3] };
    let account = Account {
        licenses: Some(vec![]),
        tags: vec![tag.clone(), Tag::default()],
        sparse: Some(vec![None, Some("x".into()), None]),
        limits: Some([("a".into(), 1), ("b".into(), 2)].into()),
        groups: Some([("g".into(), vec![tag.clone()]), ("h".into(), vec![])].into()),
        sparse_map: Some([("n".into(), None), ("o".into(), Some(0))].into()),
        parent: Some(Box::default()),
        shape: Some(Shape::Circle(tag)),
        ..Account::default()
    };
    assert_eq!(
        write(&account),
        b"\xbf\x62Id\x60\x66Active\xf4\x68Licenses\x80\
          \x64Tags\x82\xbf\x63Key\x61k\x66Values\x83\x01\x21\x03\xff\xbf\x63Key\x60\x66Values\x80\xff\
          \x66Sparse\x83\xf6\x61x\xf6\x66Limits\xa2\x61a\x01\x61b\x02\
          \x66Groups\xa2\x61g\x81\xbf\x63Key\x61k\x66Values\x83\x01\x21\x03\xff\x61h\x80\
          \x69SparseMap\xa2\x61n\xf6\x61o\x00\x66Parent\xbf\x62Id\x60\x66Active\xf4\x64Tags\x80\xff\
          \x65Shape\xbf\x66circle\xbf\x63Key\x61k\x66Values\x83\x01\x21\x03\xff\xff\xff"
    );
}

#[test]
fn integers_are_as_short_as_possible() {
    for (value, cbor) in [
        (0, &b"\x00"[..]),
        (23, b"\x17"),
        (24, b"\x18\x18"),
        (255, b"\x18\xff"),
        (256, b"\x19\x01\x00"),
        (65_535, b"\x19\xff\xff"),
        (65_536, b"\x1a\x00\x01\x00\x00"),
        (4_294_967_295, b"\x1a\xff\xff\xff\xff"),
        (4_294_967_296, b"\x1b\x00\x00\x00\x01\x00\x00\x00\x00"),
        (i64::MAX, b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        (-1, b"\x20"),
        (-24, b"\x37"),
        (-25, b"\x38\x18"),
        (-257, b"\x39\x01\x00"),
        (i64::MIN, b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff"),
    ] {
        assert_eq!(written(|w| w.long(&value)), cbor);
        assert_eq!(written(|w| w.big_integer(&value.into())), cbor);
    }
}

#[test]
fn lengths_have_any_width() {
    for (length, head) in [
        (23, &b"\x77"[..]),
        (24, b"\x78\x18"),
        (256, b"\x79\x01\x00"),
        (65_536, b"\x7a\x00\x01\x00\x00"),
    ] {
        let text = "x".repeat(length);
        assert_eq!(written(|w| w.string(&text)), [head, text.as_bytes()].concat());
    }
    assert_eq!(written(|w| w.list(&vec![0; 300], Writer::integer))[..3], *b"\x99\x01\x2c");
}

#[test]
fn floats_are_as_short_as_their_value_permits() {
    for (value, cbor) in [
        (0.0, &b"\xfa\x00\x00\x00\x00"[..]),
        (-0.0, b"\xfa\x80\x00\x00\x00"),
        (1.5, b"\xfa\x3f\xc0\x00\x00"),
        (0.1, b"\xfb\x3f\xb9\x99\x99\x99\x99\x99\x9a"),
        (f64::MAX, b"\xfb\x7f\xef\xff\xff\xff\xff\xff\xff"),
        (5e-324, b"\xfb\x00\x00\x00\x00\x00\x00\x00\x01"),
        (f64::INFINITY, b"\xfa\x7f\x80\x00\x00"),
        (f64::NEG_INFINITY, b"\xfa\xff\x80\x00\x00"),
        (f64::NAN, b"\xfa\x7f\xc0\x00\x00"),
    ] {
        assert_eq!(written(|w| w.double(&value)), cbor, "{value}");
    }
    assert_eq!(written(|w| w.float(&0.1)), b"\xfa\x3d\xcc\xcc\xcd");
}

#[test]
fn big_numbers() {
    for (integer, cbor) in [
        ("18446744073709551615", &b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff"[..]),
        ("18446744073709551616", b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00"),
        ("-18446744073709551616", b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff"),
        ("-18446744073709551617", b"\xc3\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00"),
        ("-0", b"\x00"),
    ] {
        let integer: BigInteger = integer.parse().unwrap();
        assert_eq!(written(|w| w.big_integer(&integer)), cbor, "{integer}");
    }
    for (decimal, cbor) in [
        ("273.15", &b"\xc4\x82\x21\x19\x6a\xb3"[..]),
        ("-1.00", b"\xc4\x82\x21\x38\x63"),
        ("7", b"\xc4\x82\x00\x07"),
        ("1e400", b"\xc4\x82\x19\x01\x90\x01"),
        ("1.8446744073709551616", b"\xc4\x82\x32\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00"),
    ] {
        let decimal: BigDecimal = decimal.parse().unwrap();
        assert_eq!(written(|w| w.big_decimal(&decimal)), cbor, "{decimal}");
    }
}

#[test]
fn timestamps() {
    for (secs, nanos, cbor) in [
        (0, 0, &b"\xc1\x00"[..]),
        (1_398_796_238, 0, b"\xc1\x1a\x53\x5f\xef\xce"),
        (946_845_296, 123_000_000, b"\xc1\xfb\x41\xcc\x37\xdb\x38\x0f\xbe\x77"),
        (946_845_296, 123_999_999, b"\xc1\xfb\x41\xcc\x37\xdb\x38\x0f\xbe\x77"),
        (1, 999_999, b"\xc1\x01"),
        (-2, 500_000_000, b"\xc1\xfa\xbf\xc0\x00\x00"),
        (i64::MAX, 5_000_000, b"\xc1\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        // There floats have eighths of seconds, and whole numbers are exact in seconds, not in milliseconds.
        (587_774_061_904_995, 300_000_000, b"\xc1\xfb\x43\x00\xb4\x9e\x81\x58\x23\x1a"),
    ] {
        let at = DateTime::from_secs_and_nanos(secs, nanos);
        assert_eq!(written(|w| w.epoch_seconds(&at)), cbor, "{secs} {nanos}");
    }
}

#[test]
fn what_cannot_be_written_is_an_error_with_a_path() {
    let unknown =
        |tag: &str| Account { shape: Some(Shape::Unknown(tag.into())), ..Account::default() };
    let account = Account {
        parent: Some(Box::new(unknown("star"))),
        tags: vec![Tag::default(); 3],
        groups: Some([("g".into(), vec![Tag::default()]), ("h".into(), vec![])].into()),
        ..unknown("later")
    };
    let mut writer = Writer::new();
    Account::write(&mut writer, &account);
    let reason = "is not a member that the model knows";
    assert_eq!(writer.finish(), Err(BuildError::new("Parent.Shape.star", reason)));

    let mut writer = Writer::new();
    writer.object(|w| w.fail("Id", "must not be empty"));
    assert_eq!(writer.finish(), Err(BuildError::new("Id", "must not be empty")));

    let groups = BTreeMap::from([("a".to_owned(), vec![0, 1])]);
    let mut writer = Writer::new();
    writer.object(|w| {
        w.field("Groups", &groups, |w, v| {
            w.map(v, |w, v| {
                w.list(v, |w, v| {
                    if *v == 1 {
                        w.fail("", "is one");
                    }
                });
            });
        });
    });
    let error = writer.finish().unwrap_err().to_string();
    assert_eq!(error, "`Groups.*[0]` is one");
}

#[test]
fn big_numbers_have_a_limit() {
    let (long, beyond) = ("7".repeat(2467), "1e99999999999999999999");
    for (number, error) in [
        (long.as_str(), "`N[1]` must have at most 2466 digits"),
        (beyond, "`N[1]` must have an exponent that fits 64 bits"),
    ] {
        let numbers = vec![BigDecimal::default(), number.parse().unwrap()];
        let mut writer = Writer::new();
        writer.object(|w| w.field("N", &numbers, |w, v| w.list(v, Writer::big_decimal)));
        assert_eq!(writer.finish().unwrap_err().to_string(), error);
    }
    let mut writer = Writer::new();
    writer.big_integer(&long.parse().unwrap());
    assert!(writer.finish().is_err());
}

#[test]
fn debug_shows_no_value() {
    let mut writer = Writer::new();
    writer.string(&"hush".to_owned());
    assert_eq!(format!("{writer:?}"), "Writer { bytes: 5, failure: None }");
}

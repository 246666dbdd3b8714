//! What readers make of valid CBOR.

use super::structures::{Account, Level, License, Shape, Tag, read, skip};
use crate::DateTime;
use crate::cbor::Reader;

fn tag(key: &str, values: &[i32]) -> Tag {
    Tag { key: key.to_owned(), values: values.to_vec() }
}

/// Reads one value, of any type.
fn value<'a, T>(cbor: &'a [u8], read: fn(&mut Reader<'a>) -> T) -> Result<T, String> {
    let mut reader = Reader::new(cbor);
    let value = read(&mut reader);
    reader.finish().map(|()| value).map_err(|error| error.to_string())
}

#[test]
fn scalars() {
    let account = read(
        b"\xad\x62Id\x6412a3\x64Name\x65Caf\xc3\xa9\x67License\x63Pro\x65Level\x07\x66Active\xf5\
          \x64Byte\x38\x7f\x65Short\x19\x7f\xff\x67Integer\x3a\x7f\xff\xff\xff\
          \x64Long\x1b\x7f\xff\xff\xff\xff\xff\xff\xff\x65Float\xf9\x3e\x00\x65Photo\x43\x00\xff\x01\
          \x66Double\xfb\xbf\x64\x7a\xe1\x47\xae\x14\x7b\x64Seen\xc1\x1a\x53\x5f\xef\x7e",
    )
    .unwrap();
    let expected = Account {
        id: "12a3".into(),
        name: Some("Café".into()),
        license: Some(License::from("Pro")),
        level: Some(Level::High),
        active: true,
        byte: Some(-128),
        short: Some(32767),
        integer: Some(i32::MIN),
        long: Some(i64::MAX),
        float: Some(1.5),
        double: Some(-0.0025),
        photo: Some(vec![0, 255, 1].into()),
        seen: Some(DateTime::from_secs(1_398_796_158)),
        ..Account::default()
    };
    assert_eq!(account, expected);
}

#[test]
fn containers_of_both_kinds_of_length() {
    let definite = &b"\xa9\x67Surplus\xa2\x61a\x85\x01\xa1\x02\x61c\xf6\xf5\x80\x61d\xa0\
        \x68Licenses\x82\x65Basic\x63Pro\
        \x64Tags\x82\xa2\x63Key\x61a\x66Values\x82\x01\x02\xa2\x63Key\x61b\x64More\x01\
        \x66Sparse\x83\x61x\xf6\x60\x66Limits\xa2\x61b\x02\x62a\n\x01\
        \x66Groups\xa1\x63Pro\x81\xa1\x63Key\x61c\x69SparseMap\xa2\x61x\xf6\x61y\x01\
        \x66Parent\xa2\x62Id\x610\x66Parent\xa1\x62Id\x611\x65Shape\xa1\x65sides\x03"[..];
    let indefinite = &b"\xbf\x67Surplus\xbf\x61a\x9f\x01\xbf\x02\x61c\xff\xf6\xf5\x9f\xff\xff\x61d\xbf\xff\xff\
        \x68Licenses\x9f\x65Basic\x63Pro\xff\
        \x64Tags\x9f\xbf\x63Key\x61a\x66Values\x9f\x01\x02\xff\xff\xbf\x63Key\x61b\x64More\x01\xff\xff\
        \x66Sparse\x9f\x61x\xf6\x60\xff\x66Limits\xbf\x61b\x02\x62a\n\x01\xff\
        \x66Groups\xbf\x63Pro\x9f\xbf\x63Key\x61c\xff\xff\xff\x69SparseMap\xbf\x61x\xf6\x61y\x01\xff\
        \x66Parent\xbf\x62Id\x610\x66Parent\xbf\x62Id\x611\xff\xff\x65Shape\xbf\x65sides\x03\xff\xff"[..];
    let parent = |id: &str, parent| Account { id: id.into(), parent, ..Account::default() };
    let expected = Account {
        licenses: Some(vec!["Basic".into(), "Pro".into()]),
        tags: vec![tag("a", &[1, 2]), tag("b", &[])],
        sparse: Some(vec![Some("x".into()), None, Some(String::new())]),
        limits: Some([("a\n".into(), 1), ("b".into(), 2)].into()),
        groups: Some([("Pro".into(), vec![tag("c", &[])])].into()),
        sparse_map: Some([("x".into(), None), ("y".into(), Some(1))].into()),
        parent: Some(Box::new(parent("0", Some(Box::new(parent("1", None)))))),
        shape: Some(Shape::Sides(3)),
        ..Account::default()
    };
    assert_eq!(read(definite), Ok(expected.clone()));
    assert_eq!(read(indefinite), Ok(expected));
    assert_eq!((skip(definite), skip(indefinite)), (Ok(()), Ok(())));
}

#[test]
fn strings_may_be_in_chunks() {
    for (cbor, text) in [
        (&b"\x7f\xff"[..], ""),
        (b"\x7f\x62ab\xff", "ab"),
        (b"\x7f\x61a\x60\x78\x02bc\xff", "abc"),
        (b"\x79\x00\x01a", "a"),
    ] {
        assert_eq!(value(cbor, Reader::string).as_deref(), Ok(text));
    }
    assert_eq!(value(b"\x5f\x42ab\x40\x41c\xff", Reader::blob), Ok("abc".into()));
    let account = read(b"\xa1\x7f\x61N\x63ame\xff\x7f\x61a\xff").unwrap();
    assert_eq!(account.name.as_deref(), Some("a"));
    let error = read(b"\xa1\x66Limits\xa1\x7f\x61a\xff\xf5").unwrap_err();
    assert!(error.starts_with("Limits.*: expected an integer"), "{error}");
}

#[test]
fn null_and_undefined_are_no_value() {
    for null in [0xf6, 0xf7] {
        let mut cbor = b"\xa9\x62Id\0\x64Name\0\x64Tags\0\x66Parent\0\x68Licenses\x83\x61a\0\x61b\
            \x66Limits\xa2\x61a\0\x61b\x02\x66Sparse\x81\0\x65Shape\0\x67Surplus\0"
            .to_vec();
        cbor.iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = null);
        let expected = Account {
            licenses: Some(vec!["a".into(), "b".into()]),
            limits: Some([("b".into(), 2)].into()),
            sparse: Some(vec![None]),
            ..Account::default()
        };
        assert_eq!(read(cbor), Ok(expected));
    }
}

#[test]
fn the_last_of_members_with_the_same_name_counts() {
    let account = read(
        b"\xa5\x62Id\x61a\x64Name\x61a\x62Id\x61b\x64Name\xf6\x66Limits\xa2\x61x\x01\x61x\x02",
    )
    .unwrap();
    assert_eq!((account.id.as_str(), account.name), ("b", None));
    assert_eq!(account.limits, Some([("x".into(), 2)].into()));
}

#[test]
fn integers_of_any_width() {
    for (cbor, expected) in [
        (&b"\x07"[..], 7),
        (b"\x18\x07", 7),
        (b"\x19\x00\x07", 7),
        (b"\x1a\x00\x00\x00\x07", 7),
        (b"\x1b\x00\x00\x00\x00\x00\x00\x00\x07", 7),
        (b"\x20", -1),
        (b"\x38\x7f", -128),
        (b"\x3b\x00\x00\x00\x00\x00\x00\x00\x7f", -128),
    ] {
        assert_eq!(value(cbor, Reader::byte).map(i64::from), Ok(expected), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::short).map(i64::from), Ok(expected), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::integer).map(i64::from), Ok(expected), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::long), Ok(expected), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::big_integer), Ok(expected.into()), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::big_decimal), Ok(expected.into()), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::epoch_seconds), Ok(DateTime::from_secs(expected)));
    }
    let least = b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff";
    assert_eq!(value(least, Reader::long), Ok(i64::MIN));
}

#[test]
fn floats_of_any_width() {
    for (cbor, expected) in [
        (&b"\xf9\x00\x00"[..], 0.0),
        (b"\xf9\x3c\x00", 1.0),
        (b"\xf9\x7b\xff", 65504.0),
        (b"\xf9\x00\x01", 5.960_464_477_539_063e-8),
        (b"\xf9\x04\x00", 0.000_061_035_156_25),
        (b"\xf9\xc4\x00", -4.0),
        (b"\xf9\x7c\x00", f64::INFINITY),
        (b"\xf9\xfc\x00", f64::NEG_INFINITY),
        (b"\xfa\x47\xc3\x50\x00", 100_000.0),
        (b"\xfa\xff\x80\x00\x00", f64::NEG_INFINITY),
        (b"\xfb\xc0\x10\x00\x00\x00\x00\x00\x00", -4.0),
        (b"\xfb\x7f\xf0\x00\x00\x00\x00\x00\x00", f64::INFINITY),
        (b"\x18\x64", 100.0),
        (b"\x38\x63", -100.0),
    ] {
        assert_eq!(value(cbor, Reader::double), Ok(expected), "{cbor:x?}");
        assert_eq!(value(cbor, Reader::float).map(f64::from), Ok(expected), "{cbor:x?}");
    }
    for nan in [&b"\xf9\x7e\x00"[..], b"\xf9\x7c\x01", b"\xfa\x7f\xc0\x00\x00"] {
        assert!(value(nan, Reader::double).unwrap().is_nan());
        assert!(value(nan, Reader::float).unwrap().is_nan());
    }
    let negative_zero = value(b"\xf9\x80\x00", Reader::double).unwrap();
    assert_eq!(negative_zero.to_bits(), (-0.0_f64).to_bits());
    // A float is rounded to the width of its member, as JSON's numbers are.
    assert_eq!(value(b"\xfb\x3f\xb9\x99\x99\x99\x99\x99\x9a", Reader::float), Ok(0.1));
    assert_eq!(value(b"\xfb\x36\xa0\x00\x00\x00\x00\x00\x00", Reader::float), Ok(1e-45));
    let most = b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff";
    assert_eq!(value(most, Reader::double), Ok(18_446_744_073_709_551_615.0));
}

#[test]
fn timestamps() {
    for (cbor, secs, nanos) in [
        (&b"\xc1\x1a\x53\x5f\xef\xce"[..], 1_398_796_238, 0),
        (b"\x1a\x53\x5f\xef\xce", 1_398_796_238, 0),
        (b"\xc1\xf9\x3e\x00", 1, 500_000_000),
        (b"\xc1\xf9\xbe\x00", -2, 500_000_000),
        (b"\xc1\xfa\xbf\x80\x00\x00", -1, 0),
        (b"\xc1\x20", -1, 0),
        (b"\xc1\xfb\x41\xcc\x37\xdb\x38\x0f\xbe\x77", 946_845_296, 123_000_000),
        (b"\xc1\xfb\x41\xd4\xd7\xfb\xf3\x87\xe6\xb4", 1_398_796_238, 123_456_000),
        (b"\xc1\xfb\x3f\xef\xff\xff\xff\xff\xff\xff", 0, 999_999_999),
    ] {
        let expected = DateTime::from_secs_and_nanos(secs, nanos);
        assert_eq!(value(cbor, Reader::epoch_seconds), Ok(expected), "{cbor:x?}");
    }
}

#[test]
fn big_numbers() {
    for (cbor, integer) in [
        (&b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00"[..], "18446744073709551616"),
        (b"\xc3\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00", "-18446744073709551617"),
        (b"\xc2\x5f\x41\x01\x48\x00\x00\x00\x00\x00\x00\x00\x00\xff", "18446744073709551616"),
        (b"\xc2\x40", "0"),
        (b"\xc3\x42\x00\x00", "-1"),
        (b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", "18446744073709551615"),
        (b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", "-18446744073709551616"),
    ] {
        let found = value(cbor, Reader::big_integer).unwrap();
        assert_eq!(found.as_str(), integer);
        assert_eq!(value(cbor, Reader::big_decimal), Ok(found.into()));
    }
    for (cbor, decimal) in [
        (&b"\xc4\x82\x21\x19\x6a\xb3"[..], "273.15"),
        (b"\xc4\x9f\x21\x39\x6a\xb2\xff", "-273.15"),
        (b"\xc4\x82\x19\x01\x90\x01", "1e400"),
        (b"\xc4\x82\x34\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00", "0.018446744073709551616"),
    ] {
        let found = value(cbor, Reader::big_decimal);
        assert_eq!(found.as_ref().map(AsRef::as_ref), Ok(decimal), "{cbor:x?}");
    }
    let account = read(b"\xa2\x6aBigInteger\xc2\x41\x05\x6aBigDecimal\xc4\x82\x20\x05").unwrap();
    assert_eq!(account.big_integer, Some(5.into()));
    assert_eq!(account.big_decimal, "0.5".parse().ok());
}

#[test]
fn tags_that_are_not_part_of_a_value_are_skipped() {
    let account = read(
        b"\xd9\xd9\xf7\xa7\x62Id\xd8\x20\x61a\xd8\x63\x66Active\xc6\xf5\x65Level\xd8\x64\xd8\x65\x07\
          \x66Double\xc6\xf9\x3e\x00\x64Seen\xc6\xc1\x01\x6aBigInteger\xc6\xc2\x41\x05\
          \x68Licenses\xd9\x01\x02\x81\xc6\x61b",
    )
    .unwrap();
    let expected = Account {
        id: "a".into(),
        active: true,
        level: Some(Level::High),
        double: Some(1.5),
        seen: Some(DateTime::from_secs(1)),
        big_integer: Some(5.into()),
        licenses: Some(vec!["b".into()]),
        ..Account::default()
    };
    assert_eq!(account, expected);
    assert_eq!(skip(b"\xc1\xa1\xc2\x40\xc6\x81\xc6\x01"), Ok(()));
}

#[test]
fn unions() {
    for (cbor, shape) in [
        (&b"\xa1\x65sides\x03"[..], Shape::Sides(3)),
        (b"\xbf\x65sides\x03\xff", Shape::Sides(3)),
        (
            b"\xa4\x66__type\x65Shape\x65sides\xf6\x66circle\xa1\x63Key\x61a\x63new\xf7",
            Shape::Circle(tag("a", &[])),
        ),
        (b"\xa2\x64star\xa1\x66points\x81\x05\x65sides\xf6", Shape::Unknown("star".into())),
    ] {
        assert_eq!(value(cbor, Shape::read), Ok(shape));
    }
}

#[test]
fn what_is_skipped_may_be_any_value() {
    for cbor in [
        &b"\x00"[..],
        b"\xa2\x01\x02\x81\x03\xa0",
        b"\xbf\x9f\xff\xf6\x40\xe0\xff",
        b"\xf8\xff",
        b"\xf0",
        b"\xfb\x00\x00\x00\x00\x00\x00\x00\x00",
        b"\xd8\x64\xd8\x64\x00",
        b"\x5f\x41\xff\xff",
        b"\x7f\x61\xff\xff",
        b"\x82\x9f\xbf\xff\xff\xa1\x01\x82\x02\x03",
    ] {
        assert_eq!(skip(cbor), Ok(()), "{cbor:x?}");
    }
}

#[test]
fn only_the_first_error_is_kept() {
    let mut reader = Reader::new(b"\xa2\x62Id\x01\x64Name\x02");
    let account = Account::read(&mut reader);
    assert_eq!(account, Account::default());
    assert_eq!((reader.string(), reader.integer(), reader.double()), (String::new(), 0, 0.0));
    assert_eq!((reader.list(Tag::read), reader.nullable(Tag::read)), (vec![], None));
    assert_eq!((reader.big_integer(), reader.big_decimal()), (0.into(), 0.into()));
    assert_eq!((reader.epoch_seconds(), reader.blob()), (DateTime::default(), "".into()));
    reader.skip();
    assert_eq!(reader.finish().unwrap_err().path(), "Id");
}

//! What holds for every input. The reference is `ciborium`.

use ciborium::Value;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::structures::{Account, Shape, Tag, read, skip, write};
use crate::cbor::{Reader, Writer};
use crate::decimal::Decimal;
use crate::{BigDecimal, BigInteger, DateTime};

/// Whether `ciborium` reads all of these bytes as one data item.
fn is_item(cbor: &[u8]) -> bool {
    let mut rest = cbor;
    ciborium::from_reader::<Value, _>(&mut rest).is_ok() && rest.is_empty()
}

/// A data item of any type.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::Float),
        vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(5, 40, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Value::Array),
            vec((inner.clone(), inner.clone()), 0..8).prop_map(Value::Map),
            (6_u64..100_000, inner).prop_map(|(tag, value)| Value::Tag(tag, Box::new(value))),
        ]
    })
}

fn encoded(value: &Value) -> Vec<u8> {
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    cbor
}

fn tags() -> impl Strategy<Value = Tag> {
    (any::<String>(), vec(any::<i32>(), 0..5)).prop_map(|(key, values)| Tag { key, values })
}

/// An account with a value of each kind and a parent. It has no NaN, which equals nothing.
fn accounts() -> impl Strategy<Value = Account> {
    (account(), account())
        .prop_map(|(parent, account)| Account { parent: Some(Box::new(parent)), ..account })
}

fn account() -> impl Strategy<Value = Account> {
    let numbers = (
        any::<(bool, i8, i16, i32, i64)>(),
        any::<f32>().prop_filter("not NaN", |value| !value.is_nan()),
        any::<f64>().prop_filter("not NaN", |value| !value.is_nan()),
        "-?[1-9][0-9]{0,60}",
        -9_000_000_000_000_i64..9_000_000_000_000,
    );
    let rest = (
        (any::<String>(), any::<Option<String>>(), vec(any::<u8>(), 0..300)),
        vec(tags(), 0..4),
        vec(any::<Option<String>>(), 0..4),
        btree_map(any::<String>(), any::<i32>(), 0..4),
        btree_map(any::<String>(), any::<Option<i64>>(), 0..4),
        prop_oneof![any::<i32>().prop_map(Shape::Sides), tags().prop_map(Shape::Circle)],
    );
    (numbers, rest).prop_map(|(numbers, rest)| {
        let ((active, byte, short, integer, long), float, double, big, millis) = numbers;
        let ((id, name, photo), tags, sparse, limits, sparse_map, shape) = rest;
        Account {
            id,
            name,
            active,
            byte: Some(byte),
            short: Some(short),
            integer: Some(integer),
            long: Some(long),
            float: Some(float),
            double: Some(double),
            big_integer: big.parse().ok(),
            photo: Some(photo.into()),
            seen: Some(DateTime::from_millis(millis)),
            tags,
            sparse: Some(sparse),
            limits: Some(limits),
            sparse_map: Some(sparse_map),
            shape: Some(shape),
            ..Account::default()
        }
    })
}

/// Bytes made of pieces of CBOR and of what is nearly CBOR.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"\xa1"[..],
        b"\xa2",
        b"\xbf",
        b"\x81",
        b"\x82",
        b"\x9f",
        b"\xff",
        b"\x80",
        b"\xa0",
        b"\xf6",
        b"\xf7",
        b"\xf5",
        b"\x00",
        b"\x20",
        b"\x18\x20",
        b"\x1b\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\x61a",
        b"\x41a",
        b"\x7f\x61a\xff",
        b"\x5f\x41a\xff",
        b"\x7f",
        b"\x5f",
        b"\x60",
        b"\x78",
        b"\xf9\x3c\x00",
        b"\xfa\x00\x00\x00\x00",
        b"\xfb\x7f\xf0\x00\x00\x00\x00\x00\x00",
        b"\xf9",
        b"\xc1",
        b"\xc2\x41\x01",
        b"\xc4\x82\x01\x01",
        b"\xd8\x64",
        b"\x1c",
        b"\xf8\x20",
        b"\xf8\x10",
        b"\x64Tags",
        b"\x62Id",
        b"\x65Shape",
        b"\x64Seen",
        b"\x6aBigDecimal",
        b"\x6aBigInteger",
        b"\x66Limits",
        b"\x65Level",
        b"\x66Parent",
    ]);
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Bytes cut after `length`, with one of those left replaced.
fn damaged(mut cbor: Vec<u8>, length: usize, place: usize, byte: u8) -> Vec<u8> {
    cbor.truncate(length);
    if let Some(place) = place.checked_rem(cbor.len()) {
        cbor[place] = byte;
    }
    cbor
}

/// Checks that what `ciborium` reads can be skipped, and that only what can be skipped can be read. It accepts
/// chunks within chunks, which RFC 8949 forbids.
fn agrees(cbor: &[u8]) -> Result<(), TestCaseError> {
    if let Err(error) = skip(cbor) {
        let is_strict = error.contains("chunk of a string");
        prop_assert!(is_strict || !is_item(cbor), "{}", error);
        prop_assert!(read(cbor).is_err(), "{}", error);
    }
    Ok(())
}

proptest! {
    // The same cases on every run; a failure is to become a case in a table.
    #![proptest_config(ProptestConfig {
        cases: 500,
        rng_seed: RngSeed::Fixed(2_024),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes(cbor in vec(any::<u8>(), 0..64)) {
        agrees(&cbor)?;
    }

    #[test]
    fn any_pieces(cbor in soup()) {
        agrees(&cbor)?;
    }

    #[test]
    fn any_value_is_skipped(value in values()) {
        let cbor = encoded(&value);
        prop_assert_eq!(skip(&cbor), Ok(()));
        for length in 0..cbor.len() {
            prop_assert!(skip(&cbor[..length]).is_err());
        }
    }

    #[test]
    fn any_damage(
        value in values(), length in 0..400_usize, place in any::<usize>(), byte in any::<u8>()
    ) {
        agrees(&damaged(encoded(&value), length, place, byte))?;
    }

    #[test]
    fn any_account_comes_back(account in accounts()) {
        let cbor = write(&account);
        prop_assert_eq!(read(&cbor), Ok(account.clone()));
        // The same after `ciborium` has read and written it, which makes all lengths definite.
        let value: Value = ciborium::from_reader(&cbor[..]).unwrap();
        prop_assert_eq!(read(encoded(&value)), Ok(account));
    }

    #[test]
    fn any_damage_to_an_account(
        account in accounts(), length in 0..1000_usize, place in any::<usize>(), byte in any::<u8>()
    ) {
        agrees(&damaged(write(&account), length, place, byte))?;
    }

    #[test]
    fn any_float_comes_back(double in any::<f64>(), float in any::<f32>()) {
        let account = Account { double: Some(double), float: Some(float), ..Account::default() };
        let back = read(write(&account)).unwrap();
        let same = back.double.unwrap().to_bits() == double.to_bits() || double.is_nan();
        prop_assert!(same && back.double.unwrap().is_nan() == double.is_nan());
        let same = back.float.unwrap().to_bits() == float.to_bits() || float.is_nan();
        prop_assert!(same && back.float.unwrap().is_nan() == float.is_nan());
    }

    #[test]
    fn any_half_is_read(bits in any::<u16>()) {
        let [high, low] = bits.to_be_bytes();
        let cbor = [0xf9, high, low];
        let Ok(Value::Float(expected)) = ciborium::from_reader(&cbor[..]) else { panic!() };
        let found = Reader::new(&cbor).double();
        prop_assert!(found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan());
    }

    #[test]
    fn any_integer_is_that_of_the_reference(text in "-?[1-9][0-9]{0,37}") {
        let integer: BigInteger = text.parse().unwrap();
        let mut writer = Writer::new();
        writer.big_integer(&integer);
        let cbor = writer.finish().unwrap();
        let expected: i128 = text.parse().unwrap();
        prop_assert_eq!(ciborium::from_reader::<i128, _>(&cbor[..]).unwrap(), expected);
        let mut theirs = Vec::new();
        ciborium::into_writer(&expected, &mut theirs).unwrap();
        prop_assert_eq!(Reader::new(&theirs).big_integer(), integer);
    }

    #[test]
    fn any_decimal_keeps_its_value(
        text in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,4})?"
    ) {
        let decimal: BigDecimal = text.parse().unwrap();
        let mut writer = Writer::new();
        writer.big_decimal(&decimal);
        let cbor = writer.finish().unwrap();
        let mut reader = Reader::new(&cbor);
        let back = reader.big_decimal();
        prop_assert_eq!(reader.finish(), Ok(()));
        prop_assert_eq!(Decimal::of(back.as_str()), Decimal::of(&text));
    }

    #[test]
    fn any_millisecond_comes_back(millis in any::<i32>(), days in -20_000_000_i64..20_000_000) {
        let at = DateTime::from_millis(days * 86_400_000 + i64::from(millis));
        let mut writer = Writer::new();
        writer.epoch_seconds(&at);
        let cbor = writer.finish().unwrap();
        prop_assert_eq!(Reader::new(&cbor).epoch_seconds(), at);
    }
    /// Beyond the years in which floats have milliseconds, the first writing rounds.
    #[test]
    fn any_instant_is_rounded_once(seconds in any::<i64>(), shift in 0..64, millis in 0..1_000_u32) {
        let written = |at: DateTime| {
            let mut writer = Writer::new();
            writer.epoch_seconds(&at);
            writer.finish().unwrap()
        };
        let once = written(DateTime::from_secs_and_nanos(seconds >> shift, millis * 1_000_000));
        let back = Reader::new(&once).epoch_seconds();
        prop_assert_eq!(written(back), once);
    }
}

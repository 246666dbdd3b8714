//! What is said of CBOR that is wrong: what was expected, the kind of what was found, and the place; never
//! a value, which may be a secret and goes into logs.

use super::structures::read;
use crate::cbor::Reader;

/// Checks the error of each body, and its offset.
#[track_caller]
fn check(rows: &[(&[u8], usize, &str)]) {
    for (cbor, offset, error) in rows {
        let expected = format!("{error} (at byte {offset} of the body)");
        assert_eq!(read(cbor), Err(expected), "{cbor:x?}");
    }
}

#[test]
fn integers_that_are_not_as_the_model_says() {
    check(&[
        (
            b"\xa1\x67Integer\x1a\xb2\xd0\x5e\x00",
            9,
            "Integer: expected an integer of 32 bits, found a number beyond that",
        ),
        (
            b"\xa1\x64Byte\x18\x80",
            6,
            "Byte: expected an integer of 8 bits, found a number beyond that",
        ),
        (
            b"\xa1\x65Short\x39\x80\x00",
            7,
            "Short: expected an integer of 16 bits, found a number beyond that",
        ),
        (
            b"\xa1\x64Long\x1b\x80\x00\x00\x00\x00\x00\x00\x00",
            6,
            "Long: expected an integer of 64 bits, found a number beyond that",
        ),
        (
            b"\xa1\x64Long\x3b\x80\x00\x00\x00\x00\x00\x00\x00",
            6,
            "Long: expected an integer of 64 bits, found a number beyond that",
        ),
        (b"\xa1\x64Long\xf9\x3c\x00", 6, "Long: expected an integer, found a float"),
        (b"\xa1\x64Long\xc2\x41\x01", 7, "Long: expected an integer, found a byte string"),
        (b"\xa1\x64Long\x611", 6, "Long: expected an integer, found a text string"),
    ]);
}

#[test]
fn floats_and_big_numbers_that_are_not_as_the_model_says() {
    check(&[
        (
            b"\xa1\x65Float\xfb\x7e\x37\xe4\x3c\x88\x00\x75\x9c",
            7,
            "Float: expected a number that fits 32 bits, found a number beyond that",
        ),
        (b"\xa1\x66Double\x63NaN", 8, "Double: expected a number, found a text string"),
        (b"\xa1\x66Double\xf5", 8, "Double: expected a number, found a boolean"),
        (b"\xa1\x6aBigInteger\xf9\x3c\x00", 12, "BigInteger: expected an integer, found a float"),
        (b"\xa1\x6aBigInteger\x41\x01", 12, "BigInteger: expected an integer, found a byte string"),
        (
            b"\xa1\x6aBigDecimal\xf9\x3c\x00",
            12,
            "BigDecimal: expected a decimal fraction or an integer, found a float",
        ),
        (
            b"\xa1\x6aBigDecimal\xc4\x81\x01",
            12,
            "BigDecimal: expected an array of an exponent and a mantissa",
        ),
        (
            b"\xa1\x6aBigDecimal\xc4\x82\x01\x611",
            15,
            "BigDecimal[1]: expected an integer, found a text string",
        ),
        (b"\xa1\x6aBigDecimal\xc4\x01", 13, "BigDecimal: expected an array, found an integer"),
    ]);
}

#[test]
fn timestamps_that_are_not_as_the_model_says() {
    check(&[
        (
            b"\xa1\x64Seen\xc0\x65today",
            7,
            "Seen: expected a number of seconds, found a text string",
        ),
        (
            b"\xa1\x64Seen\xc1\xfb\x7e\x37\xe4\x3c\x88\x00\x75\x9c",
            7,
            "Seen: expected a number of seconds, found a number beyond 64 bits",
        ),
        (
            b"\xa1\x64Seen\xc1\xf9\x7e\x00",
            7,
            "Seen: expected a number of seconds, found a number beyond 64 bits",
        ),
        (
            b"\xa1\x64Seen\xc1\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
            7,
            "Seen: expected a number of seconds, found a number beyond 64 bits",
        ),
    ]);
}

#[test]
fn scalars_that_are_not_as_the_model_says() {
    check(&[
        (b"\xa1\x62Id\x0c", 4, "Id: expected a text string, found an integer"),
        (b"\xa1\x62Id\x41a", 4, "Id: expected a text string, found a byte string"),
        (b"\xa1\x62Id\xa0", 4, "Id: expected a text string, found a map"),
        (b"\xa1\x67License\x80", 9, "License: expected a text string, found an array"),
        (b"\xa1\x66Active\x64true", 8, "Active: expected a boolean, found a text string"),
        (b"\xa1\x66Active\xe0", 8, "Active: expected a boolean, found a simple value"),
        (b"\xa1\x65Photo\x64aGVs", 7, "Photo: expected a byte string, found a text string"),
    ]);
}

#[test]
fn containers_that_are_not_as_the_model_says() {
    check(&[
        (
            b"\xa1\x64Tags\x83\xa1\x63Key\x61a\xf6\xa1\x63Key\x81\x01",
            20,
            "Tags[2].Key: expected a text string, found an array",
        ),
        (
            b"\xa1\x64Tags\x9f\xbf\x66Values\x9f\x01\x02\xf6\x613\xff\xff\xff",
            19,
            "Tags[0].Values[3]: expected an integer, found a text string",
        ),
        (b"\xa1\x64Tags\xa0", 6, "Tags: expected an array, found a map"),
        (
            b"\xa1\x66Limits\xa2\x61a\x01\x69two words\xf5",
            22,
            "Limits.*: expected an integer, found a boolean",
        ),
        (
            b"\xa1\x66Groups\xa1\x63Pro\x82\xa0\xa1\x63Key\x00",
            20,
            "Groups.*[1].Key: expected a text string, found an integer",
        ),
        (
            b"\xa2\x67Surplus\xbf\x01\x82\x02\x5f\x41a\xff\xff\x66Parent\xa1\x66Parent\x80",
            33,
            "Parent.Parent: expected a map, found an array",
        ),
        (
            b"\xa1\x66Parent\xa1\x65Shape\xa0",
            15,
            "Parent.Shape: expected one member of a union, found none",
        ),
        (
            b"\xa1\x65Shape\xa2\x65sides\x01\x66circle\xa0",
            22,
            "Shape.circle: expected one member of a union, found two",
        ),
        (b"\xa1\x01\x02", 1, "expected a key, found an integer"),
        (b"\xa1\x66Limits\xa1\x41a\x01", 9, "Limits: expected a key, found a byte string"),
    ]);
}

#[test]
fn bodies_that_are_not_as_the_model_says() {
    check(&[
        (b"\x80", 0, "expected a map, found an array"),
        (b"\xf6", 0, "expected a map, found null"),
        (b"\xff", 0, "expected a map, found the end of an item of indefinite length"),
        (b"", 0, "expected a map, found the end of the body"),
        (b"<html>", 0, "expected a map, found bytes that are not CBOR"),
        (b"{\"Id\":\"12345\"}", 0, "expected a map, found a text string"),
    ]);
}

#[test]
fn strings_that_are_not_cbor() {
    check(&[
        (b"\xa1\x64Name\x62a", 6, "Name: a string that is longer than the rest of the body"),
        (b"\xa1\x64Name", 6, "Name: expected a text string, found the end of the body"),
        (b"\xa1\x64Nam", 1, "a string that is longer than the rest of the body"),
        (b"\xa1\x64Name\x79\x01", 6, "Name: expected a text string, found a truncated value"),
        (b"\xa1\x64Name\x7c", 6, "Name: expected a text string, found bytes that are not CBOR"),
        (b"\xa1\x64Name\x7f\x61a\x41b\xff", 9, "Name: expected a chunk of a string, or its end"),
        (b"\xa1\x64Name\x7f\x7f\x61a\xff\xff", 7, "Name: expected a chunk of a string, or its end"),
        (b"\xa1\x64Name\x7f\x61a", 9, "Name: expected a chunk of a string, or its end"),
        (b"\xa1\x64Name\x62a\xff", 6, "Name: a text string that is not UTF-8"),
        (b"\xa1\x64Name\x61a\x01", 8, "expected the end of the body, found an integer"),
        (b"\xa2\x64Name\x61a", 8, "expected a key, found the end of the body"),
    ]);
}

#[test]
fn containers_that_are_not_cbor() {
    check(&[
        (
            b"\xbf\x64Name\xff",
            6,
            "Name: expected a text string, found the end of an item of indefinite length",
        ),
        (
            b"\xa1\x68Licenses\x82\x61a",
            13,
            "Licenses[1]: expected a text string, found the end of the body",
        ),
        (
            b"\xa1\x68Licenses\x9f\x61a",
            13,
            "Licenses[1]: expected a text string, found the end of the body",
        ),
        (b"\xa1\x64More\x1c", 6, "More: expected a value, found bytes that are not CBOR"),
        (b"\xa1\x64More\x1f", 6, "More: expected a value, found bytes that are not CBOR"),
        (
            b"\xa1\x64More\xf8\x1f",
            6,
            "More: expected a value, found a simple value in a form that RFC 8949 forbids",
        ),
        (
            b"\xa1\x64More\xbf\x01\xff",
            8,
            "More: expected a value, found the end of an item of indefinite length",
        ),
        (b"\xa1\x64More\x82\x01", 8, "More: expected a value, found the end of the body"),
        (b"\xa1\x64More\xc1", 7, "More: expected a value, found the end of the body"),
    ]);
}

#[test]
fn errors_do_not_repeat_values() {
    for cbor in [
        &b"\xa1\x62Id\x44hush"[..],
        b"\xa1\x66Active\x64hush",
        b"\xa1\x66Limits\xa1\x64hush\x64hush",
        b"\xa1\x66Groups\xa1\x64hush\x81\xa1\x63Key\x01",
        b"\xa1\x64More\xa1\x64hush\x81\x1c",
        b"\xa1\x65Photo\x64hush",
        b"\xa1\x64Name\x65hush\xff",
        b"\xa1\x62Id\x64hush\x64hush",
    ] {
        let error = read(cbor).unwrap_err();
        assert!(!error.contains("hush"), "{error}");
    }
    let mut reader = Reader::new(b"\xa1\x64hush\x01");
    reader.object(|r, _| r.set(&mut String::new(), Reader::string));
    assert_eq!(reader.finish().unwrap_err().path(), "hush");
}

//! CBOR that is made to use up the stack, memory or time of its reader.

use std::time::{Duration, Instant};

use super::structures::{Shape, read, skip};
use crate::cbor::Reader;

/// The major types whose head has a length, and an indefinite length, which all have the same bits.
const CONTAINERS: [u8; 2] = [0x80, 0xa0];

#[test]
fn depth_is_limited() {
    for parent in [&b"\xa1\x66Parent"[..], b"\xbf\x66Parent"] {
        let nested = |depth: usize| [parent.repeat(depth - 1), b"\xa0".to_vec()].concat();
        if parent[0] == 0xa1 {
            assert!(read(nested(128)).is_ok());
        }
        for depth in [129, 100_000] {
            let error = read(nested(depth)).unwrap_err();
            let expected = format!(
                "{}: maps and arrays nested more than 128 deep (at byte 1024 of the body)",
                ["Parent"; 128].join(".")
            );
            assert_eq!(error, expected);
        }
    }
}

#[test]
fn what_is_skipped_may_be_deeper() {
    for (open, close) in
        [(&b"\x81"[..], &b""[..]), (b"\x9f", b"\xff"), (b"\xa1\x01", b""), (b"\xbf\x61a", b"\xff")]
    {
        let nested = |depth| [open.repeat(depth), b"\x00".to_vec(), close.repeat(depth)].concat();
        assert_eq!(skip(nested(512)), Ok(()));
        for depth in [513, 1_000_000] {
            let error = skip(nested(depth)).unwrap_err();
            assert!(error.starts_with("maps and arrays nested more than 512 deep"), "{error}");
        }
        let account = read([b"\xa2\x64More", &nested(512)[..], b"\x62Id\x61a"].concat()).unwrap();
        assert_eq!(account.id, "a");
        assert!(read([b"\xa1\x64More", &open.repeat(300)[..]].concat()).is_err());
    }
}

#[test]
fn lengths_are_not_believed() {
    for length in [
        &b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff"[..],
        b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\x1a\xff\xff\xff\xff",
        b"\x19\xff\xff",
    ] {
        let head = |major: u8| [&[major | length[0]], &length[1..]].concat();
        let member = |name: &[u8], major: u8| [b"\xa1", name, &head(major), b"\x61a\x01"].concat();
        for container in CONTAINERS {
            assert!(skip(head(container)).is_err());
            assert!(read(member(b"\x64More", container)).is_err());
        }
        for (name, major, error) in [
            (&b"\x64Name"[..], 0x60, "Name: a string that is longer than the rest of the body"),
            (b"\x65Photo", 0x40, "Photo: a string that is longer than the rest of the body"),
            (b"\x64Tags", 0x80, "Tags[0]: expected a map, found a text string"),
            (b"\x66Limits", 0xa0, "Limits: "),
            (b"\x66Parent", 0xa0, "Parent: "),
            (b"\x65Shape", 0xa0, "Shape: "),
        ] {
            let found = read(member(name, major)).unwrap_err();
            assert!(found.starts_with(error), "{found}");
        }
    }
}

#[test]
fn tags_are_not_a_matter_of_depth() {
    for tag in [&b"\xc1"[..], b"\xc4", b"\xd8\x64"] {
        let tags = tag.repeat(500_000);
        assert_eq!(skip([&tags[..], b"\x00"].concat()), Ok(()));
        assert!(skip(&tags).is_err());
        for name in [&b"\x67Integer"[..], b"\x6aBigInteger", b"\x64Seen"] {
            assert!(read([b"\xa1", name, &tags, b"\x07"].concat()).is_ok());
        }
        assert!(read([b"\xa1\x6aBigDecimal", &tags[..]].concat()).is_err());
    }
}

#[test]
fn bignums_are_short() {
    let bignum = |length: u16| {
        [&[0xc2, 0x59][..], &length.to_be_bytes(), &vec![0xff; length.into()]].concat()
    };
    let member = |value: &[u8]| [b"\xa1\x6aBigInteger", value].concat();
    assert!(read(member(&bignum(1024))).is_ok());
    assert_eq!(
        read(member(&bignum(1025))).unwrap_err(),
        "BigInteger: a bignum of more than 1024 bytes (at byte 12 of the body)"
    );
    // A body of 600 kB with nothing but the longest bignums.
    let start = Instant::now();
    let many = [&b"\x9f"[..], &bignum(1024).repeat(600), b"\xff"].concat();
    let mut reader = Reader::new(&many);
    assert_eq!(reader.list(Reader::big_integer).len(), 600);
    assert_eq!(reader.finish(), Ok(()));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn unions_of_many_members() {
    let mut cbor = vec![0xbf];
    cbor.extend(b"\x65sides\xf6".repeat(100_000));
    cbor.push(0xff);
    let mut reader = Reader::new(&cbor);
    assert_eq!(Shape::read(&mut reader), Shape::Unknown(String::new()));
    assert!(reader.finish().unwrap_err().to_string().contains("found none"));
}

//! Compares CBOR bodies. The order of members, the widths of numbers, chunks of strings and whether lengths
//! are definite are ignored.

use std::cmp::Ordering;

use crate::cbor::{Head, Lexer};

/// The maximum nesting of bodies that are compared.
const MAX_DEPTH: usize = 128;

/// A data item.
#[derive(Debug)]
enum Item {
    Integer(i128),
    Float(f64),
    Bytes(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Item>),
    Map(Vec<(Item, Item)>),
    Tag(u64, Box<Item>),
    Boolean(bool),
    Null,
    Simple(u8),
}

/// Whether two bodies are the same. An empty body is only the same as another empty body.
pub(super) fn is_same(found: &[u8], expected: &[u8]) -> bool {
    match (item(found), item(expected)) {
        (Some(found), Some(expected)) => same(&found, &expected),
        _ => found == expected,
    }
}

/// An integer is the same as a float with its value, and NaN is the same as NaN.
fn same(found: &Item, expected: &Item) -> bool {
    match (found, expected) {
        (Item::Integer(a), Item::Integer(b)) => a == b,
        #[allow(
            clippy::cast_precision_loss,
            reason = "the protocol permits only exact conversions"
        )]
        (Item::Integer(a), Item::Float(b)) | (Item::Float(b), Item::Integer(a)) => {
            same_float(*a as f64, *b)
        }
        (Item::Float(a), Item::Float(b)) => same_float(*a, *b),
        (Item::Bytes(a), Item::Bytes(b)) | (Item::Text(a), Item::Text(b)) => a == b,
        (Item::Array(a), Item::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Item::Map(a), Item::Map(b)) => {
            let has =
                |(key, value): &(Item, Item)| b.iter().any(|(k, v)| same(key, k) && same(value, v));
            a.len() == b.len() && a.iter().all(has)
        }
        (Item::Tag(tag, a), Item::Tag(other, b)) => tag == other && same(a, b),
        (Item::Boolean(a), Item::Boolean(b)) => a == b,
        (Item::Null, Item::Null) => true,
        (Item::Simple(a), Item::Simple(b)) => a == b,
        _ => false,
    }
}

fn same_float(a: f64, b: f64) -> bool {
    a.partial_cmp(&b) == Some(Ordering::Equal) || (a.is_nan() && b.is_nan())
}

/// The item that all of a body is.
fn item(body: &[u8]) -> Option<Item> {
    let mut lexer = Lexer::new(body);
    let item = read(&mut lexer, MAX_DEPTH)?;
    lexer.is_at_end().then_some(item)
}

/// Reads an item with at most this many levels.
fn read(lexer: &mut Lexer<'_>, levels: usize) -> Option<Item> {
    let (head, end) = lexer.head()?;
    let within = levels.checked_sub(1)?;
    if let Head::Bytes(_) | Head::Text(_) = head {
        let content = lexer.string().ok()?.into_owned();
        let is_text = matches!(head, Head::Text(_));
        return Some(if is_text { Item::Text(content) } else { Item::Bytes(content) });
    }
    lexer.go_to(end);
    Some(match head {
        Head::Unsigned(value) => Item::Integer(value.into()),
        Head::Negative(value) => Item::Integer(-1 - i128::from(value)),
        Head::Array(mut left) => {
            let mut items = Vec::new();
            while lexer.another(&mut left) {
                items.push(read(lexer, within)?);
            }
            Item::Array(items)
        }
        Head::Map(mut left) => {
            let mut pairs = Vec::new();
            while lexer.another(&mut left) {
                pairs.push((read(lexer, within)?, read(lexer, within)?));
            }
            Item::Map(pairs)
        }
        Head::Tag(tag) => Item::Tag(tag, Box::new(read(lexer, within)?)),
        Head::Boolean(value) => Item::Boolean(value),
        Head::Null => Item::Null,
        Head::Simple(value) => Item::Simple(value),
        Head::Float(value) => Item::Float(value),
        Head::Bytes(_) | Head::Text(_) | Head::Break => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_by_their_meaning() {
        for (found, expected, same) in [
            (
                &b"\xa2\x61a\x01\x61b\x81\xf5"[..],
                &b"\xbf\x61b\x9f\xf5\xff\x61a\x18\x01\xff"[..],
                true,
            ),
            (b"\x61a", b"\x7f\x61a\x60\xff", true),
            (b"\x41a", b"\x61a", false),
            (b"\xf9\x3c\x00", b"\x01", true),
            (b"\xfa\x3f\x80\x00\x00", b"\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00", true),
            (b"\xf9\x7e\x00", b"\xfb\x7f\xf8\x00\x00\x00\x00\x00\x01", true),
            (b"\xf9\x3e\x00", b"\x01", false),
            (b"\x20", b"\x00", false),
            (b"\xc1\x01", b"\xc1\xf9\x3c\x00", true),
            (b"\xc1\x01", b"\x01", false),
            (b"\xf6", b"\xf7", true),
            (b"\xf4", b"\xf5", false),
            (b"\xe0", b"\xe0", true),
            (b"\xa1\x61a\x01", b"\xa2\x61a\x01\x61b\xf6", false),
            (b"\x81\x01", b"\x82\x01\x01", false),
            (b"", b"", true),
            (b"\xa0", b"", false),
            (b"\xa0\x00", b"\xa0", false),
            (b"\x1c", b"\x1c", true),
        ] {
            assert_eq!(is_same(found, expected), same, "{found:x?} {expected:x?}");
            assert_eq!(is_same(expected, found), same, "{found:x?} {expected:x?}");
        }
        let deep = [0x81; 10_000];
        assert!(is_same(&deep, &deep) && !is_same(&deep, &deep[1..]));
    }
}

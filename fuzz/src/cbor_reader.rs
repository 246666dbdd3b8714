//! Compares our CBOR reader with `ciborium`, for a structure with a member of each type.

use std::collections::BTreeMap;

use ciborium::Value;
use whitesmith_runtime::cbor::{Reader, Writer};
use whitesmith_runtime::{BigDecimal, BigInteger, Blob, DateTime, ParseError};

/// A structure, with the code that is generated for one. The keys are short, so that mutations find them.
#[derive(Clone, Debug, Default)]
struct Node {
    text: Option<String>,
    flag: Option<bool>,
    byte: Option<i8>,
    short: Option<i16>,
    integer: Option<i32>,
    long: Option<i64>,
    float: Option<f32>,
    double: Option<f64>,
    big_integer: Option<BigInteger>,
    big_decimal: Option<BigDecimal>,
    blob: Option<Blob>,
    time: Option<DateTime>,
    list: Option<Vec<i64>>,
    sparse: Option<Vec<Option<String>>>,
    map: Option<BTreeMap<String, Node>>,
    child: Option<Box<Node>>,
    choice: Option<Choice>,
}

#[derive(Clone, Debug)]
enum Choice {
    Text(String),
    Node(Box<Node>),
    Unknown,
}

impl Node {
    fn read(r: &mut Reader<'_>) -> Self {
        let mut node = Self::default();
        r.object(|r, key| match key {
            "t" => r.set(&mut node.text, Reader::string),
            "o" => r.set(&mut node.flag, Reader::boolean),
            "y" => r.set(&mut node.byte, Reader::byte),
            "s" => r.set(&mut node.short, Reader::short),
            "i" => r.set(&mut node.integer, Reader::integer),
            "l" => r.set(&mut node.long, Reader::long),
            "f" => r.set(&mut node.float, Reader::float),
            "d" => r.set(&mut node.double, Reader::double),
            "B" => r.set(&mut node.big_integer, Reader::big_integer),
            "D" => r.set(&mut node.big_decimal, Reader::big_decimal),
            "b" => r.set(&mut node.blob, Reader::blob),
            "T" => r.set(&mut node.time, Reader::epoch_seconds),
            "a" => r.set(&mut node.list, |r| r.list(Reader::long)),
            "n" => r.set(&mut node.sparse, |r| r.sparse_list(Reader::string)),
            "m" => r.set(&mut node.map, |r| r.map(Node::read)),
            "c" => r.set(&mut node.child, Node::read),
            "u" => r.set(&mut node.choice, Choice::read),
            _ => r.skip(),
        });
        node
    }

    fn write(w: &mut Writer, node: &Self) {
        w.object(|w| {
            w.field("t", &node.text, Writer::string);
            w.field("o", &node.flag, Writer::boolean);
            w.field("y", &node.byte, Writer::byte);
            w.field("s", &node.short, Writer::short);
            w.field("i", &node.integer, Writer::integer);
            w.field("l", &node.long, Writer::long);
            w.field("f", &node.float, Writer::float);
            w.field("d", &node.double, Writer::double);
            w.field("B", &node.big_integer, Writer::big_integer);
            w.field("D", &node.big_decimal, Writer::big_decimal);
            w.field("b", &node.blob, Writer::blob);
            w.field("T", &node.time, Writer::epoch_seconds);
            w.field("a", &node.list, |w, v| w.list(v, Writer::long));
            w.field("n", &node.sparse, |w, v| w.list(v, |w, v| w.nullable(v, Writer::string)));
            w.field("m", &node.map, |w, v| w.map(v, Node::write));
            w.field("c", node.child.as_deref(), Node::write);
            w.field("u", &node.choice, Choice::write);
        });
    }
}

impl Choice {
    fn read(r: &mut Reader<'_>) -> Self {
        let mut choice = Self::Unknown;
        r.union(|r, key| match key {
            "t" => choice = Self::Text(r.value(Reader::string)),
            "c" => choice = Self::Node(Box::new(r.value(Node::read))),
            _ => r.skip(),
        });
        choice
    }

    fn write(w: &mut Writer, choice: &Self) {
        w.object(|w| match choice {
            Self::Text(text) => w.field("t", text, Writer::string),
            Self::Node(node) => w.field("c", &**node, Node::write),
            Self::Unknown => w.fail("", "is not a member that the model knows"),
        });
    }
}

/// Reads a body as a [`Node`], skips it, and reads it with `ciborium`.
///
/// # Panics
///
/// When what is read cannot be skipped, when what `ciborium` reads cannot be skipped, when both read
/// different values, or when our writer does not reproduce the value.
pub fn cbor_reader(data: &[u8]) {
    let node = read(data, Node::read);
    let skipped = read(data, Reader::skip);
    check_error(data, node.as_ref().err());
    check_error(data, skipped.as_ref().err());
    let mut rest = data;
    let theirs = ciborium::from_reader::<Value, _>(&mut rest).ok().filter(|_| rest.is_empty());
    if let Err(error) = &skipped {
        // `ciborium` accepts what RFC 8949 forbids: chunks within chunks, and simple values below 32 in two bytes.
        let message = error.to_string();
        let is_strict = ["chunk of a string", "a form that RFC 8949 forbids"]
            .iter()
            .any(|reason| message.contains(reason));
        assert!(node.is_err() && (theirs.is_none() || is_strict), "{error}");
    }
    let Ok(node) = node else { return };
    if let Some(Value::Map(members)) = theirs {
        compare(&node, &members);
    }
    let mut writer = Writer::new();
    Node::write(&mut writer, &node);
    let Ok(written) = writer.finish() else { return };
    // Bytes are compared, since NaN does not equal itself. The first writing drops what CBOR of this
    // protocol does not hold, such as nanoseconds.
    let back = read(&written, Node::read).expect("what was written can be read");
    let mut writer = Writer::new();
    Node::write(&mut writer, &back);
    assert_eq!(writer.finish().as_ref(), Ok(&written));
}

fn read<'d, T>(data: &'d [u8], read: fn(&mut Reader<'d>) -> T) -> Result<T, ParseError> {
    let mut reader = Reader::new(data);
    let value = reader.value(read);
    reader.finish().map(|()| value)
}

/// Checks that an error, which may be logged, has a message of a limited length.
fn check_error(data: &[u8], error: Option<&ParseError>) {
    let Some(error) = error else { return };
    let message = error.to_string();
    assert!(message.starts_with(error.path()) && message.len() > error.path().len(), "{message}");
    assert!(message.len() <= 300 + 6 * data.len(), "{message}");
}

/// Compares the members whose values `ciborium` has without further rules. Of members with the same key the
/// last counts. Our reader skips the tags of a key, which are part of it in `ciborium`.
fn compare(node: &Node, members: &[(Value, Value)]) {
    if members.iter().any(|(key, _)| key.is_tag()) {
        return;
    }
    let last = |key: &str| {
        let mut found = members.iter().rev().filter(|(name, _)| name.as_text() == Some(key));
        found.next().map(|(_, value)| value).filter(|value| !value.is_null())
    };
    let integer = |key| last(key).and_then(Value::as_integer).map(i128::from);
    if let Some(Value::Text(text)) = last("t") {
        assert_eq!(node.text.as_ref(), Some(text));
    }
    if let Some(Value::Bool(flag)) = last("o") {
        assert_eq!(node.flag, Some(*flag));
    }
    if let Some(Value::Bytes(bytes)) = last("b") {
        assert_eq!(node.blob.as_ref().map(AsRef::as_ref), Some(&bytes[..]));
    }
    for (key, ours) in [
        ("y", node.byte.map(i128::from)),
        ("s", node.short.map(i128::from)),
        ("i", node.integer.map(i128::from)),
        ("l", node.long.map(i128::from)),
    ] {
        if let Some(theirs) = integer(key) {
            assert_eq!(ours, Some(theirs), "{key}");
        }
    }
    if let Some(Value::Float(double)) = last("d") {
        let ours = node.double.map(f64::to_bits);
        assert!(ours == Some(double.to_bits()) || node.double.is_some_and(f64::is_nan));
    }
    if let (Some(Value::Array(theirs)), Some(ours)) = (last("a"), &node.list) {
        let theirs = theirs.iter().filter(|value| !value.is_null());
        let theirs: Vec<_> = theirs.map(|value| value.as_integer().map(i128::from)).collect();
        let is_plain = theirs.iter().all(Option::is_some);
        let ours: Vec<_> = ours.iter().map(|value| Some(i128::from(*value))).collect();
        assert!(ours == theirs || !is_plain, "{ours:?} {theirs:?}");
    }
    if let (Some(Value::Map(members)), Some(child)) = (last("c"), &node.child) {
        compare(child, members);
    }
}

//! Compares our XML reader with `roxmltree`: whatever that parses, ours must accept, with the same text. What
//! ours reads as a structure must come back from our writer.

use std::collections::BTreeMap;

use roxmltree::Document;
use whitesmith_runtime::ParseError;
use whitesmith_runtime::xml::{Reader, Writer};

/// The maximum depth of elements that are skipped.
const DEPTH: usize = 512;

/// Reads a document as a structure, as a text and with `roxmltree`.
///
/// # Panics
///
/// When the results disagree.
pub fn xml_reader(data: &[u8]) {
    let node = read(data, Node::read);
    let text = read(data, Reader::string);
    let skipped = read(data, Reader::skip);
    for error in [node.as_ref().err(), text.as_ref().err(), skipped.as_ref().err()] {
        check_error(data, error);
    }
    assert!(skipped.is_ok() || (node.is_err() && text.is_err()), "{skipped:?} {node:?} {text:?}");
    if let Ok(node) = &node {
        let mut writer = Writer::new("Node");
        Node::write(&mut writer, node);
        // A character that XML forbids can be read, but not be written.
        if let Ok(written) = writer.finish() {
            assert_eq!(read(&written, Node::read).as_ref(), Ok(node));
        }
    }
    if let Some(expected) = str::from_utf8(data).ok().and_then(|data| expected(data)) {
        assert_eq!(skipped, Ok(()));
        if let Some(expected) = expected {
            assert_eq!(text, Ok(expected));
        }
    }
}

fn read<'d, T>(data: &'d [u8], read: fn(&mut Reader<'d>) -> T) -> Result<T, ParseError> {
    let mut reader = Reader::new(data);
    let value = reader.value(read);
    reader.finish().map(|()| value)
}

/// Checks that an error, which may be logged, does not repeat the body: only names may be in the path.
fn check_error(data: &[u8], error: Option<&ParseError>) {
    let Some(error) = error else { return };
    let message = error.to_string();
    assert!(!message.is_empty());
    assert!(message.len() <= 300 + 20 * data.len(), "{message}");
}

/// Whether `roxmltree` accepts a document within our limits, and the text of its root if there are no elements
/// in it.
fn expected(data: &str) -> Option<Option<String>> {
    // Ours refuses document types, and references that are long because of leading zeros.
    if data.contains("<!DOCTYPE") || data.contains("&#0") || data.contains("&#x0") {
        return None;
    }
    // `roxmltree` takes `:a` for `a`.
    if data.contains("<:") || data.contains("</:") || data.matches('<').count() > DEPTH {
        return None;
    }
    let document = Document::parse(data).ok()?;
    let root = document.root_element();
    if root.tag_name().name().eq_ignore_ascii_case("html") {
        return None;
    }
    let has_elements = root.children().any(|child| child.is_element());
    // `roxmltree` leaves a carriage return before a reference as it is, which XML reads as a line feed.
    let is_comparable = !has_elements && !data.contains('\r');
    let texts = root.children().filter_map(|child| child.text().filter(|_| child.is_text()));
    let text: String = texts.collect();
    // A reference beyond the last character of Unicode is an error, which `roxmltree` replaces.
    let is_replaced = text.contains('\u{FFFD}') && !data.contains('\u{FFFD}');
    Some((is_comparable && !is_replaced).then_some(text))
}

/// A structure with a member of each kind. The names are short, so that they are guessed soon.
#[derive(Debug, Default, PartialEq)]
struct Node {
    attribute: Option<String>,
    text: Option<String>,
    number: Option<i64>,
    list: Option<Vec<String>>,
    map: Option<BTreeMap<String, String>>,
    flat_list: Option<Vec<i32>>,
    flat_map: Option<BTreeMap<String, String>>,
    children: Vec<Node>,
}

impl Node {
    fn read(r: &mut Reader<'_>) -> Self {
        let mut node = Self::default();
        r.object(|r, key| match key {
            "@a" => r.set(&mut node.attribute, Reader::string),
            "t" => r.set(&mut node.text, Reader::string),
            "n" => r.set(&mut node.number, Reader::long),
            "l" => r.set(&mut node.list, |r| r.list("e", Reader::string)),
            "m" => r.set(&mut node.map, |r| r.map(["k", "v"], Reader::string)),
            "f" => r.push(&mut node.flat_list, Reader::integer),
            "g" => r.insert(&mut node.flat_map, ["k", "v"], Reader::string),
            "c" => r.push(&mut node.children, Node::read),
            _ => r.skip(),
        });
        node
    }

    fn write(w: &mut Writer, node: &Self) {
        w.object(|w| {
            w.attribute("a", &node.attribute, Writer::string);
            w.field("t", &node.text, Writer::string);
            w.field("n", &node.number, Writer::long);
            w.field("l", &node.list, |w, value| w.list("e", value, Writer::string));
            w.field("m", &node.map, |w, value| w.map(["k", "v"], value, Writer::string));
            w.each("f", &node.flat_list, Writer::integer);
            w.entries("g", ["k", "v"], &node.flat_map, Writer::string);
            w.each("c", &node.children, Node::write);
        });
    }
}

//! Finds the path of a value in an XML document, such as `Contents[2].Key`.
//!
//! Readers and writers track how an element is shown, not its name or its index. After an error the text
//! before it is scanned again. Since paths occur in logs, the keys of maps, which are data, are shown as `*`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::lexer::{Lexer, Tag, Token};

/// The maximum length of a name in a path, in characters: a service may send any name.
const NAME: usize = 80;

/// How an open element is shown in a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Step {
    /// Not at all: the root, or the key or the value of an entry.
    #[default]
    Hidden,
    /// A member, by its name.
    Member,
    /// An element of a list, by its index.
    Element,
    /// An element of a flattened list, by the name of the member and its index.
    FlatElement,
    /// An entry of a map.
    Entry,
    /// An entry of a flattened map, by the name of the member.
    FlatEntry,
}

/// An element that is open at some place.
struct Frame<'a> {
    name: &'a str,
    /// The number of elements of the same name before it in the same parent.
    index: usize,
    /// How many elements of each name it has had so far.
    children: BTreeMap<&'a str, usize>,
}

/// The path of the value at `offset` of a document whose text before it is valid, as far as there are
/// `steps`. A value has the offset of its start tag.
pub(super) fn path_at(text: &str, offset: usize, steps: &[Step]) -> String {
    let mut lexer = Lexer::new(text);
    let mut frames = Vec::new();
    while lexer.offset() <= offset {
        match lexer.next() {
            Ok(Token::Start(tag)) => {
                let frame = frame(tag, frames.last_mut());
                frames.push(frame);
                if tag.is_empty && lexer.offset() <= offset {
                    frames.pop();
                }
            }
            Ok(Token::End(_)) if lexer.offset() <= offset => drop(frames.pop()),
            Ok(Token::End(_) | Token::Text(_) | Token::CData(_)) => {}
            Ok(Token::Ended) | Err(_) => break,
        }
    }
    render(&frames, steps)
}

fn frame<'a>(tag: Tag<'a>, parent: Option<&mut Frame<'a>>) -> Frame<'a> {
    let count = parent.map(|parent| parent.children.entry(tag.name).or_default());
    let index = count.as_deref().copied().unwrap_or_default();
    if let Some(count) = count {
        *count += 1;
    }
    Frame { name: tag.name, index, children: BTreeMap::new() }
}

fn render(frames: &[Frame<'_>], steps: &[Step]) -> String {
    let mut path = String::new();
    for (Frame { name, index, .. }, step) in frames.iter().zip(steps) {
        match step {
            Step::Hidden => {}
            Step::Member => push_name(&mut path, name),
            Step::Element => {
                let _ = write!(path, "[{index}]");
            }
            Step::FlatElement => {
                push_name(&mut path, name);
                let _ = write!(path, "[{index}]");
            }
            Step::Entry => push_name(&mut path, "*"),
            Step::FlatEntry => {
                push_name(&mut path, name);
                push_name(&mut path, "*");
            }
        }
    }
    path
}

/// Adds a name to a path, with a dot before it unless it is the first.
pub(super) fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    match name.char_indices().nth(NAME) {
        Some((end, _)) => path.extend([name.get(..end).unwrap_or_default(), "…"]),
        None => path.push_str(name),
    }
}

#[cfg(test)]
mod tests {
    use super::Step::{Element, Entry, FlatElement, FlatEntry, Hidden, Member};
    use super::*;

    #[test]
    fn paths() {
        for (text, steps, path) in [
            ("", &[][..], ""),
            ("<R", &[], ""),
            ("<R>", &[Hidden], ""),
            ("<R><A/><A><B>1</B><B>", &[Hidden, Member, Member], "A.B"),
            ("<R><A/><A><B>1</B><B>", &[Hidden, FlatElement, FlatElement], "A[1].B[1]"),
            ("<R><A>1</A><!--<B>--><B/><A>", &[Hidden, FlatElement], "A[1]"),
            ("<R><T><x/><m>1</m><m><K>", &[Hidden, Member, Element, Member], "T[1].K"),
            ("<R><M><e><k>a</k><v><K>", &[Hidden, Member, Entry, Hidden, Member], "M.*.K"),
            ("<R><M><k>a</k><v>", &[Hidden, FlatEntry, Hidden], "M.*"),
            ("<R><A></A>", &[Hidden], ""),
            ("<R><A><B><C>", &[Hidden, Member], "A"),
        ] {
            assert_eq!(path_at(text, text.len(), steps), path, "{text}");
        }
    }

    #[test]
    fn a_value_has_the_place_of_its_tag() {
        let text = "<R><A>1</A><B/><C>2</C></R>";
        for (offset, path) in [(0, ""), (3, "A"), (11, "B"), (15, "C")] {
            assert_eq!(path_at(text, offset, &[Hidden, Member]), path, "{offset}");
        }
    }

    #[test]
    fn long_names_are_shortened() {
        for letter in ["x", "é"] {
            let text = format!("<R><{}>", letter.repeat(100_000));
            let path = path_at(&text, text.len(), &[Hidden, Member]);
            assert_eq!(path, format!("{}…", letter.repeat(80)));
        }
    }
}

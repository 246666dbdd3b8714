//! A document as a tree, for the comparison of bodies in protocol tests.

use std::collections::BTreeMap;

use super::attributes::attributes;
use super::lexer::{Lexer, Tag, Token};
use super::unescape;

/// An element, in a form that is equal for all elements that mean the same.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Element {
    /// Attributes and declarations of namespaces.
    attributes: BTreeMap<String, String>,
    /// The elements in it, by their names. Those with the same name are a list, whose order counts, or the
    /// entries of a map, which are sorted.
    elements: BTreeMap<String, Vec<Element>>,
    /// The text, if there are no elements.
    text: String,
}

impl Element {
    /// Parses a document. The element that is returned has the root element in it; none if it is not XML.
    pub(crate) fn of(body: &[u8]) -> Option<Self> {
        let mut lexer = Lexer::new(str::from_utf8(body).ok()?);
        let mut open = Vec::new();
        let mut current = Self::default();
        loop {
            match lexer.next().ok()? {
                Token::Start(tag) => {
                    let parent = std::mem::replace(&mut current, Self::new(tag)?);
                    open.push((tag.name, parent));
                    if tag.is_empty {
                        current = current.closed(open.pop()?);
                    }
                }
                Token::End(name) => {
                    let parent = open.pop().filter(|(started, _)| *started == name)?;
                    current = current.closed(parent);
                }
                Token::Text(text) => current.text.push_str(&unescape::text(text).ok()?),
                Token::CData(text) => current.text.push_str(&unescape::lines(text)),
                Token::Ended => break,
            }
        }
        let is_document = open.is_empty() && current.elements.len() == 1;
        is_document.then(|| current.finished())
    }

    fn new(tag: Tag<'_>) -> Option<Self> {
        let mut element = Self::default();
        for attribute in attributes(tag.attributes) {
            let value = unescape::attribute(attribute.value).ok()?;
            element.attributes.insert(attribute.name.to_owned(), value.into_owned());
        }
        Some(element)
    }

    /// Ends an element, and returns its parent.
    fn closed(self, (name, mut parent): (&str, Self)) -> Self {
        parent.elements.entry(name.to_owned()).or_default().push(self.finished());
        parent
    }

    /// The same without white space between elements, and with the entries of maps sorted.
    fn finished(mut self) -> Self {
        if !self.elements.is_empty() && self.text.trim_ascii().is_empty() {
            self.text.clear();
        }
        for elements in self.elements.values_mut() {
            if is_map(elements) {
                elements.sort();
            }
        }
        self
    }

    /// The key and the value of an entry: the only elements in it, of which the first is a text.
    fn names(&self) -> Option<[&String; 2]> {
        let mut names = self.elements.keys();
        let pair = [names.next()?, names.next()?];
        let is_single = self.elements.values().all(|elements| elements.len() == 1);
        (names.next().is_none() && is_single).then_some(pair)
    }

    /// The texts of its elements.
    fn texts(&self) -> impl Iterator<Item = &String> {
        self.elements.values().flatten().map(|element| &element.text)
    }
}

/// Whether elements look like the entries of a map: each has the same two elements in it, the keys differ. A
/// list of structures may look like that, too; then its order is not compared.
fn is_map(elements: &[Element]) -> bool {
    let Some(names) = elements.first().and_then(Element::names) else { return false };
    let mut keys: Vec<_> = elements.iter().filter_map(|element| element.texts().next()).collect();
    keys.sort();
    keys.dedup();
    keys.len() == elements.len() && elements.iter().all(|element| element.names() == Some(names))
}

//! Goes from element to element, and keeps the first error.

use std::borrow::Cow;

use super::attributes::Attribute;
use super::lexer::{Lexer, Tag, Token};
use super::path::{Step, path_at, push_name};
use super::scan::{length_before_markup, plain_length};
use super::unescape;
use crate::ParseError;

/// The maximum nesting of elements that are read, so that a response cannot overflow the stack.
const MAX_DEPTH: usize = 128;

/// The length of the start of a body in which the root element is looked for, in bytes.
const PROLOG: usize = 4096;

/// A place in a document: before the content of an element, or at an attribute.
pub(super) struct Cursor<'a> {
    lexer: Lexer<'a>,
    /// What is read next.
    pub(super) value: Value<'a>,
    /// How the element that is read next is shown in a path.
    pub(super) step: Step,
    /// The same of the open elements, from the root; after an error also of the one that is wrong.
    steps: Vec<Step>,
    failure: Option<Box<Failure<'a>>>,
    /// The body continues with bytes that are not UTF-8.
    is_cut: bool,
}

/// What a value is read from.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    /// An element, of which the start tag has been read.
    Element(Tag<'a>),
    /// An attribute of a tag with this offset.
    Attribute(Attribute<'a>, usize),
}

/// What is left to read after an error: an element without content.
const NOTHING: Value<'static> =
    Value::Element(Tag { offset: 0, name: "", attributes: "", is_empty: true });

/// The first error, and its offset.
struct Failure<'a> {
    offset: usize,
    attribute: Option<&'a str>,
    reason: String,
}

impl<'a> Cursor<'a> {
    /// Creates a cursor at the root element of a body.
    pub(super) fn new(body: &'a [u8]) -> Self {
        let (text, is_cut) = match str::from_utf8(body) {
            Ok(text) => (text, false),
            Err(error) => (valid_start(body, error.valid_up_to()), true),
        };
        let mut cursor = Self {
            lexer: Lexer::new(text),
            value: NOTHING,
            step: Step::Hidden,
            steps: Vec::new(),
            failure: None,
            is_cut,
        };
        cursor.root();
        cursor
    }

    /// Returns the first error, with its path.
    pub(super) fn finish(mut self) -> Result<(), ParseError> {
        if self.failure.is_none() {
            self.end_of_body();
        }
        let Some(failure) = self.failure.map(|failure| *failure) else { return Ok(()) };
        let Failure { offset, attribute, reason } = failure;
        let text = self.lexer.text();
        let mut path = path_at(text, offset, &self.steps);
        if let Some(name) = attribute {
            push_name(&mut path, &format!("@{name}"));
        }
        if self.is_cut && offset >= text.len() {
            return Err(ParseError::new(path, "bytes that are not UTF-8").at(text.len()));
        }
        Err(ParseError::new(path, reason).at(offset))
    }

    /// Returns the name of the element that is to be read, without its prefix.
    pub(super) fn name(&self) -> &'a str {
        match self.value {
            Value::Element(tag) => local(tag.name),
            Value::Attribute(attribute, _) => attribute.name,
        }
    }

    /// Goes back to an element after its attributes have been read.
    pub(super) fn go_back(&mut self, value: Value<'a>) {
        if !self.has_failed() {
            self.value = value;
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Goes to the root element.
    fn root(&mut self) {
        if self.lexer.text().starts_with('\u{feff}') {
            self.lexer.advance('\u{feff}'.len_utf8());
        }
        while let Some((offset, token)) = self.token() {
            match token {
                Token::Start(tag) if tag.name.eq_ignore_ascii_case("html") => {
                    let reason = "expected XML of the service, found an HTML page";
                    return self.fail(tag.offset, reason.to_owned());
                }
                Token::Start(tag) => return self.value = Value::Element(tag),
                Token::Text(text) if is_blank(text) => {}
                _ => return self.unexpected(offset, "an element", token),
            }
        }
    }

    fn end_of_body(&mut self) {
        while let Some((offset, token)) = self.token() {
            match token {
                Token::Ended if !self.is_cut => return,
                Token::Text(text) if is_blank(text) => {}
                _ => return self.unexpected(offset, "the end of the body", token),
            }
        }
    }

    /// Goes into the element that is to be read, and returns its name; none if it has no content.
    pub(super) fn open(&mut self) -> Option<&'a str> {
        let tag = match self.value {
            Value::Element(tag) => tag,
            Value::Attribute(_, offset) => {
                self.fail(offset, "expected an element, found an attribute".to_owned());
                return None;
            }
        };
        if tag.is_empty {
            return None;
        }
        if self.steps.len() == MAX_DEPTH {
            self.too_deep(tag.offset, MAX_DEPTH);
            return None;
        }
        self.steps.push(self.step);
        Some(tag.name)
    }

    /// Goes to the next element in the open one; none at the end of that.
    pub(super) fn child(&mut self, parent: &str) -> Option<Tag<'a>> {
        loop {
            self.lexer.skip_space();
            let (offset, token) = self.token()?;
            match token {
                Token::Start(tag) => return Some(tag),
                Token::End(name) if name == parent => {
                    if !self.has_failed() {
                        self.step = self.steps.pop().unwrap_or_default();
                    }
                    return None;
                }
                Token::CData(_) => {}
                Token::Text(text) if is_blank(text) => {}
                Token::End(_) | Token::Text(_) | Token::Ended => {
                    self.unexpected(offset, "an element or the end of the open one", token);
                    return None;
                }
            }
        }
    }

    /// Reads the next token, and returns it with its offset; none after an error.
    pub(super) fn token(&mut self) -> Option<(usize, Token<'a>)> {
        let offset = self.lexer.offset();
        match self.lexer.next() {
            Ok(token) => Some((offset, token)),
            Err(fault) => {
                self.fail(fault.offset, fault.reason.to_owned());
                None
            }
        }
    }

    /// Reads the text of an element or an attribute.
    pub(super) fn text(&mut self, expected: &str) -> Cow<'a, str> {
        let tag = match self.value {
            Value::Element(tag) if tag.is_empty => return Cow::Borrowed(""),
            Value::Element(tag) => tag,
            Value::Attribute(Attribute { value, .. }, offset) => {
                return self.decoded(offset, unescape::attribute(value));
            }
        };
        let start = self.lexer.offset();
        let length = plain_length(self.lexer.rest());
        self.lexer.advance(length);
        if self.lexer.end_tag(tag.name) {
            return Cow::Borrowed(self.lexer.slice(start, start + length));
        }
        self.lexer.advance(length_before_markup(self.lexer.rest()));
        let text =
            self.decoded(start, unescape::text(self.lexer.slice(start, self.lexer.offset())));
        if self.lexer.end_tag(tag.name) {
            text
        } else {
            self.mixed_text(tag, text.into_owned(), expected)
        }
    }

    /// Reads the rest of a text that goes on after a comment, a CDATA section or a processing instruction.
    fn mixed_text(&mut self, tag: Tag<'a>, mut text: String, expected: &str) -> Cow<'a, str> {
        while let Some((offset, token)) = self.token() {
            match token {
                Token::End(name) if name == tag.name => return Cow::Owned(text),
                Token::Text(raw) => text.push_str(&self.decoded(offset, unescape::text(raw))),
                Token::CData(raw) => text.push_str(&unescape::lines(raw)),
                Token::Start(_) | Token::End(_) | Token::Ended => {
                    self.unexpected(offset, expected, token);
                    break;
                }
            }
        }
        Cow::Borrowed("")
    }

    fn decoded(&mut self, offset: usize, text: Result<Cow<'a, str>, &str>) -> Cow<'a, str> {
        text.unwrap_or_else(|reason| {
            self.fail(offset, reason.to_owned());
            Cow::Borrowed("")
        })
    }
}

/// Errors.
impl Cursor<'_> {
    /// The place of the value that is to be read.
    pub(super) fn offset(&self) -> usize {
        match self.value {
            Value::Element(tag) => tag.offset,
            Value::Attribute(_, offset) => offset,
        }
    }

    #[cold]
    pub(super) fn unexpected(&mut self, offset: usize, expected: &str, found: Token<'_>) {
        let found = match found {
            Token::Start(_) => "an element",
            Token::End(_) => "another end tag",
            Token::Text(_) | Token::CData(_) => "text",
            Token::Ended => "the end of the body",
        };
        self.fail(offset, format!("expected {expected}, found {found}"));
    }

    /// Keeps the error that the nesting is too deep.
    #[cold]
    pub(super) fn too_deep(&mut self, offset: usize, limit: usize) {
        self.fail(offset, format!("elements nested more than {limit} deep"));
    }

    /// Keeps an error unless there is one already, and goes to the end of the text, where nothing is left to
    /// read.
    #[cold]
    pub(super) fn fail(&mut self, offset: usize, reason: String) {
        if self.failure.is_none() {
            self.steps.push(self.step);
            let attribute = match self.value {
                Value::Element(_) => None,
                Value::Attribute(attribute, _) => Some(attribute.name),
            };
            self.failure = Some(Box::new(Failure { offset, attribute, reason }));
        }
        self.value = NOTHING;
        self.lexer.stop();
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

/// The name of the root element of a body, without its namespace prefix, whatever follows; none if the body is
/// not XML, or if the start tag does not end within some thousand bytes.
pub(crate) fn root_name(body: &[u8]) -> Option<&str> {
    let cursor = Cursor::new(body.get(..PROLOG).unwrap_or(body));
    match cursor.value {
        Value::Element(tag) if !cursor.has_failed() => Some(local(tag.name)),
        Value::Element(_) | Value::Attribute(..) => None,
    }
}

/// A name without its namespace prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The text before the first bytes that are not UTF-8.
#[cold]
fn valid_start(body: &[u8], length: usize) -> &str {
    body.get(..length).map(str::from_utf8).and_then(Result::ok).unwrap_or_default()
}

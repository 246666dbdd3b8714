//! Splits documentation with HTML into tags and text.
//!
//! The text is not standard HTML: it has unescaped `<bucket>`, `a < b` and `&region=`, and unclosed
//! quotes. A standard tokenizer would drop such text or decode an entity in it. Here, everything
//! that is not certainly a tag known to [`Tag`] is text.

use std::borrow::Cow;

use super::entity;
use super::tag::Tag;

/// A token. Entities in text and attributes are not decoded yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    /// A start tag and its unparsed attributes.
    Open(Tag, &'a str),
    Close(Tag),
    /// A comment, or a script or style element, with its content.
    Hidden,
}

/// The tokens of a text, in order.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// Whether the end of a comment, script or style was searched and not found. It is not searched
    /// again, so that a text full of unclosed ones takes linear time.
    unclosed: [bool; 3],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, unclosed: [false; 3] }
    }

    /// Parses the markup at the beginning of `text`, which begins with `<`, and returns its length.
    fn markup(&mut self, text: &'a str) -> Option<(Token<'a>, usize)> {
        if let Some(comment) = text.strip_prefix("<!--") {
            let length = self.search(0, comment, |rest| rest.find("-->").map(|at| at + 3))?;
            return Some((Token::Hidden, 4 + length));
        }
        let (closes, inner) = match text.strip_prefix("</") {
            Some(inner) => (true, inner),
            None => (false, text.strip_prefix('<')?),
        };
        let name_length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, after) = inner.split_at_checked(name_length)?;
        let tag = Tag::named(name)?;
        if !after.starts_with(['>', '/', ' ', '\n', '\t', '\r']) {
            return None;
        }
        let attributes = after.get(..tag_end(after)?)?;
        let length = text.len() - after.len() + attributes.len() + 1;
        if tag != Tag::Hidden {
            let token = if closes { Token::Close(tag) } else { Token::Open(tag, attributes) };
            return Some((token, length));
        }
        if closes {
            return Some((Token::Hidden, length));
        }
        let kind = if name.eq_ignore_ascii_case("script") { 1 } else { 2 };
        let content = self.search(kind, text.get(length..)?, |rest| end_of(rest, name))?;
        Some((Token::Hidden, length + content))
    }

    fn search(
        &mut self,
        kind: usize,
        text: &str,
        find: impl FnOnce(&str) -> Option<usize>,
    ) -> Option<usize> {
        let unclosed = self.unclosed.get_mut(kind)?;
        if *unclosed {
            return None;
        }
        let found = find(text);
        *unclosed = found.is_none();
        found
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let text = self.rest;
        let mut from = 0;
        while let Some(at) = text.get(from..)?.find('<').map(|at| from + at) {
            let (before, tail) = text.split_at_checked(at)?;
            let Some((token, length)) = self.markup(tail) else {
                from = at + 1;
                continue;
            };
            if before.is_empty() {
                self.rest = tail.get(length..).unwrap_or_default();
                return Some(token);
            }
            self.rest = tail;
            return Some(Token::Text(before));
        }
        self.rest = "";
        (!text.is_empty()).then_some(Token::Text(text))
    }
}

/// The position of the `>` of a tag, if no `<` comes before it. A `>` in quotes is not counted.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'<', _) => return None,
            (b'>', None) => return Some(at),
            (b'"' | b'\'', None) if after_equals => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    None
}

/// The length of an element's content and end tag.
fn end_of(text: &str, name: &str) -> Option<usize> {
    let ends = text.match_indices("</").find(|(at, _)| {
        text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    let (start, _) = ends?;
    Some(text.get(start..)?.find('>').map_or(text.len(), |at| start + at + 1))
}

/// The decoded value of the `href` attribute.
pub(super) fn href(attributes: &str) -> Option<Cow<'_, str>> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let name_end = rest.find(|c: char| c.is_whitespace() || "=/".contains(c));
        let (name, after) = rest.split_at_checked(name_end.unwrap_or(rest.len()))?;
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let quoted = value.get(1..)?;
                quoted.split_once(quote).unwrap_or((quoted, ""))
            }
            _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        if name.eq_ignore_ascii_case("href") {
            return Some(entity::decode(value));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Text(text) => format!("'{text}'"),
            Token::Open(tag, _) => format!("+{tag:?}"),
            Token::Close(tag) => format!("-{tag:?}"),
            Token::Hidden => "hidden".to_owned(),
        };
        Tokens::new(text).map(show).collect()
    }

    #[test]
    fn only_known_and_closed_tags_are_tags() {
        let table: &[(&str, &[&str])] = &[
            ("<p>a</p>", &["+Paragraph", "'a'", "-Paragraph"]),
            ("a <bucket> b", &["'a <bucket> b'"]),
            ("a <b and <code>x</code>", &["'a <b and '", "+Code", "'x'", "-Code"]),
            ("a <b", &["'a <b'"]),
            ("<Code>x</CODE>", &["'<Code>x'", "-Code"]),
            ("<br/><hr />", &["+Break", "+Paragraph"]),
            ("<a href=\"x>y\">z</a >", &["+Link", "'z'", "-Link"]),
            ("<a href=\"x>y</a>", &["'<a href=\"x>y'", "-Link"]),
            ("<!-- a <p> --><SCRIPT>b<p></script >c", &["hidden", "hidden", "'c'"]),
            ("<style>a", &["'<style>a'"]),
            ("<!-- a <b>c</b>", &["'<!-- a '", "+Strong", "'c'", "-Strong"]),
            ("<<p>>", &["'<'", "+Paragraph", "'>'"]),
            ("<p-1> <p:x> </>", &["'<p-1> <p:x> </>'"]),
        ];
        for (text, tokens) in table {
            assert_eq!(shown(text), *tokens, "{text}");
        }
    }

    #[test]
    fn href_is_found_among_attributes() {
        let table = [
            (" href=\"https://a\"", Some("https://a")),
            (" class=x HREF = 'b c' id", Some("b c")),
            (" href=c title=d", Some("c")),
            (" href=\"?a=1&amp;b=2&region=3\"", Some("?a=1&b=2&region=3")),
            (" title=\"href=x\" /", None),
            (" href", None),
            ("", None),
        ];
        for (attributes, value) in table {
            assert_eq!(href(attributes).as_deref(), value, "{attributes}");
        }
    }
}

//! Splits XML into start tags, end tags and character data. Comments, processing instructions and the XML
//! declaration are skipped; document types are refused, and with them all entities but the five of XML.

use super::scan::length_before_markup;

/// What is wrong with the markup, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) reason: &'static str,
}

/// A part of the content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Start(Tag<'a>),
    /// An end tag, with its name.
    End(&'a str),
    /// Text, with its references.
    Text(&'a str),
    /// The content of a CDATA section, which has no references.
    CData(&'a str),
    /// The end of the document.
    Ended,
}

/// A start tag, or the tag of an empty element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The offset of its `<`.
    pub(super) offset: usize,
    /// The name, with its namespace prefix.
    pub(super) name: &'a str,
    /// What stands between the name and the end of the tag; the syntax has been checked.
    pub(super) attributes: &'a str,
    /// Whether it ends with `/>`, so that neither content nor an end tag follows.
    pub(super) is_empty: bool,
}

/// A position in a document.
pub(super) struct Lexer<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// Goes to the end, where there are no more tokens.
    pub(super) fn stop(&mut self) {
        self.offset = self.text.len();
    }

    /// Skips bytes that the caller has looked at.
    pub(super) fn advance(&mut self, length: usize) {
        self.offset += length;
    }

    /// The bytes that are left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.offset..).unwrap_or_default()
    }

    /// The text between two offsets.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Skips white space.
    pub(super) fn skip_space(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.offset) {
            self.offset += 1;
        }
    }

    /// Skips the end tag of an element of this name, and returns whether it was next.
    pub(super) fn end_tag(&mut self, name: &str) -> bool {
        let rest =
            self.rest().strip_prefix(b"</").and_then(|rest| rest.strip_prefix(name.as_bytes()));
        let found = rest.is_some_and(|rest| rest.first() == Some(&b'>'));
        if found {
            self.offset += name.len() + 3;
        }
        found
    }

    /// Reads the next token.
    pub(super) fn next(&mut self) -> Result<Token<'a>, Fault> {
        loop {
            let start = self.offset;
            match self.rest() {
                [] => return Ok(Token::Ended),
                [b'<', b'/', ..] => return self.end(),
                [b'<', b'!', rest @ ..] => {
                    if rest.starts_with(b"--") {
                        self.through(4, "-->", "a comment without an end")?;
                    } else if rest.starts_with(b"[CDATA[") {
                        return self
                            .through(9, "]]>", "a CDATA section without an end")
                            .map(Token::CData);
                    } else if rest.starts_with(b"DOCTYPE") || rest.starts_with(b"doctype") {
                        return Err(self.fault("a document type, which is not accepted"));
                    } else {
                        return Err(self.fault("a `<` that starts no tag"));
                    }
                }
                [b'<', b'?', ..] => {
                    self.through(2, "?>", "a processing instruction without an end")?;
                }
                [b'<', ..] => return self.start().map(Token::Start),
                rest => {
                    self.offset += length_before_markup(rest);
                    return Ok(Token::Text(self.slice(start, self.offset)));
                }
            }
        }
    }

    fn fault(&self, reason: &'static str) -> Fault {
        Fault { offset: self.offset, reason }
    }

    /// Skips an opening delimiter of some length and everything through the closing one, and returns what
    /// stands between them.
    fn through(
        &mut self,
        opening: usize,
        closing: &str,
        reason: &'static str,
    ) -> Result<&'a str, Fault> {
        let start = self.offset + opening;
        let length = self.text.get(start..).and_then(|rest| rest.find(closing));
        let end = start + length.ok_or_else(|| self.fault(reason))?;
        self.offset = end + closing.len();
        Ok(self.slice(start, end))
    }

    fn end(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.offset;
        self.offset += 2;
        let name = self.name()?;
        self.skip_space();
        match self.rest() {
            [b'>', ..] => self.offset += 1,
            _ => return Err(Fault { offset: start, reason: "an end tag without a `>`" }),
        }
        Ok(Token::End(name))
    }

    fn start(&mut self) -> Result<Tag<'a>, Fault> {
        let offset = self.offset;
        self.offset += 1;
        let name = self.name()?;
        let attributes = self.offset;
        loop {
            let end = self.offset;
            self.skip_space();
            let is_empty = match self.rest() {
                [b'>', ..] => false,
                [b'/', b'>', ..] => true,
                [] | [b'/'] => return Err(Fault { offset, reason: "a start tag without an end" }),
                _ if self.offset == end => {
                    return Err(self.fault("a character that is not expected in a tag"));
                }
                _ => {
                    self.attribute()?;
                    continue;
                }
            };
            let attributes = self.slice(attributes, end);
            self.offset += 1 + usize::from(is_empty);
            return Ok(Tag { offset, name, attributes, is_empty });
        }
    }

    /// Reads a name.
    fn name(&mut self) -> Result<&'a str, Fault> {
        let start = self.offset;
        let is_part = |byte: &&u8| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b':' | 0x80..);
        let rest = self.rest();
        if matches!(rest, [] | [b'0'..=b'9' | b'-' | b'.', ..]) {
            return Err(self.fault("expected a name"));
        }
        self.offset += rest.iter().take_while(is_part).count();
        if self.offset == start {
            return Err(self.fault("expected a name"));
        }
        Ok(self.slice(start, self.offset))
    }

    /// Skips an attribute.
    fn attribute(&mut self) -> Result<(), Fault> {
        self.name()?;
        self.skip_space();
        let [b'=', ..] = self.rest() else {
            return Err(self.fault("expected `=` after the name of an attribute"));
        };
        self.offset += 1;
        self.skip_space();
        let quote = match self.rest() {
            [b'"', ..] => "\"",
            [b'\'', ..] => "'",
            _ => return Err(self.fault("expected the value of an attribute in quotes")),
        };
        let start = self.offset;
        let value = self.through(1, quote, "the value of an attribute without an end")?;
        if value.contains('<') {
            return Err(Fault { offset: start, reason: "a `<` in the value of an attribute" });
        }
        Ok(())
    }
}

//! Skips elements that no member is read from.
//!
//! Their syntax is checked. Nesting needs no stack, so it may be deeper than in values that are read.

use super::cursor::{Cursor, Value};
use super::lexer::Token;
use super::reader::Reader;

/// The maximum nesting of elements in an element that is skipped.
const MAX_DEPTH: usize = 512;

impl Reader<'_> {
    /// Skips an element or an attribute.
    pub fn skip(&mut self) {
        if !self.may_decline {
            self.skipped = Some(self.cursor.offset());
            self.cursor.skip();
        }
    }
}

impl Cursor<'_> {
    /// Skips the element or the attribute that is read next.
    fn skip(&mut self) {
        let Value::Element(tag) = self.value else { return };
        let mut open = Vec::new();
        if !tag.is_empty {
            open.push(tag.name);
        }
        while let Some(name) = open.last() {
            match self.token() {
                Some((offset, Token::Start(tag))) => {
                    if open.len() == MAX_DEPTH {
                        return self.too_deep(offset, MAX_DEPTH);
                    }
                    if !tag.is_empty {
                        open.push(tag.name);
                    }
                }
                Some((_, Token::End(ended))) if ended == *name => drop(open.pop()),
                Some((_, Token::Text(_) | Token::CData(_))) => {}
                Some((offset, token @ (Token::End(_) | Token::Ended))) => {
                    return self.unexpected(offset, "an element or the end of the open one", token);
                }
                None => return,
            }
        }
    }
}

//! Skips values that no member is read from.
//!
//! Their syntax is checked. Nesting needs no stack, so it may be deeper than in values that are read.

use super::lexer::Head;
use super::reader::Reader;

/// The maximum nesting of maps and arrays in a value that is skipped.
const MAX_DEPTH: usize = 512;

/// An array or a map that is open.
struct Open {
    /// The number of items, or pairs, after the current one; `None` if the length is indefinite.
    left: Option<u64>,
    is_map: bool,
    /// Whether the current item is the value of a pair.
    is_value: bool,
}

impl Reader<'_> {
    /// Skips a value of any type, and its tags.
    pub fn skip(&mut self) {
        let mut open = Vec::new();
        loop {
            let Some((head, end)) = self.lexer.head() else {
                return self.unexpected("a value");
            };
            let opened = match head {
                Head::Array(left) => Some(Open { left, is_map: false, is_value: true }),
                Head::Map(left) => Some(Open { left, is_map: true, is_value: true }),
                Head::Bytes(_) | Head::Text(_) => {
                    if let Err(fault) = self.lexer.string() {
                        return self.fault(&fault);
                    }
                    None
                }
                Head::Tag(_) => {
                    self.lexer.go_to(end);
                    continue;
                }
                Head::Unsigned(_)
                | Head::Negative(_)
                | Head::Boolean(_)
                | Head::Null
                | Head::Simple(_)
                | Head::Float(_) => {
                    self.lexer.go_to(end);
                    None
                }
                Head::Break => return self.unexpected("a value"),
            };
            if let Some(opened) = opened {
                if open.len() == MAX_DEPTH {
                    return self.too_deep(MAX_DEPTH);
                }
                self.lexer.go_to(end);
                open.push(opened);
            }
            if !self.skip_to_next(&mut open) {
                return;
            }
        }
    }

    /// Reads a text string, or skips a value of any other type.
    pub(crate) fn text_or_skip(&mut self) -> Option<String> {
        if let Some((Head::Text(_), _)) = self.head() {
            return Some(self.string());
        }
        self.skip();
        None
    }

    /// Closes the arrays and maps that are complete; false if none is left.
    fn skip_to_next(&mut self, open: &mut Vec<Open>) -> bool {
        while let Some(innermost) = open.last_mut() {
            if !innermost.is_value {
                innermost.is_value = true;
                return true;
            }
            if self.lexer.another(&mut innermost.left) {
                innermost.is_value = !innermost.is_map;
                return true;
            }
            open.pop();
        }
        false
    }
}

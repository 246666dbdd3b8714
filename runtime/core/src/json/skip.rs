//! Skips values that no member is read from.
//!
//! Their syntax is checked. Nesting needs no stack, so it may be deeper than in values that are read.

use super::reader::Reader;

/// The maximum nesting of objects and arrays in a value that is skipped.
const MAX_DEPTH: usize = 512;

impl Reader<'_> {
    /// Skips a value of any type.
    pub fn skip(&mut self) {
        // The closing brackets of what is open.
        let mut open = Vec::new();
        loop {
            let closing = match self.peek() {
                Some(b'{') => b'}',
                Some(b'[') => b']',
                _ => {
                    self.skip_scalar();
                    if self.skip_to_next(&mut open) {
                        continue;
                    }
                    return;
                }
            };
            if open.len() == MAX_DEPTH {
                return self.too_deep(MAX_DEPTH);
            }
            self.bump();
            open.push(closing);
            let goes_on = if self.peek() == Some(closing) {
                self.skip_to_next(&mut open)
            } else {
                self.skip_key(closing)
            };
            if !goes_on {
                return;
            }
        }
    }

    fn skip_scalar(&mut self) {
        match self.peek() {
            Some(b'"') => drop(self.text("a value")),
            Some(b'n') => drop(self.null()),
            Some(b't' | b'f') => drop(self.boolean()),
            _ => drop(self.number("a value")),
        }
    }

    /// Goes from the end of a value to the next one; false if there is none.
    fn skip_to_next(&mut self, open: &mut Vec<u8>) -> bool {
        while let Some(&closing) = open.last() {
            match self.peek() {
                Some(b',') => {
                    self.bump();
                    return self.skip_key(closing);
                }
                Some(byte) if byte == closing => {
                    self.bump();
                    open.pop();
                }
                _ => {
                    self.unexpected(if closing == b'}' { "`,` or `}`" } else { "`,` or `]`" });
                    return false;
                }
            }
        }
        false
    }

    /// Passes over the key of a member, if an object is open; false if none stands here.
    fn skip_key(&mut self, closing: u8) -> bool {
        closing == b']' || self.key().is_some()
    }
}

//! Replaces two different values in the output of a failed test by a diff of their `Debug` format, because
//! random values are long and differ in little.

use std::fmt::Write as _;

use similar::TextDiff;

/// What precedes each of the two values, on lines of their own.
const FOUND: &str = "   found: ";
const EXPECTED: &str = "expected: ";

/// Replaces the values in an output.
pub(super) fn readable(words: &str) -> String {
    let mut text = String::new();
    let mut lines = words.lines().peekable();
    while let Some(line) = lines.next() {
        let expected = lines.peek().and_then(|next| next.strip_prefix(EXPECTED));
        if let (Some(ours), Some(theirs)) = (line.strip_prefix(FOUND), expected) {
            let (ours, theirs) = (in_lines(ours), in_lines(theirs));
            let diff = TextDiff::from_lines(&theirs, &ours);
            let mut unified = diff.unified_diff();
            unified.context_radius(3).header("botocore's", "ours");
            // Writing to a string cannot fail.
            let _ = write!(text, "{unified}");
            lines.next();
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

/// Formats a value in the `Debug` format with one field or element per line.
fn in_lines(value: &str) -> String {
    let mut text = String::with_capacity(value.len() * 2);
    let mut depth: usize = 0;
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '[' | '(' => {
                depth += 1;
                text.push(character);
                break_line(&mut text, depth);
            }
            '}' | ']' | ')' => {
                depth = depth.saturating_sub(1);
                break_line(&mut text, depth);
                text.push(character);
            }
            ',' => {
                text.push(character);
                break_line(&mut text, depth);
            }
            ' ' if text.ends_with([' ', '\n']) || characters.peek() == Some(&'}') => {}
            '"' => {
                text.push(character);
                push_string(&mut text, &mut characters);
            }
            other => text.push(other),
        }
    }
    text + "\n"
}

/// Pushes the rest of a string, up to its closing quotation mark.
fn push_string(text: &mut String, characters: &mut impl Iterator<Item = char>) {
    while let Some(character) = characters.next() {
        text.push(character);
        match character {
            '\\' => text.extend(characters.next()),
            '"' => break,
            _ => {}
        }
    }
}

/// Starts a line, indented by `depth`.
fn break_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_a_diff() {
        let words = "the values differ\n   found: A { b: Some(\"x, \\\"}\"), c: [1, 2] }\n\
            expected: A { b: Some(\"x, \\\"}\"), c: [1, 3] }\n\nmore";
        insta::assert_snapshot!(readable(words), @r"
        the values differ
        --- botocore's
        +++ ours
        @@ -4,6 +4,6 @@
           ),
           c: [
             1,
        -    3
        +    2
           ]
         }

        more
        ");
    }

    #[test]
    fn other_words_stay() {
        for words in ["   found: a", "expected: a\n   found: b", "a\n\nb"] {
            assert_eq!(readable(words), words);
        }
    }
}

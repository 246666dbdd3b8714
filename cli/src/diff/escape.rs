//! Escapes what a model contains, so that it changes neither a terminal nor a page of Markdown.

use std::fmt::Write as _;

/// Replaces control characters, line ends, and characters that reorder or hide text by their escapes in Rust.
pub(crate) fn controls(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        let is_hidden = matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        );
        if is_hidden || c.is_control() {
            let _ = write!(escaped, "{}", c.escape_default());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// A code span (<https://github.github.com/gfm/#code-spans>) of one line.
pub(crate) fn code(text: &str) -> String {
    let text = controls(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A message as Markdown: code stays code, and all else is plain text. Names and values are between backticks. One
/// that has a backtick itself is divided into code and text, but nothing in it becomes markup.
pub(crate) fn markdown(message: &str) -> String {
    let mut parts = message.split('`');
    let mut escaped = plain(parts.next().unwrap_or_default());
    while let Some(inner) = parts.next() {
        match parts.next() {
            Some(after) if !inner.is_empty() => {
                escaped.push_str(&code(inner));
                escaped.push_str(&plain(after));
            }
            Some(after) => {
                escaped.push_str("\\`\\`");
                escaped.push_str(&plain(after));
            }
            None => {
                escaped.push_str("\\`");
                escaped.push_str(&plain(inner));
            }
        }
    }
    escaped
}

/// Text without markup, HTML, or mentions of accounts.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in controls(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("@<!-- -->"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_a_terminal() {
        assert_eq!(controls("a\u{1b}[31m\nb\u{202e}é"), "a\\u{1b}[31m\\nb\\u{202e}é");
    }

    #[test]
    fn messages() {
        for (message, expected) in [
            ("The member `A$b` is new", "The member `A$b` is new"),
            ("`<b>|x`: *a* <b>", "`<b>|x`: \\*a\\* &lt;b&gt;"),
            ("the value `a`<img>@b` is new", "the value `a`&lt;img&gt;@<!-- -->b\\` is new"),
            ("`a\n# b`", "`a\\n# b`"),
            ("``x``", "\\`\\`x\\`\\`"),
        ] {
            assert_eq!(markdown(message), expected);
        }
        assert_eq!(code("a``b`"), "``` a``b` ```");
    }
}

//! Escapes plain text as Markdown.
//!
//! In the result a newline is a possible line break, and a space is not.

use super::{entity, link};

/// Escapes words separated by single spaces, outside of links.
pub(super) fn text(run: &str, out: &mut String) {
    let mut words = run.split(' ').peekable();
    while let Some(word) = words.next() {
        let is_last = words.peek().is_none();
        word_with_addresses(word, is_last, out);
        out.push_str(if is_last { "" } else { "\n" });
    }
}

/// Escapes the text of a link, which is on one line and contains no links.
pub(super) fn link_text(run: &str, out: &mut String) {
    word(run, None, true, out);
}

/// Writes a code span, with a fence longer than any run of backticks inside.
pub(super) fn code_span(code: &str, out: &mut String) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let pad = code.starts_with('`') || code.ends_with('`');
    out.push_str(&fence);
    out.push_str(if pad { " " } else { "" });
    out.push_str(code);
    out.push_str(if pad { " " } else { "" });
    out.push_str(&fence);
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let mut longest = 0;
    let mut current = 0;
    for character in text.chars() {
        current = if character == of { current + 1 } else { 0 };
        longest = longest.max(current);
    }
    longest
}

/// Writes the address at the beginning of `text` and returns its length. An address with a
/// placeholder is not usable as a link and becomes code.
pub(super) fn address(text: &str, out: &mut String) -> Option<usize> {
    let length = link::bare_length(text);
    let (url, after) = text.split_at_checked(length)?;
    if !link::has_host(url) {
        return None;
    }
    if after.starts_with(['{', '<']) {
        let word = text.split(char::is_whitespace).next()?;
        let word = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'', '"', '*']);
        if !word.contains('`') {
            code_span(word, out);
            return Some(word.len());
        }
    }
    out.push('<');
    out.push_str(url);
    out.push('>');
    Some(length)
}

fn word_with_addresses(text: &str, is_last: bool, out: &mut String) {
    let mut rest = text;
    while let Some(at) = link::find_scheme(rest) {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        word(before, None, false, out);
        if let Some(length) = address(tail, out) {
            rest = tail.get(length..).unwrap_or_default();
            continue;
        }
        // This is not a link, but the text after the run might make it one: escape the colon.
        let may_go_on = is_last && link::run_length(tail) == tail.len();
        let (run, after) = tail.split_at_checked(link::bare_length(tail)).unwrap_or((tail, ""));
        for (index, part) in run.split("://").enumerate() {
            if index > 0 {
                out.push_str(if may_go_on { "\\://" } else { "://" });
            }
            word(part, None, false, out);
        }
        rest = after;
    }
    let next = if is_last { None } else { Some(' ') };
    word(rest, next, false, out);
}

/// Escapes a word, or a link text; `after` is the next character, if known.
fn word(text: &str, after: Option<char>, in_link: bool, out: &mut String) {
    let mut previous = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next).or(after);
        let escaped = match character {
            '*' | '`' | '[' | '~' => true,
            ']' => in_link,
            '\\' => !next.is_some_and(char::is_alphanumeric),
            '_' => !(is_alphanumeric(previous) && is_alphanumeric(next)),
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            // Rustdoc shows two hyphens as a dash.
            '-' => next == Some('-'),
            '&' => entity::is_reference(text.get(at + 1..).unwrap_or_default()),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(character);
        previous = Some(character);
    }
}

fn is_alphanumeric(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_as_text() {
        let table = [
            ("plain (text), with: signs!", "plain\n(text),\nwith:\nsigns!"),
            ("*a* `b` ~c~", "\\*a\\*\n\\`b\\`\n\\~c\\~"),
            ("snake_case __dunder__", "snake_case\n\\_\\_dunder\\_\\_"),
            ("[x](y) <bucket> a<b 1 < 2 <=", "\\[x](y)\n\\<bucket>\na\\<b\n1\n<\n2\n<="),
            ("a\\b \\* c\\", "a\\b\n\\\\\\*\nc\\\\"),
            ("&lt; &region=1 R&D", "\\&lt;\n&region=1\nR&D"),
            ("--flag a-b", "\\--flag\na-b"),
            ("see https://a.com/x, or", "see\n<https://a.com/x>,\nor"),
            ("https://a.com/{id}.", "`https://a.com/{id}`."),
            ("with https:// or http://localhost", "with\nhttps://\nor\nhttp\\://localhost"),
            ("https://{bucket}.s3.com", "https://{bucket}.s3.com"),
        ];
        for (plain, markdown) in table {
            let mut out = String::new();
            text(plain, &mut out);
            assert_eq!(out, markdown, "{plain}");
        }
    }

    #[test]
    fn code_spans_hold_backticks() {
        let table =
            [("a b", "`a b`"), ("a`b", "``a`b``"), ("``", "``` `` ```"), ("a`", "`` a` ``")];
        for (code, markdown) in table {
            let mut out = String::new();
            code_span(code, &mut out);
            assert_eq!(out, markdown);
        }
    }
}

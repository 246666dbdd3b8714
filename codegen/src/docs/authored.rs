//! Converts the inline markup of a `CommonMark` paragraph to the form that `wrap` takes, without
//! anything that rustdoc would warn about.

use std::collections::BTreeMap;

use super::inline::HARD_BREAK;
use super::{escape, link};

/// The link reference definitions of a text: addresses by label in lower case.
pub(super) type Labels = BTreeMap<String, String>;

/// Keeps emphasis, code spans and links with usable addresses, escapes what only looks like a link,
/// a tag or code, and makes links of bare addresses.
pub(super) fn inline(text: &str, labels: &Labels) -> String {
    Scanner::new(text, labels, false).scan()
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    labels: &'a Labels,
    in_link: bool,
    /// The position of the last run of this many backticks.
    fences: BTreeMap<usize, usize>,
    out: String,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, labels: &'a Labels, in_link: bool) -> Self {
        let mut fences = BTreeMap::new();
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find('`')).map(|s| at + s) {
            let length = run_length(text.get(start..).unwrap_or_default());
            fences.insert(length, start);
            at = start + length;
        }
        Self { text, at: 0, labels, in_link, fences, out: String::with_capacity(text.len()) }
    }

    fn scan(mut self) -> String {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            self.at += match rest.as_bytes().first() {
                Some(b'\\') => self.backslash(rest),
                Some(b'`') => self.code(rest),
                Some(b'[') => self.bracket(rest),
                Some(b'<') => self.angle(rest),
                Some(b'h') => self.address(rest),
                _ => self.plain(rest),
            };
        }
        self.out
    }

    /// Copies a character, or collapses white space; two spaces before a newline are a hard break.
    fn plain(&mut self, rest: &str) -> usize {
        let words = rest.trim_start();
        let length = rest.len() - words.len();
        if length == 0 {
            let next = rest.chars().next().unwrap_or_default();
            self.out.push(next);
            return next.len_utf8();
        }
        let gap = rest.get(..length).unwrap_or_default();
        self.out.push(match gap {
            _ if self.in_link => ' ',
            gap if gap.trim_start_matches(' ').starts_with('\n') && gap.starts_with("  ") => {
                HARD_BREAK
            }
            _ => '\n',
        });
        length
    }

    fn backslash(&mut self, rest: &str) -> usize {
        match rest.chars().nth(1) {
            Some('\n') if !self.in_link => self.out.push(HARD_BREAK),
            Some(next) if next.is_ascii_punctuation() => {
                self.out.extend(['\\', next]);
            }
            // A code span may follow, and an `h` may begin an address.
            Some(next) if next.is_alphanumeric() && next != 'h' => {
                self.out.push('\\');
                return 1;
            }
            _ => {
                self.out.push_str("\\\\");
                return 1;
            }
        }
        2
    }

    fn code(&mut self, rest: &str) -> usize {
        let length = run_length(rest);
        if self.fences.get(&length).is_some_and(|&last| last > self.at) {
            let mut at = length;
            while let Some(start) = rest.get(at..).and_then(|r| r.find('`')).map(|s| at + s) {
                let closing = run_length(rest.get(start..).unwrap_or_default());
                if closing == length {
                    let code = rest.get(length..start).unwrap_or_default();
                    let words: Vec<&str> = code.split_whitespace().collect();
                    if words.is_empty() {
                        return start + closing;
                    }
                    escape::code_span(&words.join(" "), &mut self.out);
                    return start + closing;
                }
                at = start + closing;
            }
        }
        self.out.push_str(&"\\`".repeat(length));
        length
    }

    fn bracket(&mut self, rest: &'a str) -> usize {
        let length = self.link(rest).unwrap_or(0);
        if length == 0 {
            self.out.push_str("\\[");
            return 1;
        }
        length
    }

    /// Copies a link whose label has no brackets: `[label](address)`, `[label][name]` or `[label]`.
    fn link(&mut self, rest: &'a str) -> Option<usize> {
        let end = 1 + rest.get(1..)?.find(['[', ']'])?;
        let label = rest.get(1..end)?;
        let after = rest.get(end..)?.strip_prefix(']')?;
        let (target, length) = if let Some(inner) = after.strip_prefix('(') {
            let close = closing_parenthesis(inner)?;
            let address = inner.get(..close)?.split_whitespace().next().unwrap_or_default();
            let address = address.trim_start_matches('<').trim_end_matches('>');
            (link::destination(address), end + 1 + close + 2)
        } else {
            let named = after.strip_prefix('[').and_then(|name| name.split_once(']'));
            let (name, length) = match named {
                Some((name, _)) if !name.is_empty() => (name, end + 1 + name.len() + 2),
                Some(_) => (label, end + 3),
                None => (label, end + 1),
            };
            (Some(self.labels.get(&name.to_lowercase())?.clone()), length)
        };
        if label.trim().is_empty() || label.ends_with('\\') {
            return None;
        }
        // An image is shown as a link.
        if self.out.ends_with('!') && !self.out.ends_with("\\!") {
            self.out.pop();
        }
        match target {
            Some(url) if !self.in_link => {
                let label = Scanner::new(label.trim(), self.labels, true).scan();
                self.out.extend(["[", &label, "](", &url, ")"]);
            }
            _ => self.out.push_str(&Scanner::new(label, self.labels, self.in_link).scan()),
        }
        Some(length)
    }

    fn angle(&mut self, rest: &str) -> usize {
        let inner = rest.get(1..).unwrap_or_default();
        if !self.in_link
            && let Some(end) = inner.find(|c: char| c == '>' || c == '<' || c.is_whitespace())
            && let Some(address) = inner.get(..end)
            && inner.get(end..).is_some_and(|after| after.starts_with('>'))
            && let Some(url) = link::destination(address)
        {
            self.out.extend(["<", &url, ">"]);
            return end + 2;
        }
        let next = inner.chars().next();
        if next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)) {
            self.out.push('\\');
        }
        self.out.push('<');
        1
    }

    fn address(&mut self, rest: &str) -> usize {
        if self.in_link || !link::starts_with_scheme(rest) {
            self.out.push('h');
            return 1;
        }
        if let Some(length) = escape::address(rest, &mut self.out) {
            return length;
        }
        // If this address has no host, its tails have none either.
        let length = link::bare_length(rest);
        self.out.push_str(rest.get(..length).unwrap_or_default());
        length
    }
}

/// Parses a link reference definition, `[label]: address`, with a usable address.
pub(super) fn definition(line: &str) -> Option<(String, String)> {
    let (label, address) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let address = address.split_whitespace().next()?;
    let plain = !label.trim().is_empty() && !label.contains(['[', ']', '`', '\\', '^', '<']);
    let url = link::destination(address.trim_start_matches('<').trim_end_matches('>'))?;
    plain.then(|| (label.to_lowercase(), url))
}

/// Converts a row of a table, which must stay on one line.
pub(super) fn row(line: &str, labels: &Labels) -> String {
    inline(line.trim(), labels).replace(['\n', HARD_BREAK], " ")
}

fn run_length(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'`').count()
}

/// Searches only as far as an address can reach, so that unclosed parentheses take linear time.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().take(2_000).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_kept_and_lookalikes_are_escaped() {
        let labels = Labels::from([("known".to_owned(), "https://k".to_owned())]);
        let table = [
            ("a *b* **c** _d_ \\* e", "a·*b*·**c**·_d_·\\*·e"),
            ("`a  b` ``c`d``", "`a b`·``c`d``"),
            ("a ` b ``c`` ```", "a·\\`·b·`c`·\\`\\`\\`"),
            ("``null``, `` ` ``", "`null`,·`` ` ``"),
            ("[a b](https://a) [c](d.html) [e](  )", "[a b](https://a)·c·e"),
            ("[a](https://a \"t\") ![b](https://b)", "[a](https://a)·[b](https://b)"),
            (
                "[known] [x][Known] [known][] [no] [x][no]",
                "[known](https://k)·[x](https://k)·[known](https://k)·\\[no]·\\[x]\\[no]",
            ),
            ("<bucket> <https://a.b> <a@b.c> 1 < 2", "\\<bucket>·<https://a.b>·\\<a@b.c>·1·<·2"),
            ("see https://a.com/x. http://localhost", "see·<https://a.com/x>.·http://localhost"),
            ("a  \nb\\\nc\nd", "a¶b¶c·d"),
            ("a\\b \\ c\\", "a\\b·\\\\·c\\\\"),
            ("[ ] [^1] []", "\\[·]·\\[^1]·\\[]"),
        ];
        for (text, markdown) in table {
            let out = inline(text, &labels).replace('\n', "·").replace(HARD_BREAK, "¶");
            assert_eq!(out, markdown, "{text}");
        }
    }

    #[test]
    fn definitions_lead_somewhere() {
        let found = definition(" [a b]: <https://c> 'title'");
        assert_eq!(found, Some(("a b".to_owned(), "https://c".to_owned())));
        assert_eq!(definition("[a]: b.html"), None);
        assert_eq!(definition("[^1]: https://c"), None);
        assert_eq!(definition("a: b"), None);
    }
}

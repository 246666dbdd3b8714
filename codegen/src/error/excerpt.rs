//! Extracts from a text the line of a place, with a caret below the place.

use std::fmt;

/// The number of columns of a line that are shown. A generated model may be one line of megabytes.
const WIDTH: usize = 100;

/// The number of columns shown before the place if the line is longer than [`WIDTH`].
const BEFORE: usize = 40;

/// What a tab is shown as.
const TAB: &str = "    ";

/// The line of a text that a problem is in. `Display` puts the line number before it and a caret
/// below the place; a long line is cut to the part around the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    number: usize,
    line: String,
    /// The number of columns before the caret.
    indent: usize,
}

impl Excerpt {
    /// The line `number` at `offset`; `None` if it is blank.
    pub(super) fn new(text: &str, offset: usize, number: usize) -> Option<Self> {
        let (before, after) = text.split_at_checked(offset)?;
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default().trim_end();
        if before.trim().is_empty() && after.is_empty() {
            return None;
        }
        let forwards = || after.chars().flat_map(shown);
        let backwards = || before.chars().rev().flat_map(shown);
        let right = WIDTH - BEFORE.min(columns(backwards(), WIDTH));
        let (after, after_width, is_cut_after) = first(forwards(), right);
        let (before, before_width, is_cut_before) = first(backwards(), WIDTH - after_width);
        let mut line: String = before.chars().rev().collect();
        if is_cut_before {
            line.insert(0, '…');
        }
        line.push_str(&after);
        if is_cut_after {
            line.push('…');
        }
        Some(Self { number, line, indent: before_width + usize::from(is_cut_before) })
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, line, indent } = self;
        let gutter = number.to_string().len();
        writeln!(f, " {number} | {line}")?;
        write!(f, " {:gutter$} | {:indent$}^", "", "")
    }
}

/// What a character is shown as: a tab as spaces, control and formatting characters as U+FFFD,
/// because they would change how the terminal shows the rest of the line.
fn shown(c: char) -> impl Iterator<Item = char> {
    let is_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let (text, own) = match c {
        '\t' => (TAB, None),
        c if c.is_control() || is_direction => ("\u{fffd}", None),
        c => ("", Some(c)),
    };
    text.chars().chain(own)
}

/// The number of columns of the first characters, at most `limit`.
fn columns(characters: impl Iterator<Item = char>, limit: usize) -> usize {
    first(characters, limit).1
}

/// The first characters that fit into `limit` columns, the number of columns that they use, and
/// whether there are more characters.
fn first(characters: impl Iterator<Item = char>, limit: usize) -> (String, usize, bool) {
    let (mut text, mut columns) = (String::new(), 0);
    for c in characters {
        if columns + width(c) > limit {
            return (text, columns, true);
        }
        text.push(c);
        columns += width(c);
    }
    (text, columns, false)
}

/// The number of columns of a character in a terminal: none for combining marks, two for the wide
/// characters of East Asia and for emoji (Unicode Standard Annex 11).
fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt at the first `@` of a text, which is removed.
    fn excerpt(text: &str) -> String {
        let offset = text.find('@').unwrap();
        let text = text.replacen('@', "", 1);
        let number = text[..offset].matches('\n').count() + 1;
        Excerpt::new(&text, offset, number).map(|it| it.to_string()).unwrap_or_default()
    }

    #[test]
    fn short_lines_are_shown_whole() {
        assert_eq!(excerpt("{\n  \"a\": @1,\r\n}"), " 2 |   \"a\": 1,\n   |        ^");
        assert_eq!(excerpt("@a"), " 1 | a\n   | ^");
        assert_eq!(excerpt("{\"a\"@"), " 1 | {\"a\"\n   |     ^");
        let far = format!("{}@b", "\n".repeat(9));
        assert_eq!(excerpt(&far), " 10 | b\n    | ^");
        assert_eq!(excerpt("a\n  @\nb"), "");
        assert_eq!(excerpt("@"), "");
        assert_eq!(Excerpt::new("é", 1, 1), None);
        assert_eq!(Excerpt::new("a", 7, 1), None);
    }

    #[test]
    fn the_caret_stands_below_what_a_terminal_shows() {
        for (line, expected) in [
            ("\t\tx\t@y", " 1 |         x    y\n   |              ^"),
            ("\"é→\": @1", " 1 | \"é→\": 1\n   |       ^"),
            ("\"東京🔥\": @1", " 1 | \"東京🔥\": 1\n   |           ^"),
            ("\"e\u{301}\": @1", " 1 | \"e\u{301}\": 1\n   |      ^"),
            ("\u{1b}[31m\u{202e}@x", " 1 | \u{fffd}[31m\u{fffd}x\n   |       ^"),
        ] {
            assert_eq!(excerpt(line), expected, "{line}");
        }
    }

    #[test]
    fn of_a_long_line_a_window_is_shown() {
        let (left, right) = ("a".repeat(1_000_000), "b".repeat(1_000_000));
        let middle = excerpt(&format!("{left}@{right}"));
        let (a, b) = ("a".repeat(40), "b".repeat(60));
        assert_eq!(middle, format!(" 1 | …{a}{b}…\n   | {}^", " ".repeat(41)));
        let start = excerpt(&format!("aa@{right}"));
        assert_eq!(start, format!(" 1 | aa{}…\n   |   ^", "b".repeat(98)));
        let end = excerpt(&format!("{left}@bb"));
        assert_eq!(end, format!(" 1 | …{}bb\n   | {}^", "a".repeat(98), " ".repeat(99)));
        let wide = excerpt(&format!("{}@{}", "東".repeat(999), "京".repeat(999)));
        let (east, capital) = ("東".repeat(20), "京".repeat(30));
        assert_eq!(wide, format!(" 1 | …{east}{capital}…\n   | {}^", " ".repeat(41)));
    }
}

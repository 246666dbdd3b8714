//! Wraps a paragraph into lines.

use super::inline::{HARD_BREAK, LINE_BREAK};

/// Wraps `paragraph` into lines of at most `width` characters, longer only if an unbreakable piece
/// is longer. A word after a line break begins a line. No line begins with the syntax of a Markdown block.
pub(super) fn fill(paragraph: &str, width: usize, mut line: impl FnMut(&str)) {
    let mut current = String::new();
    let mut used = 0;
    for (index, part) in paragraph.split(HARD_BREAK).enumerate() {
        if index > 0 && !current.is_empty() {
            current.push('\\');
            line(&current);
            current.clear();
        }
        for word in part.split('\n').filter(|word| !word.is_empty()) {
            if word.starts_with(LINE_BREAK) && !current.is_empty() {
                line(&current);
                current.clear();
            }
            let word = word.trim_start_matches(LINE_BREAK);
            let length = word.chars().count();
            if !current.is_empty() && used + 1 + length > width {
                line(&current);
                current.clear();
            }
            if current.is_empty() {
                guard(word, &mut current);
                used = current.chars().count();
            } else {
                current.push(' ');
                current.push_str(word);
                used += 1 + length;
            }
        }
    }
    if !current.is_empty() {
        line(&current);
    }
}

/// Writes the first word of a line, escaped if it would begin a list, a heading, a quote, a fence,
/// a thematic break, a table or a setext underline.
fn guard(word: &str, out: &mut String) {
    let all = |set: &str| word.chars().all(|c| set.contains(c));
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = word.split_at_checked(digits).unwrap_or(("", word));
    if (1..=9).contains(&digits) && matches!(after, "." | ")") {
        out.push_str(number);
        out.push('\\');
        out.push_str(after);
        return;
    }
    let hazard = match word.chars().next() {
        Some('>' | '|') => true,
        Some('#') => all("#"),
        Some('-') => all("-:|"),
        Some(':') => all("-:|") && word.contains('-'),
        Some('+') => word == "+",
        Some('=') => all("="),
        Some('*') => all("*"),
        Some('_') => all("_"),
        Some('~') => word.starts_with("~~~"),
        _ => false,
    };
    if hazard {
        out.push('\\');
    }
    out.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(paragraph: &str, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        fill(paragraph, width, |line| lines.push(line.to_owned()));
        lines
    }

    #[test]
    fn lines_are_full_and_pieces_whole() {
        assert_eq!(lines("aa\nbb\ncc", 5), ["aa bb", "cc"]);
        assert_eq!(lines("a\n`b c d`\ne", 5), ["a", "`b c d`", "e"]);
        assert_eq!(lines("a\u{b}b\nc", 9), ["a\\", "b c"]);
        assert_eq!(lines("éé\néé", 5), ["éé éé"]);
        assert_eq!(lines("", 5), Vec::<String>::new());
    }

    #[test]
    fn no_line_begins_a_block() {
        let table = [
            ("-", "\\-"),
            ("--", "\\--"),
            ("-x", "-x"),
            ("+", "\\+"),
            ("*", "\\*"),
            ("*x*", "*x*"),
            ("**x**", "**x**"),
            ("#", "\\#"),
            ("#x", "#x"),
            (">=", "\\>="),
            ("1.", "1\\."),
            ("12)", "12\\)"),
            ("1.5", "1.5"),
            ("===", "\\==="),
            ("|a|", "\\|a|"),
            (":-|-:", "\\:-|-:"),
            ("~~~", "\\~~~"),
            ("___", "\\___"),
        ];
        for (word, line) in table {
            assert_eq!(lines(&format!("{word}\nz"), 9), [format!("{line} z")], "{word}");
        }
    }
}

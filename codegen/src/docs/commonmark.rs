//! Converts documentation written in `CommonMark`: wraps it, and removes what rustdoc would warn
//! about or compile.

use std::iter::Peekable;

use super::authored::{self, Labels};
use super::page::Page;

/// The maximum depth of lists; a deeper marker is text.
const DEEPEST: usize = 8;
/// The maximum depth of block quotes.
const DEEPEST_QUOTE: usize = 3;

pub(super) fn markdown(text: &str) -> Vec<String> {
    let mut labels = Labels::new();
    if text.contains("]:") {
        labels.extend(text.lines().filter_map(authored::definition));
    }
    let mut page = Page::default();
    Blocks::new(&mut page, &labels, 0).read(text);
    page.into_lines()
}

struct Blocks<'a> {
    page: &'a mut Page,
    labels: &'a Labels,
    quote_depth: usize,
    /// The lines of the current paragraph.
    text: String,
    /// The columns at which the contents of the open items begin.
    items: Vec<Column>,
    /// The lines of the current indented code block.
    indented: String,
}

#[derive(Clone, Copy)]
struct Column {
    content: usize,
    ordered: bool,
}

/// A line, with its indentation separated.
#[derive(Clone, Copy)]
struct Line<'t> {
    indent: usize,
    content: &'t str,
}

impl<'t> Line<'t> {
    /// Separates the indentation, which begins at a column; a tab advances to a multiple of four.
    fn new(text: &'t str, column: usize) -> Self {
        let content = text.trim_start_matches([' ', '\t']);
        let space = text.get(..text.len() - content.len()).unwrap_or_default();
        let step = |at: usize, c| if c == '\t' { at / 4 * 4 + 4 } else { at + 1 };
        Self { indent: space.chars().fold(column, step), content: content.trim_end_matches('\t') }
    }
}

impl<'a> Blocks<'a> {
    fn new(page: &'a mut Page, labels: &'a Labels, quote_depth: usize) -> Self {
        let (text, items, indented) = Default::default();
        Self { page, labels, quote_depth, text, items, indented }
    }

    fn read(mut self, text: &str) {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let line = Line::new(line, 0);
            if line.content.trim().is_empty() {
                self.flush_text();
                if !self.indented.is_empty() {
                    self.indented.push('\n');
                }
                continue;
            }
            self.line(line, &mut lines);
        }
        self.flush();
        for _ in 0..self.items.len() {
            self.page.close_list();
        }
    }

    fn line<'t, L>(&mut self, mut line: Line<'t>, lines: &mut Peekable<L>)
    where
        L: Iterator<Item = &'t str>,
    {
        loop {
            let depth = self.items.iter().take_while(|item| item.content <= line.indent).count();
            let column = depth.checked_sub(1).and_then(|at| self.items.get(at));
            let column = column.map_or(0, |item| item.content);
            if line.indent >= column + 4 && self.text.is_empty() {
                self.close_to(depth);
                self.end_list();
                let inner = line.indent - column - 4;
                self.indented.extend([&" ".repeat(inner.min(40)), line.content, "\n"]);
                return;
            }
            self.flush_code();
            if is_rule(line.content) && !self.is_underline(line) {
                self.flush_text();
                return;
            }
            let Some((marker, rest)) = self.marker(line) else {
                return self.leaf(line, depth, lines);
            };
            self.flush_text();
            self.open_item(depth, marker);
            line = Line::new(rest, marker.content - 1);
            // Five or more spaces after a marker begin an indented code block, of which one belongs
            // to the marker.
            let content =
                if line.indent - marker.content >= 4 { marker.content } else { line.indent };
            if let Some(item) = self.items.last_mut() {
                item.content = content;
            }
        }
    }

    /// Converts a line that does not begin an item.
    fn leaf<'t, L>(&mut self, line: Line<'t>, depth: usize, lines: &mut Peekable<L>)
    where
        L: Iterator<Item = &'t str>,
    {
        if let Some(fence) = fence(line.content) {
            self.block(depth);
            self.fenced(fence, line.indent, lines);
        } else if line.content.starts_with('>') && self.quote_depth < DEEPEST_QUOTE {
            self.block(depth);
            self.quote(line.content, lines);
        } else if let Some((level, title)) = heading(line.content) {
            self.block(depth);
            self.page.heading(level, &authored::inline(title, self.labels));
        } else if self.is_underline(line) {
            let level = if line.content.starts_with('=') { 1 } else { 2 };
            let title = std::mem::take(&mut self.text);
            self.page.heading(level, &authored::inline(title.trim(), self.labels));
        } else if lines.peek().is_some_and(|next| is_delimiter_row(next))
            && line.content.contains('|')
        {
            self.block(depth);
            self.table(line.content, lines);
        } else if self.text.is_empty() && authored::definition(line.content).is_some() {
            // Definitions are not copied, because links contain their addresses.
        } else {
            if self.text.is_empty() {
                self.block(depth);
            }
            self.text.push_str(line.content);
            self.text.push('\n');
        }
    }

    fn is_underline(&self, line: Line<'_>) -> bool {
        let text = line.content.trim_end();
        !self.text.is_empty()
            && self.items.last().is_none_or(|item| line.indent >= item.content)
            && (text.bytes().all(|byte| byte == b'=') || text.bytes().all(|byte| byte == b'-'))
    }

    /// The list marker at the beginning of the line, and the text after it. The column is the one
    /// after the marker and one space.
    fn marker<'t>(&self, line: Line<'t>) -> Option<(Column, &'t str)> {
        if self.items.len() >= DEEPEST {
            return None;
        }
        let digits = line.content.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = line.content.split_at_checked(digits)?;
        let marks: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
        let rest = after.strip_prefix(marks)?;
        if digits > 9 || rest.trim().is_empty() || !rest.starts_with([' ', '\t']) {
            return None;
        }
        // A number at the beginning of a line of a paragraph starts a list only if it is 1 or a
        // list is open.
        if digits > 0 && !self.text.is_empty() && self.items.is_empty() && number != "1" {
            return None;
        }
        let content = line.indent + digits + 2;
        Some((Column { content, ordered: digits > 0 }, rest))
    }

    fn open_item(&mut self, depth: usize, marker: Column) {
        self.close_to(depth);
        if !self.page.is_in_list(marker.ordered) {
            self.end_list();
            self.page.open_list(marker.ordered);
        }
        self.page.open_item();
        self.items.push(marker);
    }

    /// Closes what is open before a block inside of `depth` items.
    fn block(&mut self, depth: usize) {
        self.flush();
        self.close_to(depth);
        self.end_list();
    }

    /// Closes the items deeper than `depth`. The list of the last one stays open.
    fn close_to(&mut self, depth: usize) {
        while self.items.len() > depth {
            self.end_list();
            self.page.close_item();
            self.items.pop();
        }
    }

    fn end_list(&mut self) {
        if self.page.is_between_items() {
            self.page.close_list();
        }
    }

    fn quote<'t>(&mut self, first: &'t str, lines: &mut Peekable<impl Iterator<Item = &'t str>>) {
        let mut inner = String::new();
        let mut add = |line: &str| {
            let line = line.trim_start().trim_start_matches('>');
            inner.push_str(line.strip_prefix(' ').unwrap_or(line));
            inner.push('\n');
        };
        add(first);
        while let Some(line) = lines.next_if(|line| line.trim_start().starts_with('>')) {
            add(line);
        }
        self.page.open_quote();
        Blocks::new(self.page, self.labels, self.quote_depth + 1).read(&inner);
        self.page.close_quote();
    }

    fn fenced<'t>(
        &mut self,
        fence: &str,
        indent: usize,
        lines: &mut Peekable<impl Iterator<Item = &'t str>>,
    ) {
        let mut code = String::new();
        for line in lines {
            let inner = line.trim();
            if inner.starts_with(fence)
                && inner.trim_matches(fence.chars().next().unwrap_or('`')).is_empty()
            {
                break;
            }
            let spaces = line.bytes().take(indent).take_while(|&byte| byte == b' ').count();
            code.push_str(line.get(spaces..).unwrap_or_default());
            code.push('\n');
        }
        self.page.code(&code);
    }

    fn table<'t>(&mut self, first: &str, lines: &mut Peekable<impl Iterator<Item = &'t str>>) {
        let mut rows = vec![authored::row(first, self.labels)];
        while let Some(line) = lines.next_if(|line| line.contains('|')) {
            rows.push(authored::row(line, self.labels));
        }
        self.page.verbatim(rows.iter().map(String::as_str));
    }

    fn flush(&mut self) {
        self.flush_text();
        self.flush_code();
    }

    fn flush_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.page.paragraph(&authored::inline(text.trim(), self.labels));
        }
    }

    fn flush_code(&mut self) {
        if !self.indented.is_empty() {
            let code = std::mem::take(&mut self.indented);
            self.page.code(&code);
        }
    }
}

/// Whether a line is a thematic break. In a comment an empty line is enough.
fn is_rule(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let Some(mark @ (b'-' | b'*' | b'_')) = marks.next() else { return false };
    let mut count = 1;
    marks.all(|byte| {
        count += 1;
        byte == mark
    }) && count >= 3
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    let title = line.get(level..)?.strip_prefix([' ', '\t'])?.trim();
    let closed = title.trim_end_matches('#');
    let title = if closed.ends_with(' ') { closed.trim_end() } else { title };
    ((1..=6).contains(&level) && !title.is_empty()).then_some((level, title))
}

/// The run of backticks or tildes that opens a fenced code block.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then(|| line.get(..length))?
}

fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn structure_is_kept() {
        let table: &[(&str, &[&str])] = &[
            ("One\n   two.\n\nThree", &["One two.", "", "Three"]),
            ("a:\n- *b*\n  c\n- `d`\n\ne", &["a:", "", "- *b* c", "- `d`", "", "e"]),
            (
                "1. a\n   - b\n     - c\n2. d\n\n   e",
                &["1. a", "   - b", "     - c", "2. d", "", "   e"],
            ),
            ("- a\nlazy", &["- a lazy"]),
            ("* a\n\n* b", &["- a", "- b"]),
            ("- a\n1. b", &["- a", "", "1. b"]),
            ("in the year\n1986. A", &["in the year 1986. A"]),
            ("# A #\nb\n\nC\n---\nd", &["# A", "", "b", "", "## C", "", "d"]),
            ("a\n\n---\n\nb", &["a", "", "b"]),
            ("> a\n> b\n>\n> - c\n\nd", &["> a b", ">", "> - c", "", "d"]),
            (
                "| a | b |\n|---|---|\n| [c] | `d` |\ne",
                &["| a | b |", "|---|---|", "| \\[c] | `d` |", "", "e"],
            ),
            ("see [a][b].\n\n[B]: https://c.d", &["see [a](https://c.d)."]),
            ("a  \nb\\\nc", &["a\\", "b\\", "c"]),
            (
                "An id that starts with `aws-`, <id> or [x]",
                &["An id that starts with `aws-`, \\<id> or \\[x]"],
            ),
        ];
        check(table);
    }

    #[test]
    fn no_code_is_compiled() {
        let table: &[(&str, &[&str])] = &[
            ("```rust\nlet a;\n```\nb", &["```text", "let a;", "```", "", "b"]),
            ("~~~\n```\n~~~", &["````text", "```", "````"]),
            ("```\nopen", &["```text", "open", "```"]),
            ("a\n\n    b\n\n      c\nd", &["a", "", "```text", "b", "", "  c", "```", "", "d"]),
            ("- a\n\n  ```sh\n  b\n  ```\n- c", &["- a", "", "  ```text", "  b", "  ```", "- c"]),
            ("- a\n\n      b", &["- a", "", "  ```text", "  b", "  ```"]),
            ("-     a", &["- ```text", "  a", "  ```"]),
            ("\ta", &["```text", "a", "```"]),
        ];
        check(table);
    }

    fn check(table: &[(&str, &[&str])]) {
        for (text, lines) in table {
            assert_eq!(markdown(text), *lines, "{text:?}");
        }
    }
}

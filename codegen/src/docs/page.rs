//! Lays out paragraphs, code blocks, lists and quotes as lines of Markdown.

use super::wrap;

/// The maximum width of a line, unless a code span or a link is wider.
const WIDTH: usize = 96;
/// The minimum width of a paragraph inside of lists.
const NARROWEST: usize = 40;
/// The maximum depth of lists and quotes. Deeper ones are shown at this depth, so that deep nesting
/// makes neither unreadable lines nor output of quadratic size.
const DEEPEST: usize = 8;

/// The lines so far, and the open lists and quotes.
#[derive(Debug, Default)]
pub(super) struct Page {
    lines: Vec<String>,
    frames: Vec<Frame>,
    margins: Vec<Margin>,
    lists: usize,
    quotes: usize,
    after_paragraph: bool,
}

#[derive(Debug)]
enum Frame {
    /// `broken` if there is a block between the items of the list.
    List {
        ordered: bool,
        count: usize,
        broken: bool,
    },
    Item {
        shown: bool,
    },
    Quote {
        shown: bool,
    },
}

/// The prefix of the lines of an item or a quote.
#[derive(Debug)]
struct Margin {
    marker: String,
    is_quote: bool,
    started: bool,
    /// No empty line before the first line.
    tight: bool,
}

impl Page {
    pub(super) fn into_lines(mut self) -> Vec<String> {
        self.summary_first();
        self.lines
    }

    /// Moves callouts at the beginning behind the next paragraph: rustdoc shows the first paragraph
    /// in its overviews, which should describe the item.
    fn summary_first(&mut self) {
        if !self.lines.first().is_some_and(|line| line.starts_with("> **")) {
            return;
        }
        let is_outside = |line: &String| !line.is_empty() && !line.starts_with('>');
        let Some(callouts) = self.lines.iter().position(is_outside) else { return };
        let rest = self.lines.get(callouts..).unwrap_or_default();
        let paragraph = rest.iter().position(String::is_empty).unwrap_or(rest.len());
        let others = ["- ", "1. ", "#", "```"];
        if rest.first().is_none_or(|line| others.iter().any(|other| line.starts_with(other))) {
            return;
        }
        if let Some(moved) = self.lines.get_mut(..callouts + paragraph) {
            moved.rotate_left(callouts);
            if let Some(behind) = moved.get_mut(paragraph..) {
                behind.rotate_right(1);
            }
        }
    }

    /// Outside of all lists and quotes.
    pub(super) fn is_top(&self) -> bool {
        self.frames.is_empty()
    }

    /// Directly in a list, but in none of its items.
    pub(super) fn is_between_items(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::List { .. }))
    }

    /// Whether the innermost frame is a list of that kind.
    pub(super) fn is_in_list(&self, wanted: bool) -> bool {
        matches!(self.frames.last(), Some(Frame::List { ordered, .. }) if *ordered == wanted)
    }

    pub(super) fn open_list(&mut self, ordered: bool) {
        self.frames.push(Frame::List { ordered, count: 0, broken: false });
        self.lists += 1;
    }

    pub(super) fn close_list(&mut self) {
        if self.lists > 0 {
            while !matches!(self.pop(), None | Some(Frame::List { .. })) {}
        }
    }

    /// Opens an item, and before it a list or the end of the last item where the author omitted
    /// them.
    pub(super) fn open_item(&mut self) {
        if self.lists == 0 {
            self.open_list(false);
        }
        while !self.is_between_items() && self.pop().is_some() {}
        let outer = self.frames.len().checked_sub(2).and_then(|at| self.frames.get(at));
        let nested = matches!(outer, Some(Frame::Item { shown: true, .. }))
            && self.margins.last().is_some_and(|margin| margin.started);
        let shown = self.margins.len() < DEEPEST;
        let Some(Frame::List { ordered, count, broken }) = self.frames.last_mut() else { return };
        let tight = if *count > 0 { !*broken } else { nested && self.after_paragraph };
        *count += 1;
        *broken = false;
        if shown {
            let marker = if *ordered { format!("{count}. ") } else { "- ".to_owned() };
            self.margins.push(Margin { marker, is_quote: false, started: false, tight });
        }
        self.frames.push(Frame::Item { shown });
    }

    /// Closes the innermost item, and everything that is open in it.
    pub(super) fn close_item(&mut self) {
        while self.lists > 0 && !self.is_between_items() {
            if matches!(self.pop(), None | Some(Frame::Item { .. })) {
                return;
            }
        }
    }

    pub(super) fn open_quote(&mut self) {
        let shown = self.margins.len() < DEEPEST;
        if shown {
            let marker = "> ".to_owned();
            self.margins.push(Margin { marker, is_quote: true, started: false, tight: false });
        }
        self.frames.push(Frame::Quote { shown });
        self.quotes += 1;
    }

    pub(super) fn close_quote(&mut self) {
        if self.quotes > 0 {
            while !matches!(self.pop(), None | Some(Frame::Quote { .. })) {}
        }
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let (mut start, next) = self.begin();
        let width = WIDTH.saturating_sub(next.chars().count()).max(NARROWEST);
        wrap::fill(text, width, |line| {
            self.lines.push(format!("{start}{line}"));
            start.clone_from(&next);
        });
        self.after_paragraph = true;
    }

    /// Writes a heading, which must fit on one line; otherwise it becomes a paragraph.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        let text = text.replace(|c: char| c.is_whitespace(), " ");
        if !self.is_top() || text.chars().count() + level + 1 > WIDTH {
            self.paragraph(&text.replace(' ', "\n"));
            return;
        }
        let (start, _) = self.begin();
        // Trailing number signs of a heading are not shown.
        let name = text.trim_end_matches('#');
        let parted = name.is_empty() || name.ends_with(' ');
        let escape = if name.len() < text.len() && parted { "\\" } else { "" };
        let signs = text.get(name.len()..).unwrap_or_default();
        self.lines.push(format!("{start}{} {name}{escape}{signs}", "#".repeat(level)));
        self.after_paragraph = false;
    }

    /// Writes a code block, marked as text, because rustdoc compiles and runs other blocks.
    pub(super) fn code(&mut self, code: &str) {
        let lines: Vec<String> = code.lines().map(|l| l.trim_end().replace('\t', "    ")).collect();
        let filled = |line: &String| !line.is_empty();
        let Some(first) = lines.iter().position(filled) else { return };
        let last = lines.iter().rposition(filled).unwrap_or(first);
        let shown = lines.get(first..=last).unwrap_or_default();
        let indent = |line: &String| line.bytes().take_while(|&byte| byte == b' ').count();
        let common = shown.iter().filter(|line| filled(line)).map(indent).min().unwrap_or(0);
        let longest = shown.iter().map(|line| super::escape::longest_run(line, '`')).max();
        let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
        let (start, next) = self.begin();
        self.lines.push(format!("{start}{fence}text"));
        for line in shown {
            let line = line.get(common..).unwrap_or_default();
            self.lines.push(format!("{next}{line}").trim_end().to_owned());
        }
        self.lines.push(format!("{next}{fence}"));
        self.after_paragraph = false;
    }

    /// Writes lines of Markdown that must not be changed, such as a table.
    pub(super) fn verbatim<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        let (mut start, next) = self.begin();
        for line in lines {
            self.lines.push(format!("{start}{line}").trim_end().to_owned());
            start.clone_from(&next);
        }
        self.after_paragraph = false;
    }

    /// Writes the empty line before a block, and returns the prefixes of its first and its other
    /// lines.
    fn begin(&mut self) -> (String, String) {
        if let Some(Frame::List { broken, .. }) = self.frames.last_mut() {
            *broken = true;
        }
        let fresh = self.margins.iter().position(|margin| !margin.started);
        let tight = fresh.and_then(|at| self.margins.get(at)).is_some_and(|margin| margin.tight);
        if !tight && !self.lines.is_empty() {
            let around = self.margins.iter().take(fresh.unwrap_or(self.margins.len()));
            let empty: String = around.map(Margin::next).collect();
            self.lines.push(empty.trim_end().to_owned());
        }
        let next = self.margins.iter().map(Margin::next).collect();
        let mut start = String::new();
        for margin in &mut self.margins {
            start.push_str(&if margin.started { margin.next() } else { margin.marker.clone() });
            margin.started = true;
        }
        (start, next)
    }

    fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        match frame {
            Frame::List { .. } => {
                self.lists -= 1;
                self.after_paragraph = false;
            }
            Frame::Item { shown } => {
                let empty = shown && self.margins.pop().is_some_and(|margin| !margin.started);
                // An empty item is not written: the next one gets its number.
                if let (true, Some(Frame::List { count, .. })) = (empty, self.frames.last_mut()) {
                    *count -= 1;
                }
            }
            Frame::Quote { shown } => {
                self.quotes -= 1;
                if shown {
                    self.margins.pop();
                }
                self.after_paragraph = false;
            }
        }
        Some(frame)
    }
}

impl Margin {
    fn next(&self) -> String {
        if self.is_quote { self.marker.clone() } else { " ".repeat(self.marker.len()) }
    }
}

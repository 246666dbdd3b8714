//! Converts text and inline markup to a paragraph of Markdown.
//!
//! In the paragraph a newline is a possible line break, [`HARD_BREAK`] a required one, and a space
//! is part of a code span or a link.

use super::escape;

/// A line break that the author wrote.
pub(super) const HARD_BREAK: char = '\u{b}';

/// Begins a word that begins a line, which readers do not see.
pub(super) const LINE_BREAK: char = '\u{c}';

/// The style of text. Emphasis is not nested, because Markdown's rules for that are brittle and
/// bold italics rare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Plain,
    Emphasis,
    Strong,
}

/// A paragraph under construction. Each kind of markup is a depth, so that wrongly nested and
/// unclosed tags do no harm; the end of the paragraph closes all of them.
#[derive(Debug, Default)]
pub(super) struct Inline {
    spans: Vec<Span>,
    /// Text of one style that is not converted yet, with single spaces.
    run: String,
    run_kind: RunStyle,
    /// Whether white space separates the next span from the last one.
    gap: bool,
    emphasis: usize,
    strong: usize,
    code: usize,
    link: Option<Link>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct RunStyle {
    style: Style,
    code: bool,
}

#[derive(Debug)]
struct Span {
    style: Style,
    /// Whether the span follows the previous one without a space.
    glued: bool,
    markdown: String,
}

#[derive(Debug)]
struct Link {
    destination: String,
    style: Style,
    glued: Option<bool>,
    plain: String,
    markdown: String,
}

impl Inline {
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty() && self.run.trim().is_empty() && self.link.is_none()
    }

    pub(super) fn ends_in_break(&self) -> bool {
        self.run.trim().is_empty()
            && self.spans.last().is_some_and(|span| span.markdown.starts_with(HARD_BREAK))
    }

    /// The last character of the text so far.
    pub(super) fn last_char(&self) -> Option<char> {
        let span = self.spans.last().and_then(|span| span.markdown.chars().last());
        self.run.trim_end().chars().last().or(span)
    }

    pub(super) fn text(&mut self, text: &str) {
        let kind = RunStyle { style: self.style(), code: self.code > 0 };
        if kind != self.run_kind {
            self.flush();
            self.run_kind = kind;
        }
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for word in text.split_whitespace() {
            self.run.push_str(word);
            self.run.push(' ');
        }
        if !text.ends_with(char::is_whitespace) {
            self.run.pop();
        }
    }

    /// Removes the space at the end.
    pub(super) fn trim_end(&mut self) {
        self.run.truncate(self.run.trim_end().len());
        self.gap &= !self.run.is_empty();
    }

    fn space(&mut self) {
        if !self.run.ends_with(' ') {
            self.run.push(' ');
        }
    }

    /// Begins a style. Inside of code or a link, emphasis and links have no effect.
    pub(super) fn open(&mut self, style: Style) {
        if self.code == 0 && self.link.is_none() {
            *self.depth(style) += 1;
        }
    }

    pub(super) fn close(&mut self, style: Style) {
        if self.code == 0 && self.link.is_none() {
            let depth = self.depth(style);
            *depth = depth.saturating_sub(1);
        }
    }

    pub(super) fn open_code(&mut self) {
        self.code += 1;
    }

    pub(super) fn close_code(&mut self) {
        self.code = self.code.saturating_sub(1);
    }

    pub(super) fn open_link(&mut self, destination: String) {
        self.close_link();
        self.flush();
        let style = self.style();
        let (plain, markdown) = Default::default();
        self.link = Some(Link { destination, style, glued: None, plain, markdown });
    }

    pub(super) fn close_link(&mut self) {
        if self.link.is_some() {
            self.flush();
        }
        let Some(link) = self.link.take() else { return };
        let Some(glued) = link.glued else { return };
        let markdown = if link.plain == link.destination {
            format!("<{}>", link.destination)
        } else {
            format!("[{}]({})", link.markdown, link.destination)
        };
        self.spans.push(Span { style: link.style, glued, markdown });
    }

    pub(super) fn hard_break(&mut self) {
        self.close_link();
        self.flush();
        if !self.spans.is_empty() {
            let markdown = HARD_BREAK.to_string();
            self.spans.push(Span { style: Style::Plain, glued: true, markdown });
        }
        self.gap = false;
    }

    /// The paragraph, unless it is empty. Open markup is closed.
    pub(super) fn finish(&mut self) -> Option<String> {
        self.close_link();
        self.flush();
        while self.ends_in_break() {
            self.spans.pop();
        }
        self.gap = false;
        if self.spans.is_empty() {
            return None;
        }
        let paragraph = assemble(&self.spans);
        *self = Self::default();
        Some(paragraph)
    }

    fn style(&self) -> Style {
        match (self.strong, self.emphasis) {
            (0, 0) => Style::Plain,
            (0, _) => Style::Emphasis,
            _ => Style::Strong,
        }
    }

    fn depth(&mut self, style: Style) -> &mut usize {
        match style {
            Style::Strong => &mut self.strong,
            Style::Plain | Style::Emphasis => &mut self.emphasis,
        }
    }

    /// Converts the current run to a span.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text = run.trim();
        let after_break = self.spans.last().is_some_and(|s| s.markdown.starts_with(HARD_BREAK));
        self.gap |= run.starts_with(' ');
        if text.is_empty() {
            return;
        }
        let glued = !self.gap || after_break;
        self.gap = run.ends_with(' ');
        let RunStyle { style, code } = self.run_kind;
        if let Some(link) = &mut self.link {
            if link.glued.is_none() {
                link.glued = Some(glued);
            } else if !glued {
                link.plain.push(' ');
                link.markdown.push(' ');
            }
            link.plain.push_str(text);
            let write = if code { escape::code_span } else { escape::link_text };
            write(text, &mut link.markdown);
            return;
        }
        let mut markdown = String::with_capacity(text.len() + 8);
        let write = if code { escape::code_span } else { escape::text };
        write(text, &mut markdown);
        self.spans.push(Span { style, glued, markdown });
    }
}

/// Joins the spans, with emphasis where Markdown recognizes it.
fn assemble(spans: &[Span]) -> String {
    let mut out = String::new();
    let mut groups = spans.chunk_by(|left, right| left.style == right.style).peekable();
    let mut styled_before = false;
    while let Some(group) = groups.next() {
        let Some(first) = group.first() else { continue };
        let mut content = String::new();
        for span in group {
            if !content.is_empty() && !span.glued {
                content.push('\n');
            }
            append(&span.markdown, &mut content);
        }
        let glued = first.glued && !out.is_empty();
        let before = out.chars().last().filter(|_| glued);
        let after = groups.peek().and_then(|group| group.first()).filter(|next| next.glued);
        let after = after.and_then(|next| next.markdown.chars().next());
        let marked = !(glued && styled_before) && flanked(before, &content, after);
        let mark = match first.style {
            Style::Emphasis if marked => "*",
            Style::Strong if marked => "**",
            Style::Plain | Style::Emphasis | Style::Strong => "",
        };
        styled_before = !mark.is_empty();
        if !glued && !out.is_empty() {
            out.push('\n');
        }
        if mark.is_empty() {
            append(&content, &mut out);
        } else {
            out.extend([mark, &content, mark]);
        }
    }
    out
}

/// Appends Markdown, separated where the two parts would otherwise merge.
fn append(markdown: &str, out: &mut String) {
    if markdown.starts_with('`') && out.ends_with('`') {
        out.push(' ');
    }
    if markdown.starts_with('[') && out.ends_with('!') {
        out.pop();
        out.push_str("\\!");
    }
    if markdown.starts_with(|c: char| c.is_ascii_alphanumeric() || "#;".contains(c)) {
        let tail = out.char_indices().rev().take(40);
        let mut tail = tail.skip_while(|(_, c)| c.is_ascii_alphanumeric() || *c == '#');
        if let Some((at, '&')) = tail.next() {
            out.insert(at, '\\');
        }
    }
    out.push_str(markdown);
}

/// Whether Markdown recognizes emphasis around `content`, by the rule of flanking runs.
fn flanked(before: Option<char>, content: &str, after: Option<char>) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (outside(before) || inside(content.chars().next()))
        && (outside(after) || inside(content.chars().last()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a script: `*`, `!`, `` ` `` and `[` toggle strong, emphasis, code and link; `|` is a
    /// line break.
    fn paragraph(script: &str) -> String {
        let mut inline = Inline::default();
        let mut open = [false; 4];
        for piece in script.split_inclusive(['*', '!', '`', '[', '|']) {
            let (text, mark) = match piece.char_indices().last() {
                Some((at, mark @ ('*' | '!' | '`' | '[' | '|'))) => (&piece[..at], mark),
                _ => (piece, ' '),
            };
            if !text.is_empty() {
                inline.text(text);
            }
            let Some(which) = "*!`[".find(mark) else {
                if mark == '|' {
                    inline.hard_break();
                }
                continue;
            };
            open[which] = !open[which];
            match (mark, open[which]) {
                ('*', true) => inline.open(Style::Strong),
                ('*', false) => inline.close(Style::Strong),
                ('!', true) => inline.open(Style::Emphasis),
                ('!', false) => inline.close(Style::Emphasis),
                ('`', true) => inline.open_code(),
                ('`', false) => inline.close_code(),
                (_, true) => inline.open_link("https://a".to_owned()),
                (_, false) => inline.close_link(),
            }
        }
        inline.finish().unwrap_or_default().replace('\n', "·").replace(HARD_BREAK, "¶")
    }

    #[test]
    fn marks_stand_where_markdown_takes_them() {
        let table = [
            ("a * b * c", "a·**b**·c"),
            ("a!b!c", "a*b*c"),
            ("a*(b)*c", "a(b)c"),
            ("*a:* b", "**a:**·b"),
            ("*a* *b*", "**a·b**"),
            ("*a*!b!", "**a**b"),
            ("*a !b* c!", "**a·b**·*c*"),
            ("!! ** `` x", "x"),
            ("`a``b`", "`ab`"),
            ("`a` `b`", "`a`·`b`"),
            ("` a  b `c", "`a b`·c"),
            ("`s3://!b!/c`", "`s3://b/c`"),
            ("[ a  b [", "[a b](https://a)"),
            ("see [`X` y[.", "see·[`X` y](https://a)."),
            ("`a [X[ b`", "`a`·[`X`](https://a)·`b`"),
            ("*[X[*s", "[X](https://a)s"),
            ("[ [ a", "a"),
            ("a | b||", "a¶b"),
            ("|a", "a"),
        ];
        for (script, markdown) in table {
            assert_eq!(paragraph(script), markdown, "{script}");
        }
    }
}

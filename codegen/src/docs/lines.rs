//! Builds the documentation of an item from texts of the model and of our own.
//!
//! Renderers take [`Docs`], and only this module makes them from modeled text.

use super::inline::{HARD_BREAK, LINE_BREAK};
use super::page::Page;
use super::{entity, escape, html, link};

/// Lines of Markdown without warnings of rustdoc and clippy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs(Vec<String>);

impl Docs {
    /// The documentation of a model, in HTML or `CommonMark`.
    pub(crate) fn of_model(text: &str) -> Self {
        Self(html::markdown(text))
    }

    /// A link, or its text alone if the address is not usable.
    pub(crate) fn link(name: &str, url: &str) -> Self {
        let shown = if name.trim().is_empty() { url } else { name };
        let Some(destination) = link::destination(url) else {
            return Sentence::new("").text(shown).into();
        };
        let mut text = String::new();
        escape::link_text(&one_line(shown), &mut text);
        Self::paragraph(&format!("[{text}]({destination})"))
    }

    /// A heading with a text that is shown literally; a text that does not fit on one line becomes a
    /// paragraph.
    pub(crate) fn heading(level: usize, text: &str) -> Self {
        let mut page = Page::default();
        page.heading(level, &Sentence::new("").text(text).0);
        Self(page.into_lines())
    }

    /// An example in Rust; `attributes` are those of the code block, such as `no_run`.
    pub(crate) fn example(attributes: &'static str, code: &str) -> Self {
        let fence = "`".repeat(escape::longest_run(code, '`').max(2) + 1);
        let lines = code.lines().map(str::to_owned);
        let (first, last) = (format!("{fence}{attributes}"), fence);
        Self(std::iter::once(first).chain(lines).chain([last]).collect())
    }

    /// A list with an item for each sentence.
    pub(crate) fn list(items: impl IntoIterator<Item = Sentence>) -> Self {
        let mut page = Page::default();
        page.open_list(false);
        for Sentence(item) in items {
            page.open_item();
            page.paragraph(&item);
            page.close_item();
        }
        page.close_list();
        Self(page.into_lines())
    }

    fn paragraph(text: &str) -> Self {
        let mut page = Page::default();
        page.paragraph(text);
        Self(page.into_lines())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines, without comment markers.
    pub(crate) fn lines(&self) -> &[String] {
        &self.0
    }

    /// Appends further docs after an empty line.
    #[must_use]
    pub(crate) fn then(mut self, more: Self) -> Self {
        if !self.is_empty() && !more.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(more.0);
        self
    }

    /// These docs, or the others if these are empty.
    #[must_use]
    pub(crate) fn or(self, other: impl Into<Self>) -> Self {
        if self.is_empty() { other.into() } else { self }
    }

    /// The text on one line, for the note of a `#[deprecated]` attribute.
    pub(crate) fn on_one_line(&self) -> String {
        let lines = self.0.iter().filter(|line| !line.is_empty());
        // A backslash at the end of a line is a hard break.
        let lines = lines.map(|line| match line.strip_suffix('\\') {
            Some(broken) if !broken.ends_with('\\') => broken.trim_end(),
            _ => line.as_str(),
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    /// The first sentence of the first paragraph; empty if the docs begin with another block.
    pub(crate) fn first_sentence(&self) -> Self {
        let is_text =
            |line: &&String| !line.is_empty() && !line.starts_with(['#', '`', '-', '|', '>']);
        let mut open = Open::default();
        let mut lines = Vec::new();
        for line in self.0.iter().take_while(is_text) {
            if let Some(end) = sentence_end(line, &mut open) {
                lines.extend(line.get(..end).map(str::to_owned));
                break;
            }
            lines.push(line.clone());
        }
        Self(lines)
    }
}

impl From<&'static str> for Docs {
    /// Converts Markdown of our own.
    fn from(markdown: &'static str) -> Self {
        Self(markdown.lines().map(str::to_owned).collect())
    }
}

/// A paragraph of our own text and texts of the model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence(String);

impl Sentence {
    /// Starts with our own text.
    pub(crate) fn new(words: &'static str) -> Self {
        Self::default().words(words)
    }

    /// Appends our own text, in Markdown.
    #[must_use]
    pub(crate) fn words(mut self, words: &'static str) -> Self {
        self.0.push_str(&words.replace(' ', "\n"));
        self
    }

    /// Appends a text that is shown literally.
    #[must_use]
    pub(crate) fn text(mut self, text: &str) -> Self {
        escape::text(&one_line(text), &mut self.0);
        self
    }

    /// Appends a text as code.
    #[must_use]
    pub(crate) fn code(mut self, code: &str) -> Self {
        let shown: String = code.chars().filter(|&c| entity::is_shown(c) && c != '\n').collect();
        if !shown.trim().is_empty() {
            escape::code_span(&shown, &mut self.0);
        }
        self
    }

    /// Appends a link to an item of the emitted crate, shown as `shown`; `path` is its path from the
    /// documented item.
    #[must_use]
    pub(crate) fn item(mut self, shown: &str, path: &str) -> Self {
        self.0.push('[');
        escape::code_span(shown, &mut self.0);
        self.0.push(']');
        // A link to what it shows needs no address.
        if shown != path {
            self.0.extend(["(", path, ")"]);
        }
        self
    }

    /// Appends a message of the generator, with names between backticks.
    #[must_use]
    pub(crate) fn message(self, message: &str) -> Self {
        let parts = message.split('`').enumerate();
        parts.fold(self, |sentence, (index, part)| match index % 2 {
            0 => sentence.spaced_text(part),
            _ => sentence.code(part),
        })
    }

    /// Appends a text and keeps the spaces around it.
    fn spaced_text(mut self, text: &str) -> Self {
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if is_space(text.chars().next()) {
            self.0.push('\n');
        }
        self = self.text(text);
        if is_space(text.chars().next_back()) {
            self.0.push('\n');
        }
        self
    }

    /// Begins a line of the source, so that a change of what follows does not wrap what is before it in another
    /// way. Readers see a space.
    #[must_use]
    pub(crate) fn line(mut self) -> Self {
        self.0.extend(['\n', LINE_BREAK]);
        self
    }

    /// Appends another sentence.
    #[must_use]
    pub(crate) fn sentence(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }
}

impl From<Sentence> for Docs {
    fn from(sentence: Sentence) -> Self {
        Self::paragraph(sentence.0.trim_matches(['\n', HARD_BREAK]))
    }
}

/// The text with single spaces between words, without characters that must not occur in a comment.
fn one_line(text: &str) -> String {
    let shown =
        |c: char| if c.is_whitespace() { Some(' ') } else { entity::is_shown(c).then_some(c) };
    let text: String = text.chars().filter_map(shown).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The markup that is open at the beginning of a line.
#[derive(Default)]
struct Open {
    code: bool,
    brackets: usize,
    strong: bool,
}

/// The end of the first sentence of a line, outside of code, links and strong text.
fn sentence_end(line: &str, open: &mut Open) -> Option<usize> {
    let mut escaped = false;
    let mut rest = line.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let next = rest.peek().map(|&(_, next)| next);
        match character {
            '\\' if !open.code && !escaped => {
                escaped = true;
                continue;
            }
            '`' if !escaped => open.code = !open.code,
            _ if open.code => {}
            '[' => open.brackets += 1,
            ']' => open.brackets = open.brackets.saturating_sub(1),
            '*' if !escaped && next == Some('*') => {
                rest.next();
                open.strong = !open.strong;
            }
            '.' if next == Some(' ')
                && open.brackets == 0
                && !open.strong
                && !is_abbreviated(line.get(..at).unwrap_or_default()) =>
            {
                return Some(at + 1);
            }
            _ => {}
        }
        escaped = false;
    }
    None
}

/// Whether a text ends in an abbreviation such as `e.g` or `i.e`.
fn is_abbreviated(text: &str) -> bool {
    let before = text.strip_suffix(|last: char| last.is_ascii_lowercase());
    before.is_some_and(|before| before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(docs: impl Into<Docs>) -> String {
        docs.into().0.join("\n")
    }

    #[test]
    fn texts_of_a_model_are_shown_as_they_are() {
        let sentence = |text: &str| lines(Sentence::new("A client of ").text(text).words("."));
        assert_eq!(sentence("Weather [beta] <b>"), r"A client of Weather \[beta] \<b>.");
        assert_eq!(sentence("*a*\n  `b`\u{0}"), r"A client of \*a\* \`b\`.");
        assert_eq!(sentence("https://a.com"), "A client of <https://a.com>.");
        let code = |code: &str| lines(Sentence::new("It is ").code(code).words("."));
        assert_eq!(code("a  `b`"), "It is `` a  `b` ``.");
        assert_eq!(code("[a]\n"), "It is `[a]`.");
        assert_eq!(lines(Sentence::new("").text("# a")), r"\# a");
        let message = |message: &str| lines(Sentence::new("").message(message));
        assert_eq!(message("its `[a]`, [b], is `c`"), r"its `[a]`, \[b], is `c`");
        assert_eq!(message("an odd ` one"), "an odd ` one`");
    }

    #[test]
    fn links() {
        assert_eq!(lines(Docs::link("A [b]", "https://a.com")), r"[A \[b\]](https://a.com)");
        assert_eq!(
            lines(Docs::link(" ", "https://a.com/(x)")),
            "[https://a.com/(x)](https://a.com/%28x%29)"
        );
        assert_eq!(lines(Docs::link("Guide <1>", "guide.html")), "Guide <1>");
    }

    #[test]
    fn a_note_is_one_line() {
        let note = |text: &str| Docs::of_model(text).on_one_line();
        assert_eq!(note("Use [NewCall]."), r"Use \[NewCall].");
        assert_eq!(note("<p>Use <b>that</p><p>not <i>this"), "Use **that** not *this*");
        assert_eq!(note("Say \"note\".<br/>It is\nshorter."), "Say \"note\". It is shorter.");
    }

    #[test]
    fn first_sentences() {
        for (text, expected) in [
            ("One. Two.", "One."),
            ("Such as e.g. this. Two.", "Such as e.g. this."),
            ("See `a. b`. Two.", "See `a. b`."),
            ("See [a. b](https://c.d). Two.", "See [a. b](https://c.d)."),
            ("**Note. Really** so. Two.", "**Note. Really** so."),
            ("In [a. b] and so. Two.", "In \\[a. b] and so."),
            ("- item", ""),
            ("No end", "No end"),
        ] {
            assert_eq!(lines(Docs::of_model(text).first_sentence()), expected, "{text}");
        }
    }

    #[test]
    fn blocks() {
        assert_eq!(
            lines(Docs::example("no_run", "let a = \"```\";")),
            "````no_run\nlet a = \"```\";\n````"
        );
        let item = |text: &str| Sentence::new("").code(text).words(": b.");
        assert_eq!(lines(Docs::list([item("a"), item("c")])), "- `a`: b.\n- `c`: b.");
        assert_eq!(lines(Docs::from("a").then(Docs::default()).then("b".into())), "a\n\nb");
        assert_eq!(lines(Docs::default().or(Sentence::new("a b"))), "a b");
    }

    /// Renderers do not write `doc` attributes themselves.
    #[test]
    fn there_is_one_door() {
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if std::fs::read_to_string(&path).unwrap().contains("doc = #") {
                    found.push(path.file_name().unwrap().to_owned());
                }
            }
        }
        assert_eq!(found, ["item.rs"]);
    }
}

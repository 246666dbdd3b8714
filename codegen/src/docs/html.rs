//! Converts the text of a `smithy.api#documentation` trait to lines of Markdown for rustdoc.

use std::borrow::Cow;

use super::inline::{Inline, Style};
use super::page::Page;
use super::tag::Tag;
use super::tokens::{self, Token, Tokens};
use super::{commonmark, entity, link};

/// The documentation as the lines of a doc comment; empty if it has no text. Text with HTML is
/// converted; text without is `CommonMark` and keeps its structure.
///
/// For any input, the lines cause no warnings of rustdoc or clippy, and contain no code that
/// rustdoc compiles.
pub(crate) fn markdown(documentation: &str) -> Vec<String> {
    let text = cleaned(documentation);
    if !Tokens::new(&text).any(|token| !matches!(token, Token::Text(_))) {
        return commonmark::markdown(&text);
    }
    let mut layout = Layout::default();
    for token in Tokens::new(&text) {
        layout.token(token);
    }
    layout.flush();
    layout.page.into_lines()
}

/// The text without characters that must not occur in a comment.
fn cleaned(text: &str) -> Cow<'_, str> {
    if text.chars().all(entity::is_shown) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.chars().filter(|&c| entity::is_shown(c)).collect())
}

/// What is written before the next text.
#[derive(Clone, Copy, Debug, Default)]
enum Lead {
    #[default]
    Nothing,
    /// The bold label of a callout.
    Label(&'static str),
    /// The separator between a term and its description.
    Colon,
}

#[derive(Debug, Default)]
struct Layout {
    page: Page,
    inline: Inline,
    lead: Lead,
    heading: Option<u8>,
    /// The content of the open `pre` element.
    code: Option<String>,
    /// Inside a `p` element, where an empty line has no meaning.
    in_paragraph: bool,
    /// Inside a term or table cell, where a paragraph does not begin on a new line.
    in_term: bool,
}

impl Layout {
    fn token(&mut self, token: Token<'_>) {
        if let Some(code) = &mut self.code {
            match token {
                Token::Text(text) => code.push_str(&entity::decode(text)),
                Token::Open(Tag::Break | Tag::Paragraph | Tag::Item, _) => code.push('\n'),
                Token::Close(Tag::Pre) => self.end_code(),
                Token::Open(..) | Token::Close(_) | Token::Hidden => {}
            }
            return;
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(tag, attributes) => self.open(tag, attributes),
            Token::Close(tag) => self.close(tag),
            Token::Hidden => {}
        }
    }

    /// Adds text. Outside of elements an empty line separates paragraphs, as in `CommonMark`.
    fn text(&mut self, text: &str) {
        if self.in_paragraph || !self.page.is_top() {
            self.words(text);
            return;
        }
        let mut was_empty = false;
        for line in text.split_inclusive('\n') {
            let is_empty = line.ends_with('\n') && line.trim().is_empty();
            if is_empty && was_empty {
                self.flush();
            }
            was_empty = line.ends_with('\n');
            self.words(line);
        }
    }

    fn words(&mut self, mut text: &str) {
        if text.trim().is_empty() {
            if !self.inline.is_empty() {
                self.inline.text(" ");
            }
            return;
        }
        match std::mem::take(&mut self.lead) {
            Lead::Nothing => {}
            Lead::Label(label) => {
                self.label(label);
                text = without_label(text, label);
            }
            Lead::Colon if matches!(self.inline.last_char(), Some(':' | '-' | '–' | '—')) => {
                self.inline.text(" ");
            }
            Lead::Colon => {
                self.inline.trim_end();
                self.inline.text(": ");
            }
        }
        self.inline.text(&entity::decode(text));
    }

    fn label(&mut self, label: &str) {
        self.inline.open(Style::Strong);
        self.inline.text(label);
        self.inline.close(Style::Strong);
        self.inline.text(" ");
    }

    fn open(&mut self, tag: Tag, attributes: &str) {
        match tag {
            Tag::Paragraph => {
                self.boundary();
                self.in_paragraph = true;
            }
            Tag::Description => self.open_description(),
            Tag::Heading(level) => self.open_heading(level),
            Tag::Strong => self.inline.open(Style::Strong),
            Tag::Emphasis => self.inline.open(Style::Emphasis),
            Tag::Code => self.inline.open_code(),
            Tag::Link => match tokens::href(attributes).and_then(|href| link::destination(&href)) {
                Some(destination) => self.inline.open_link(destination),
                None => self.inline.close_link(),
            },
            Tag::Break if self.inline.ends_in_break() => self.flush(),
            Tag::Break => self.inline.hard_break(),
            Tag::Pre => {
                self.end_block();
                self.code = Some(String::new());
            }
            Tag::List | Tag::OrderedList => {
                self.end_block();
                self.page.open_list(tag == Tag::OrderedList);
            }
            Tag::Item | Tag::Row => self.open_item(),
            Tag::Term => {
                self.open_item();
                self.inline.open(Style::Strong);
                self.in_term = true;
            }
            Tag::Cell => {
                if !self.inline.is_empty() {
                    self.inline.text(" | ");
                }
                self.in_term = true;
            }
            Tag::Callout(label) => {
                self.end_block();
                self.page.open_quote();
                self.lead = Lead::Label(label);
            }
            Tag::Quote => {
                self.end_block();
                self.page.open_quote();
            }
            Tag::Transparent | Tag::Hidden => {}
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => {
                self.boundary();
                self.in_paragraph = false;
            }
            Tag::Strong => self.inline.close(Style::Strong),
            Tag::Emphasis => self.inline.close(Style::Emphasis),
            Tag::Code => self.inline.close_code(),
            Tag::Link => self.inline.close_link(),
            Tag::Heading(_) | Tag::Description => self.flush(),
            Tag::List | Tag::OrderedList => {
                self.flush();
                self.page.close_list();
            }
            Tag::Item | Tag::Row => {
                self.flush();
                self.page.close_item();
            }
            Tag::Term => {
                self.inline.close(Style::Strong);
                self.in_term = false;
                if !self.inline.is_empty() {
                    self.lead = Lead::Colon;
                }
            }
            Tag::Cell => self.in_term = false,
            Tag::Callout(_) | Tag::Quote => {
                self.flush();
                self.lead = Lead::Nothing;
                self.page.close_quote();
            }
            Tag::Pre | Tag::Break | Tag::Transparent | Tag::Hidden => {}
        }
    }

    /// The start or end of a paragraph element, unless the text continues on the same line.
    fn boundary(&mut self) {
        if self.in_term {
            self.inline.text(" ");
        } else if !matches!(self.lead, Lead::Colon) {
            self.flush();
        }
    }

    /// Ends the paragraph before a block that must begin on a new line.
    fn end_block(&mut self) {
        if let Lead::Label(label) = self.lead {
            self.flush();
            self.label(label);
        }
        self.flush();
        self.lead = Lead::Nothing;
    }

    fn open_item(&mut self) {
        self.end_block();
        self.page.open_item();
    }

    fn open_description(&mut self) {
        if matches!(self.lead, Lead::Colon) {
            return;
        }
        self.end_block();
        if self.page.is_between_items() {
            self.page.open_item();
        }
    }

    fn open_heading(&mut self, level: u8) {
        self.end_block();
        if self.page.is_top() {
            self.heading = Some(level);
        } else {
            self.inline.open(Style::Strong);
        }
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.page.code(&code);
        }
    }

    fn flush(&mut self) {
        self.end_code();
        self.in_paragraph = false;
        self.in_term = false;
        let heading = self.heading.take();
        let Some(text) = self.inline.finish() else { return };
        self.lead = match self.lead {
            Lead::Colon => Lead::Nothing,
            lead => lead,
        };
        match heading {
            Some(level) => self.page.heading(level.into(), &text),
            None => self.page.paragraph(&text),
        }
    }
}

/// The text of a callout without the label that the author may have written.
fn without_label<'t>(text: &'t str, label: &str) -> &'t str {
    let text = text.trim_start();
    match text.split_at_checked(label.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(label) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests;

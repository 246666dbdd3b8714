//! Reads typed values from TOML tables, and collects problems with their places and help.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Place;
use crate::input_problem::{InputProblem, InputProblems};

/// The problems of a file.
pub(super) struct Problems<'t> {
    file: &'static str,
    text: &'t str,
    found: Vec<(usize, InputProblem)>,
}

impl<'t> Problems<'t> {
    pub(super) fn new(file: &'static str, text: &'t str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// Adds a problem. `help` says what to write.
    pub(super) fn add(&mut self, span: &Range<usize>, message: &str, help: &str) {
        let problem = InputProblem {
            place: Some((self.file.to_owned(), self.place(span))),
            message: message.to_owned(),
            help: Some(help.to_owned()),
        };
        self.found.push((span.start, problem));
    }

    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        place(self.text, span.start)
    }

    /// The value, or all problems in the order of the file.
    pub(super) fn finish<T>(mut self, value: T) -> anyhow::Result<T> {
        if self.found.is_empty() {
            return Ok(value);
        }
        self.found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.message.cmp(&b.1.message)));
        let found = self.found.into_iter().map(|(_, problem)| problem);
        Err(InputProblems(found.collect()).into())
    }
}

/// The line and column of an offset.
pub(super) fn place(text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line, column)
}

/// A value with its key.
#[derive(Clone, Copy)]
pub(super) struct Value<'s, 't> {
    key: &'s str,
    pub(super) value: &'s Spanned<DeValue<'t>>,
}

/// A table with a fixed set of known keys.
pub(super) struct Section<'s, 't> {
    table: &'s DeTable<'t>,
    /// The place of the table.
    pub(super) span: Range<usize>,
    known: &'static [&'static str],
}

impl<'s, 't> Section<'s, 't> {
    /// Creates a section, and reports unknown keys.
    pub(super) fn new(
        table: &'s DeTable<'t>,
        span: Range<usize>,
        known: &'static [&'static str],
        problems: &mut Problems<'_>,
    ) -> Self {
        for key in table.keys() {
            let name = key.get_ref();
            if !known.contains(&name.as_ref()) {
                let message = format!("unknown key `{}`", name.escape_debug());
                problems.add(&key.span(), &message, &did_you_mean(name, known));
            }
        }
        Self { table, span, known }
    }

    pub(super) fn get(&self, key: &'static str) -> Option<Value<'s, 't>> {
        debug_assert!(self.known.contains(&key));
        let value = self.table.iter().find(|(name, _)| name.get_ref() == key)?.1;
        Some(Value { key, value })
    }

    /// The value of a required key.
    pub(super) fn needed(
        &self,
        key: &'static str,
        example: &str,
        problems: &mut Problems<'_>,
    ) -> Option<Value<'s, 't>> {
        let value = self.get(key);
        if value.is_none() {
            let message = format!("missing key `{key}`");
            problems.add(&self.span, &message, &format!("write `{key} = {example}`"));
        }
        value
    }

    /// The keys in the table, with their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = Value<'s, 't>> {
        self.table.iter().map(|(key, value)| Value { key: key.get_ref(), value })
    }
}

impl<'s, 't> Value<'s, 't> {
    pub(super) fn new(key: &'s str, value: &'s Spanned<DeValue<'t>>) -> Self {
        Self { key, value }
    }

    pub(super) fn key(self) -> &'s str {
        self.key
    }

    pub(super) fn span(self) -> Range<usize> {
        self.value.span()
    }

    /// Reads a string that is not empty.
    pub(super) fn text(self, problems: &mut Problems<'_>) -> Option<String> {
        match self.value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.clone().into_owned()),
            DeValue::String(_) => {
                let message = format!("`{}` is empty", self.key);
                problems.add(&self.span(), &message, "write a string that is not empty");
                None
            }
            other => {
                self.wrong(other, "a string", &format!("{} = \"…\"", self.key), problems);
                None
            }
        }
    }

    /// Reads a string or a list of strings, each with its place.
    pub(super) fn text_or_texts(self, problems: &mut Problems<'_>) -> Option<Vec<(String, Place)>> {
        match self.value.get_ref() {
            DeValue::Array(_) => self.texts(problems),
            _ => Some(vec![(self.text(problems)?, problems.place(&self.span()))]),
        }
    }

    pub(super) fn flag(self, problems: &mut Problems<'_>) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            other => {
                let example = format!("{} = true", self.key);
                self.wrong(other, "`true` or `false`", &example, problems);
                None
            }
        }
    }

    /// Reads a list of strings that is not empty, each with its place.
    pub(super) fn texts(self, problems: &mut Problems<'_>) -> Option<Vec<(String, Place)>> {
        let items = match self.value.get_ref() {
            DeValue::Array(items) => items,
            DeValue::String(text) => {
                let example = format!("{} = [{text:?}]", self.key);
                self.wrong(self.value.get_ref(), "a list of strings", &example, problems);
                return None;
            }
            other => {
                let example = format!("{} = [\"…\"]", self.key);
                self.wrong(other, "a list of strings", &example, problems);
                return None;
            }
        };
        if items.is_empty() {
            let message = format!("`{}` is empty", self.key);
            problems.add(&self.span(), &message, "remove the key, or add a value");
            return None;
        }
        let text = |item| Value { key: self.key, value: item }.item(problems);
        // All items are read before the first problem ends this, so that all problems are found.
        let texts: Vec<Option<(String, Place)>> = items.iter().map(text).collect();
        texts.into_iter().collect()
    }

    fn item(self, problems: &mut Problems<'_>) -> Option<(String, Place)> {
        match self.value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => {
                Some((text.clone().into_owned(), problems.place(&self.span())))
            }
            other => {
                let message = format!("expected strings in `{}`, found {}", self.key, kind(other));
                problems.add(&self.span(), &message, "write a string that is not empty");
                None
            }
        }
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong(
        self,
        found: &DeValue<'_>,
        expected: &str,
        example: &str,
        problems: &mut Problems<'_>,
    ) {
        let message = format!("expected {expected} for `{}`, found {}", self.key, kind(found));
        problems.add(&self.span(), &message, &format!("write `{example}`"));
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(text) if text.trim().is_empty() => "an empty string",
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Suggests a similar key, or lists all keys.
pub(super) fn did_you_mean(wanted: &str, known: &[&str]) -> String {
    let wanted = wanted.to_lowercase();
    let near = known.iter().map(|name| (strsim::jaro_winkler(&wanted, name), name));
    let nearest = near.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None => {
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            format!("known keys: {}", known.join(", "))
        }
    }
}

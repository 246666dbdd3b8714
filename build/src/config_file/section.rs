//! In: tables of TOML. Out: the values of their keys, in the types that they must have; and what is
//! wrong with them, with its place and with what to write instead.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::places::Place;

/// What is wrong with the file.
pub(super) struct Problems<'t> {
    file: &'static str,
    text: &'t str,
    found: Vec<(usize, String)>,
}

impl<'t> Problems<'t> {
    pub(super) fn new(file: &'static str, text: &'t str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// Adds a problem. `help` says what to write.
    pub(super) fn add(&mut self, span: &Range<usize>, message: &str, help: &str) {
        let (line, column) = self.place(span);
        let file = self.file;
        let problem = format!("{file}:{line}:{column}: {message}\n  help: {help}");
        self.found.push((span.start, problem));
    }

    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        place(self.text, span.start)
    }

    /// All problems in the order of the file, or the value if there are none.
    pub(super) fn finish<T>(mut self, value: T) -> anyhow::Result<T> {
        if self.found.is_empty() {
            return Ok(value);
        }
        self.found.sort();
        let found: Vec<String> = self.found.into_iter().map(|(_, problem)| problem).collect();
        Err(anyhow::anyhow!(found.join("\nerror: ")))
    }
}

/// The place of an offset.
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

/// A table, some of whose keys are known.
pub(super) struct Section<'s, 't> {
    table: &'s DeTable<'t>,
    /// Where it begins.
    pub(super) span: Range<usize>,
    known: &'static [&'static str],
}

impl<'s, 't> Section<'s, 't> {
    /// Refuses keys that are not known.
    pub(super) fn new(
        table: &'s DeTable<'t>,
        span: Range<usize>,
        known: &'static [&'static str],
        problems: &mut Problems<'_>,
    ) -> Self {
        for key in table.keys() {
            let name = key.get_ref();
            if !known.contains(&name.as_ref()) {
                let message = format!("there is no key `{}` here", name.escape_debug());
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

    /// A key that has to be there.
    pub(super) fn needed(
        &self,
        key: &'static str,
        example: &str,
        problems: &mut Problems<'_>,
    ) -> Option<Value<'s, 't>> {
        let value = self.get(key);
        if value.is_none() {
            let message = format!("the key `{key}` is missing");
            problems.add(&self.span, &message, &format!("write `{key} = {example}`"));
        }
        value
    }

    /// The keys that are there, with their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = Value<'s, 't>> {
        self.table.iter().map(|(key, value)| Value { key: key.get_ref(), value })
    }
}

impl<'s> Value<'s, '_> {
    pub(super) fn key(self) -> &'s str {
        self.key
    }

    pub(super) fn span(self) -> Range<usize> {
        self.value.span()
    }

    /// A string with something in it.
    pub(super) fn text(self, problems: &mut Problems<'_>) -> Option<String> {
        match self.value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.clone().into_owned()),
            DeValue::String(_) => {
                let message = format!("`{}` is empty", self.key);
                problems.add(&self.span(), &message, "write something between the quotes");
                None
            }
            other => {
                self.wrong(other, "a string", &format!("{} = \"…\"", self.key), problems);
                None
            }
        }
    }

    /// A string, or a list of strings, each with its place.
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

    /// A list of strings with something in it, each with its place.
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
            problems.add(&self.span(), &message, "leave the key out, or name at least one");
            return None;
        }
        let text = |item| Value { key: self.key, value: item }.item(problems);
        // All of them are read, so that all problems are found.
        let texts: Vec<Option<(String, Place)>> = items.iter().map(text).collect();
        texts.into_iter().collect()
    }

    fn item(self, problems: &mut Problems<'_>) -> Option<(String, Place)> {
        match self.value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => {
                Some((text.clone().into_owned(), problems.place(&self.span())))
            }
            other => {
                let message = format!("`{}` holds {}", self.key, kind(other));
                problems.add(&self.span(), &message, "write a string with a name in it");
                None
            }
        }
    }

    /// Says that the value has another type.
    pub(super) fn wrong(
        self,
        found: &DeValue<'_>,
        expected: &str,
        example: &str,
        problems: &mut Problems<'_>,
    ) {
        let message = format!("`{}` is {}, and has to be {expected}", self.key, kind(found));
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

/// The name that a misspelled one may have meant, or all that there are.
pub(super) fn did_you_mean(wanted: &str, known: &[&str]) -> String {
    let wanted = wanted.to_lowercase();
    let near = known.iter().map(|name| (strsim::jaro_winkler(&wanted, name), name));
    let nearest = near.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None => {
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            format!("the keys are {}", known.join(", "))
        }
    }
}

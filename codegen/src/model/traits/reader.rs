//! In: the JSON text of one trait. Out: its value in the form that its reader wants, or what is wrong
//! with it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::Diagnostic;
use crate::model::http_tests::Unparsed;
use crate::model::json;
use crate::model::sources::Sources;

/// The value of one trait, and what was wrong with it.
pub(super) struct TraitReader<'a> {
    sources: Sources<'a>,
    raw: &'a RawValue,
    pub(super) error: Option<Diagnostic>,
}

impl<'a> TraitReader<'a> {
    /// A value of one of the texts.
    pub(super) fn new(sources: Sources<'a>, raw: &'a RawValue) -> Self {
        Self { sources, raw, error: None }
    }

    /// The JSON text.
    pub(super) fn json(&self) -> String {
        self.raw.get().to_owned()
    }

    /// Whether a trait without a value is there: always, since it is being read.
    pub(super) fn annotation(&mut self) -> bool {
        if !self.raw.get().starts_with('{') {
            let problem = Diagnostic::new("an annotation trait is `{}`, or absent");
            self.error = Some(problem.at(self.sources.place(self.raw)));
        }
        true
    }

    pub(super) fn unparsed(&self) -> Unparsed<'a> {
        Unparsed::new(self.sources, self.raw)
    }

    pub(super) fn encodings(&mut self) -> Vec<String> {
        self.parse()
            .map(|compression: RequestCompression| compression.encodings)
            .unwrap_or_default()
    }

    pub(super) fn object<T: DeserializeOwned>(&mut self) -> Option<T> {
        json::object(self.sources, self.raw).map_err(|error| self.error = Some(error)).ok()
    }

    pub(super) fn parse<T: DeserializeOwned>(&mut self) -> Option<T> {
        json::parse(self.sources, self.raw).map_err(|error| self.error = Some(error)).ok()
    }

    pub(super) fn links(&mut self) -> Vec<(String, String)> {
        let links: Option<BTreeMap<String, String>> = self.parse();
        links.into_iter().flatten().collect()
    }
}

#[derive(Deserialize)]
struct RequestCompression {
    encodings: Vec<String>,
}

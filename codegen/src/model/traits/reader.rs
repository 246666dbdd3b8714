//! Parses the JSON text of a trait into the requested type, and keeps the problem if that fails.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::Diagnostic;
use crate::model::http_tests::Unparsed;
use crate::model::json;
use crate::model::sources::Sources;

/// The value of a trait, and the problem with it.
pub(super) struct TraitReader<'a> {
    sources: Sources<'a>,
    raw: &'a RawValue,
    pub(super) error: Option<Diagnostic>,
}

impl<'a> TraitReader<'a> {
    /// A value in one of the texts.
    pub(super) fn new(sources: Sources<'a>, raw: &'a RawValue) -> Self {
        Self { sources, raw, error: None }
    }

    /// The JSON text.
    pub(super) fn json(&self) -> String {
        self.raw.get().to_owned()
    }

    /// The value of an annotation trait, which is always `true`, as the trait is present.
    pub(super) fn annotation(&mut self) -> bool {
        if !self.raw.get().starts_with('{') {
            let problem = Diagnostic::new("expected `{}`, the value of an annotation trait");
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

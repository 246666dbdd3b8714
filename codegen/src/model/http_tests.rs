//! Types for the values of the traits with HTTP protocol tests
//! (<https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html>). The parameters
//! of a case stay unparsed: their meaning depends on the shape.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::json;
use super::sources::{self, Sources};
use crate::error::{Diagnostic, Place};

/// An unparsed trait value, with its place in the text, so that a value is parsed only if it is
/// used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unparsed<'a> {
    pub(crate) offset: Place,
    pub(crate) raw: &'a RawValue,
}

impl<'a> Unparsed<'a> {
    /// A value in one of the texts.
    pub(super) fn new(sources: Sources<'_>, raw: &'a RawValue) -> Self {
        Self { offset: sources.place(raw), raw }
    }

    /// The place of a part of this value.
    pub(crate) fn offset_of(self, part: &RawValue) -> Place {
        self.offset.plus(sources::offset(self.raw.get(), part))
    }

    /// A part of this value.
    pub(crate) fn part(self, raw: &'a RawValue) -> Self {
        Self { offset: self.offset_of(raw), raw }
    }

    /// The elements of a value that is an array.
    pub(crate) fn elements(self) -> Result<Vec<Self>, Diagnostic> {
        let elements: Vec<&'a RawValue> = self.parse()?;
        Ok(elements.into_iter().map(|element| self.part(element)).collect())
    }

    /// Parses a value that must be an object.
    pub(crate) fn object<T: Deserialize<'a>>(self) -> Result<T, Diagnostic> {
        if self.raw.get().starts_with('{') {
            return self.parse();
        }
        Err(Diagnostic::new("expected an object").at(self.offset))
    }

    /// Parses the whole value.
    pub(crate) fn parse<T: Deserialize<'a>>(self) -> Result<T, Diagnostic> {
        serde_json::from_str(self.raw.get())
            .map_err(|error| json::diagnostic(self.raw.get(), self.offset, &error))
    }
}

/// The side that a case applies to; both sides if it is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AppliesTo {
    Client,
    Server,
}

/// The fields that the cases of both traits have.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HttpTest<'a> {
    pub(crate) id: String,
    pub(crate) protocol: String,
    pub(crate) documentation: Option<String>,
    pub(crate) applies_to: Option<AppliesTo>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
    pub(crate) body_media_type: Option<String>,
    #[serde(borrow)]
    pub(crate) params: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) vendor_params: Option<&'a RawValue>,
    pub(crate) vendor_params_shape: Option<String>,
}

/// The fields that only a case of `httpRequestTests` has.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HttpRequestTest {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) host: Option<String>,
    pub(crate) resolved_host: Option<String>,
    #[serde(default)]
    pub(crate) query_params: Vec<String>,
    #[serde(default)]
    pub(crate) forbid_query_params: Vec<String>,
    #[serde(default)]
    pub(crate) require_query_params: Vec<String>,
    #[serde(default)]
    pub(crate) forbid_headers: Vec<String>,
    #[serde(default)]
    pub(crate) require_headers: Vec<String>,
}

/// The fields that only a case of `httpResponseTests` has.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct HttpResponseTest {
    pub(crate) code: u16,
}

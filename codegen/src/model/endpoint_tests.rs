//! Types for the value of the trait `endpointTests`
//! (<https://smithy.io/2.0/additional-specs/rules-engine/specification.html#smithy-rules-endpointtests-trait>).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// The value of the trait.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EndpointTests<'a> {
    /// The cases stay unparsed, so that an invalid case does not affect the others.
    #[serde(borrow, default)]
    pub(crate) test_cases: Vec<&'a RawValue>,
}

/// A test case: parameters, and the expected endpoint or error.
#[derive(Debug, Deserialize)]
pub(crate) struct EndpointTest {
    pub(crate) documentation: Option<String>,
    #[serde(default)]
    pub(crate) params: BTreeMap<String, Value>,
    pub(crate) expect: Expectation,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expectation {
    Error(String),
    Endpoint(ExpectedEndpoint),
}

#[derive(Debug, Deserialize)]
pub(crate) struct ExpectedEndpoint {
    pub(crate) url: String,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) properties: BTreeMap<String, Value>,
}

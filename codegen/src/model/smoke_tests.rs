//! Types for the value of the trait `smokeTests`
//! (<https://smithy.io/2.0/additional-specs/smoke-tests.html>). The parameters of a case stay
//! unparsed: their meaning depends on the shape.

use serde::Deserialize;
use serde_json::value::RawValue;

/// A test case.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SmokeTestCase<'a> {
    pub(crate) id: String,
    #[serde(borrow)]
    pub(crate) params: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) vendor_params: Option<&'a RawValue>,
    pub(crate) vendor_params_shape: Option<String>,
    pub(crate) expect: Expectation,
}

/// The kind of response that a case expects.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expectation {
    Success {},
    Failure(FailureExpectation),
}

/// The expected error: any, unless its shape is given.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FailureExpectation {
    pub(crate) error_id: Option<String>,
}

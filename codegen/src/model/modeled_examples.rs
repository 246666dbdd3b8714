//! Types for the value of the trait `examples`
//! (<https://smithy.io/2.0/spec/documentation-traits.html#examples-trait>). Values of members stay
//! unparsed: their meaning depends on the shape.

use serde::Deserialize;
use serde_json::value::RawValue;

/// An example of an operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ModeledExample<'a> {
    pub(crate) title: String,
    pub(crate) documentation: Option<String>,
    #[serde(borrow)]
    pub(crate) input: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) output: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) error: Option<ErrorExample<'a>>,
    /// Whether the input violates constraints, which clients do not enforce.
    #[serde(default, rename = "allowConstraintErrors")]
    _allow_constraint_errors: bool,
}

/// The error that the service returns in an example.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ErrorExample<'a> {
    pub(crate) shape_id: String,
    #[serde(borrow)]
    pub(crate) content: Option<&'a RawValue>,
}

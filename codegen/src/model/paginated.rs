//! Types for the value of the `paginated` trait
//! (<https://smithy.io/2.0/spec/behavior-traits.html#pagination>).

use serde::Deserialize;

/// The value of the trait for an operation, or for a service, whose values are defaults for its
/// operations.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Paginated {
    /// The name of a member of the input.
    pub(crate) input_token: Option<String>,
    /// A path to a member of the output: member names separated by dots.
    pub(crate) output_token: Option<String>,
    /// A path to a list or map in the output.
    pub(crate) items: Option<String>,
}

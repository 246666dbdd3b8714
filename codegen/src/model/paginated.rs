//! The value of the `paginated` trait, typed (<https://smithy.io/2.0/spec/behavior-traits.html#pagination>).

use serde::Deserialize;

/// Which members the pages of an operation hang on; of a service, what its operations leave out.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Paginated {
    /// A member of the input.
    pub(crate) input_token: Option<String>,
    /// A path to a member of the output: names with dots between them.
    pub(crate) output_token: Option<String>,
    /// A path to a list or map in the output.
    pub(crate) items: Option<String>,
}

//! Defines endpoint discovery.

use super::ShapeId;

/// An operation that discovers its endpoint.
#[derive(Debug)]
pub(crate) struct Discovery {
    /// Whether it cannot be called at the endpoint of the endpoint rules.
    pub(crate) required: bool,
    /// The operation that returns endpoints.
    pub(crate) operation: ShapeId,
    /// Its module and its input.
    pub(crate) module: String,
    pub(crate) input: String,
    /// The indices of the input members that the endpoint depends on.
    pub(crate) identifiers: Vec<usize>,
}

/// An operation that returns the endpoints of others.
#[derive(Debug)]
pub(crate) struct TellsEndpoints {
    /// The code of the error that reports an endpoint as no longer valid.
    pub(crate) expired: Option<String>,
    /// The index of the input member for the name of an operation.
    pub(crate) operation: Option<usize>,
    /// The index of the input member for the identifiers.
    pub(crate) identifiers: Option<usize>,
    /// The index of the output member with the endpoints.
    pub(crate) endpoints: usize,
    /// The fields of an endpoint.
    pub(crate) address: String,
    pub(crate) cache_period: String,
}

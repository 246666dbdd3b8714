//! How operations discover their endpoints, as data.

use super::ShapeId;

/// An operation that discovers its endpoint.
#[derive(Debug)]
pub(crate) struct Discovery {
    /// It cannot be called at the endpoint of the service's rules.
    pub(crate) required: bool,
    /// The operation that tells endpoints.
    pub(crate) operation: ShapeId,
    /// Its module and its input.
    pub(crate) module: String,
    pub(crate) input: String,
    /// The members that the endpoint depends on, by their index in the input.
    pub(crate) identifiers: Vec<usize>,
}

/// An operation that tells the endpoints of others.
#[derive(Debug)]
pub(crate) struct TellsEndpoints {
    /// The code of the error by which the others say that an endpoint is no longer valid.
    pub(crate) expired: Option<String>,
    /// The member that takes the name of an operation, by its index in the input.
    pub(crate) operation: Option<usize>,
    /// The member that takes what the endpoint depends on.
    pub(crate) identifiers: Option<usize>,
    /// The member of the output that has the endpoints.
    pub(crate) endpoints: usize,
    /// The fields of an endpoint.
    pub(crate) address: String,
    pub(crate) cache_period: String,
}
